"""New cards: empty, the first one of a business, complete from a program, or like another."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cardshop.accounts.models import Business
from cardshop.cards import queries
from cardshop.cards.domain.content import LONGEST_NAME, NewCard
from cardshop.cards.domain.sections import STARTING_KINDS, SectionContent
from cardshop.cards.domain.themes import Theme
from cardshop.cards.models import Card, Section
from cardshop.cards.operations.addresses import claim
from cardshop.cards.operations.changed import hold_pictures
from cardshop.cards.operations.editing import edit
from cardshop.cards.operations.publishing import publish
from cardshop.cards.operations.sections import replace_sections
from cardshop.cards.operations.tags import create_primary_tag
from cardshop.db import db
from cardshop.lib import ids, slugs

_COPIED = (
    *("locale", "display_name", "headline", "organisation", "job_title", "bio"),
    *("avatar_id", "cover_id", "cover_x", "cover_y"),
    *("phones", "emails", "websites", "addresses", "links", "theme"),
)


def create(
    *, business: Business, slug: str, display_name: str, at: datetime, locale: str | None = None
) -> Card:
    """An unpublished card with the usual sections and its QR tag.

    Raises SlugInvalid, SlugReserved or SlugTaken.
    """
    kinds = [SectionContent(kind=kind) for kind in STARTING_KINDS]
    card = _new(business, slugs.check(slug), at, display_name=display_name)
    card.locale = locale or business.locale
    replace_sections(card, kinds, at=at)
    return card


def create_first(*, business: Business, at: datetime, slug: str | None = None) -> Card:
    """The card that a business begins with: its name and its WhatsApp number are on it.

    Without a slug the address is made from the name, and is free.
    """
    card = create(
        business=business,
        slug=slug or proposed_slug(business),
        display_name=business.name[:LONGEST_NAME],
        at=at,
    )
    if business.whatsapp:
        card.phones = [{"kind": "mobile", "number": business.whatsapp}]
        url = f"https://wa.me/{business.whatsapp.removeprefix('+')}"
        card.links = [{"network": "whatsapp", "url": url, "label": ""}]
    return card


def proposed_slug(business: Business, name: str = "") -> str:
    """A free address like the name, or the business's; a code where that has no Latin letters."""
    return queries.free_slug(slugs.propose(name or business.name) or ids.new_code(), business.id)


def create_from(new: NewCard, *, business: Business, at: datetime) -> Card:
    """A card as a program describes it. Raises FieldErrors, SlugTaken or NameNeeded."""
    slug = new.slug or proposed_slug(business, new.display_name)
    card = create(business=business, slug=slug, display_name=new.display_name, at=at)
    edit(card, new, at=at)
    if "sections" in new.model_fields_set:
        replace_sections(card, new.sections, at=at)
    if new.published:
        publish(card, at=at)
    card.version = 1
    return card


def duplicate(card: Card, *, at: datetime) -> Card:
    """Another card with the same content, unpublished, at a free address like the first one's."""
    business = db.session.get_one(Business, card.business_id)
    slug = queries.free_slug(card.slug, business.id)
    copy = _new(business, slug, at, **{name: getattr(card, name) for name in _COPIED})
    for section in queries.sections_of(card.id):
        db.session.add(
            Section(
                card_id=copy.id,
                kind=section.kind,
                title=section.title,
                is_visible=section.is_visible,
                position=section.position,
                settings=section.settings,
            )
        )
    hold_pictures(copy)
    return copy


def _new(business: Business, slug: str, at: datetime, **columns: Any) -> Card:
    held = claim(slug, business_id=business.id, at=at)
    card = Card(
        **{"locale": business.locale, "theme": Theme().choices()} | columns,
        business_id=business.id,
        slug=slug,
        preview_token=ids.new_token(),
        vcard_uid=ids.new_uid(),
        created_at=at,
        updated_at=at,
    )
    db.session.add(card)
    db.session.flush()
    held.card_id = card.id
    create_primary_tag(card, at=at)
    return card
