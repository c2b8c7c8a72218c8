"""Pictures that came with a form: made ready, or refused at their field."""

from __future__ import annotations

from flask import request
from werkzeug.datastructures import FileStorage

from cardshop.cards.models import Card
from cardshop.db import db
from cardshop.lib import clock
from cardshop.lib.errors import Invalid
from cardshop.media import operations as media
from cardshop.media.domain.pictures import Prepared
from cardshop.media.models import Picture


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


def keep(card: Card, picture: Prepared, *, alt: str = "") -> int:
    """Keep a picture for the card's business. Returns its key."""
    return media.store(business_id=card.business_id, data=picture, alt=alt, at=clock.now()).id


def describe(picture_id: int, alt: str) -> None:
    """Say what a picture of the card shows."""
    media.describe(db.session.get_one(Picture, picture_id), alt)


def _ready(field: str, file: FileStorage, *, named: bool) -> Prepared:
    try:
        return media.prepare(file.stream.read())
    except Invalid as refusal:
        said = f"{file.filename}: {refusal.detail}" if named else refusal.detail
        raise PictureRefused(field, said) from refusal
