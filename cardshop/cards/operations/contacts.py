"""Cards made or filled from a contact file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cardshop.accounts.models import Business
from cardshop.cards.domain import contact_content
from cardshop.cards.domain.contact import Contact
from cardshop.cards.domain.content import CardChanges
from cardshop.cards.models import Card
from cardshop.cards.operations.creating import create
from cardshop.cards.operations.editing import edit
from cardshop.db import db
from cardshop.lib.errors import Invalid
from cardshop.lib.validation import parse
from cardshop.media import operations as media


@dataclass(frozen=True, slots=True)
class Filled:
    """A card filled from a contact, and the words of what it could not take."""

    card: Card
    left_out: tuple[str, ...]


def create_from_contact(*, business: Business, contact: Contact, slug: str, at: datetime) -> Filled:
    """An unpublished card with everything that the contact says, its photo included.

    Raises SlugInvalid, SlugReserved or SlugTaken.
    """
    name = contact.display_name.strip() or business.name
    card = create(business=business, slug=slug, display_name="", at=at)
    filled = fill_from_contact(card, contact, at=at)
    card.display_name = card.display_name or name[:80]
    card.version = 1
    return filled


def fill_from_contact(card: Card, contact: Contact, *, at: datetime) -> Filled:
    """Fill what the card lacks: words, entries of its lists, the photo. Nothing is replaced."""
    business = db.session.get_one(Business, card.business_id)
    reading = contact_content.read(contact, country=business.country)
    there = {name: getattr(card, name) for name in CardChanges.model_fields}
    missing = contact_content.missing_in(there, reading)
    left_out = reading.left_out
    if contact.photo and card.avatar_id is None:
        try:
            stored = media.store(business_id=business.id, data=contact.photo, at=at)
            missing["avatar_id"] = stored.id
        except Invalid as refusal:
            left_out = (*left_out, refusal.detail)
    if missing:
        edit(card, parse(CardChanges, missing, {"country": business.country}), at=at)
    return Filled(card, left_out)
