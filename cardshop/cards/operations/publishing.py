"""A card on show, taken back, seen by its secret link, or gone."""

from __future__ import annotations

from datetime import datetime

from cardshop.accounts import content
from cardshop.cards.models import Card
from cardshop.cards.operations.changed import changed, holder
from cardshop.db import db
from cardshop.lib import ids
from cardshop.lib.errors import Invalid
from cardshop.media import operations as media


class NameNeeded(Invalid):
    """Give the card a name before you publish it."""


def publish(card: Card, *, at: datetime) -> None:
    """Show the card to everyone; one that is on show stays as it is. Raises NameNeeded."""
    if not card.display_name.strip():
        raise NameNeeded
    if not card.is_published:
        card.published_at = at
        changed(card, at=at)


def withdraw(card: Card, *, at: datetime) -> None:
    """Show the card to nobody but who has its preview link."""
    if card.is_published:
        card.published_at = None
        changed(card, at=at)


def renew_preview_link(card: Card, *, at: datetime) -> None:
    """Make another preview link; the old one opens nothing any more."""
    card.preview_token = ids.new_token()
    changed(card, at=at)


def delete(card: Card) -> None:
    """Remove the card, its QR tags and pictures; its addresses stay the business's for ever."""
    media.release(holder(card))
    content.raise_version(card.business_id)
    db.session.delete(card)
    db.session.flush()
