"""Addresses of cards: claimed for ever, kept when a card is renamed, never given to anyone else."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from cardshop.cards import queries
from cardshop.cards.models import Card, SlugClaim
from cardshop.cards.operations.changed import changed
from cardshop.db import db
from cardshop.lib import slugs
from cardshop.lib.errors import Conflict


class SlugTaken(Conflict):
    """This address belongs to someone else. Choose another."""


def rename(card: Card, slug: str, *, at: datetime) -> None:
    """Move the card to a new address; the old one leads to it for ever.

    Raises SlugInvalid, SlugReserved or SlugTaken. A business may take back an address it had.
    """
    slug = slugs.check(slug)
    if slug == card.slug:
        return
    claim(slug, business_id=card.business_id, card=card, at=at)
    card.slug = slug
    changed(card, at=at)


def claim(slug: str, *, business_id: int, at: datetime, card: Card | None = None) -> SlugClaim:
    """Make the address the business's, leading to the card once there is one. Raises SlugTaken.

    The primary key decides between two that claim it at the same moment.
    """
    held = _held(slug) or _claimed_now(slug, business_id, at)
    if not queries.may_take(held, business_id, card.id if card else None):
        raise SlugTaken
    held.card_id = card.id if card else None
    return held


def _held(slug: str) -> SlugClaim | None:
    return db.session.scalar(select(SlugClaim).where(SlugClaim.slug == slug).with_for_update())


def _claimed_now(slug: str, business_id: int, at: datetime) -> SlugClaim:
    row = {"slug": slug, "business_id": business_id, "claimed_at": at}
    try:
        with db.session.begin_nested():
            db.session.execute(insert(SlugClaim).values(row))
    except IntegrityError as race:
        raise SlugTaken from race
    return db.session.get_one(SlugClaim, slug)
