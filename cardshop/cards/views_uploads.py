"""Pictures that came with a form, kept for the card or refused at their field."""

from __future__ import annotations

from werkzeug.datastructures import FileStorage

from cardshop.cards.models import Card
from cardshop.lib import clock
from cardshop.lib.errors import Invalid
from cardshop.media import operations as media
from cardshop.media.models import Picture


class PictureRefused(Invalid):
    """This picture cannot be used."""


def stored(card: Card, upload: FileStorage, *, alt: str = "", named: bool = False) -> Picture:
    """The uploaded picture, kept. Raises PictureRefused; `named` says which of several files."""
    try:
        return media.store(
            business_id=card.business_id, data=upload.stream.read(), alt=alt, at=clock.now()
        )
    except Invalid as refusal:
        said = f"{upload.filename}: {refusal.detail}" if named else refusal.detail
        raise PictureRefused(said) from refusal
