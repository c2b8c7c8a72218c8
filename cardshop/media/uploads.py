"""Pictures that came with a form: made ready, or refused at their field."""

from __future__ import annotations

from flask import request
from werkzeug.datastructures import FileStorage

from cardshop.lib.errors import Invalid
from cardshop.media import operations as media
from cardshop.media.domain.pictures import Prepared


class PictureRefused(Invalid):
    """This picture cannot be used."""

    def __init__(self, field: str, detail: str) -> None:
        super().__init__(detail)
        self.field = field


def sent(field: str) -> list[FileStorage]:
    """The files that were chosen in this field, not looked at yet."""
    return [file for file in request.files.getlist(field) if file.filename]


def ready(field: str, *, most: int) -> list[Prepared]:
    """The pictures that were sent as this field, read before the transaction: it takes a while.

    What comes after the first `most` is not looked at. Raises PictureRefused, which names the file
    when there are several.
    """
    files = sent(field)[:most]
    return [_ready(field, file, named=len(files) > 1) for file in files]


def opened(field: str, *, most: int) -> tuple[list[Prepared], list[PictureRefused]]:
    """The same, with what can be used apart from what cannot: one bad file spoils no other."""
    files = sent(field)[:most]
    used: list[Prepared] = []
    refused: list[PictureRefused] = []
    for file in files:
        try:
            used.append(_ready(field, file, named=len(files) > 1))
        except PictureRefused as refusal:
            refused.append(refusal)
    return used, refused


def _ready(field: str, file: FileStorage, *, named: bool) -> Prepared:
    try:
        return media.prepare(file.stream.read())
    except Invalid as refusal:
        said = f"{file.filename}: {refusal.detail}" if named else refusal.detail
        raise PictureRefused(field, said) from refusal
