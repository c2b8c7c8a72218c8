"""Pictures of a card: kept for its business, and described."""

from __future__ import annotations

from cardshop.cards.models import Card
from cardshop.db import db
from cardshop.lib import clock
from cardshop.media import operations as media
from cardshop.media.domain.pictures import Prepared
from cardshop.media.models import Picture


def keep(card: Card, picture: Prepared, *, alt: str = "") -> int:
    """Keep a picture for the card's business. Returns its key."""
    return media.store(business_id=card.business_id, data=picture, alt=alt, at=clock.now()).id


def describe(picture_id: int, alt: str) -> None:
    """Say what a picture of the card shows."""
    media.describe(db.session.get_one(Picture, picture_id), alt)
