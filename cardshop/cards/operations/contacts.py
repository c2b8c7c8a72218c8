"""Cards made or filled from a contact file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cardshop.accounts.models import Business
from cardshop.cards.domain import contact_content
from cardshop.cards.domain.contact import Contact
from cardshop.cards.domain.content import LONGEST_NAME, CardChanges
from cardshop.cards.models import Card
from cardshop.cards.operations.creating import create
from cardshop.cards.operations.editing import edit
from cardshop.db import db
from cardshop.lib.errors import Invalid
from cardshop.lib.validation import parse
from cardshop.media import operations as media
from cardshop.media.domain.pictures import Prepared


@dataclass(frozen=True, slots=True)
class Photo:
    """A contact's picture made ready, or why it cannot be used; often neither."""

    ready: Prepared | None = None
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """A card filled from a contact, and the words of what it could not take."""

    card: Card
    left_out: tuple[str, ...]


def photo_of(contact: Contact) -> Photo:
    """The contact's picture. It takes up to half a second: best done before the transaction."""
    if not contact.photo:
        return Photo()
    try:
        return Photo(ready=media.prepare(contact.photo))
    except Invalid as refusal:
        return Photo(refused=refusal.detail)


def create_from_contact(
    *, business: Business, contact: Contact, slug: str, at: datetime, photo: Photo | None = None
) -> Filled:
    """An unpublished card with everything that the contact says, its photo included.

    Raises SlugInvalid, SlugReserved or SlugTaken.
    """
    card = create(business=business, slug=slug, display_name="", at=at)
    filled = fill_from_contact(card, contact, at=at, photo=photo)
    card.display_name = card.display_name or business.name[:LONGEST_NAME]
    card.version = 1
    return filled


def fill_from_contact(
    card: Card, contact: Contact, *, at: datetime, photo: Photo | None = None
) -> Filled:
    """Fill what the card lacks: words, entries of its lists, the photo. Nothing is replaced."""
    business = db.session.get_one(Business, card.business_id)
    reading = contact_content.read(contact, country=business.country)
    there = {name: getattr(card, name) for name in CardChanges.model_fields}
    missing = contact_content.merged(there, contact_content.additions(there, reading))
    photo = photo or photo_of(contact)
    if photo.ready and card.avatar_id is None:
        picture = media.store(business_id=business.id, data=photo.ready, at=at)
        db.session.flush()
        missing["avatar_id"] = picture.id
    if missing:
        edit(card, parse(CardChanges, missing, {"country": business.country}), at=at)
    return Filled(card, (*reading.left_out, *filter(None, [photo.refused])))
