"""What we ask about cards: always within one business, except by the secret of a preview."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from cardshop.cards.models import Card, QrTag, Section, SlugClaim
from cardshop.db import db
from cardshop.lib import ids
from cardshop.lib.errors import NotFound
from cardshop.lib.slugs import LONGEST
from cardshop.lib.typed import LARGEST_KEY


def listed(business_id: int) -> list[Card]:
    """The business's cards, oldest first, without their sections."""
    return list(
        db.session.scalars(
            select(Card).where(Card.business_id == business_id).order_by(Card.created_at, Card.id)
        )
    )


def card_of(business_id: int, card_id: int, *, for_change: bool = False) -> Card:
    """One card with its sections in order. Raises NotFound.

    `for_change` locks it until the transaction ends, so that two changes never overwrite each other
    unseen (SQLite has one writer at a time anyway). Orders that come from it may still be placed.
    """
    wanted = (
        select(Card)
        .where(Card.business_id == business_id, Card.id == _key(card_id))
        .options(selectinload(Card.sections))
        .execution_options(populate_existing=True)
    )
    card = db.session.scalar(wanted.with_for_update(key_share=True) if for_change else wanted)
    if card is None:
        raise NotFound
    return card


def sections_of(card_id: int) -> list[Section]:
    """The card's sections in order."""
    return list(
        db.session.scalars(
            select(Section).where(Section.card_id == card_id).order_by(Section.position, Section.id)
        )
    )


def section_of(card: Card, section_id: int) -> Section:
    """One section of the card. Raises NotFound."""
    section = db.session.scalar(
        select(Section).where(Section.card_id == card.id, Section.id == _key(section_id))
    )
    if section is None:
        raise NotFound
    return section


def claims_of(card_id: int) -> list[SlugClaim]:
    """Every address that leads to the card, its present one included, oldest first."""
    return list(
        db.session.scalars(
            select(SlugClaim)
            .where(SlugClaim.card_id == card_id)
            .order_by(SlugClaim.claimed_at, SlugClaim.slug)
        )
    )


def tags(business_id: int) -> list[QrTag]:
    """All of the business's QR tags, oldest first."""
    return list(
        db.session.scalars(
            select(QrTag)
            .join(Card, Card.id == QrTag.card_id)
            .where(Card.business_id == business_id)
            .order_by(QrTag.card_id, QrTag.is_primary.desc(), QrTag.created_at, QrTag.id)
        )
    )


def tag_of(business_id: int, tag_id: int) -> QrTag:
    """One QR tag. Raises NotFound."""
    tag = db.session.scalar(
        select(QrTag)
        .join(Card, Card.id == QrTag.card_id)
        .where(Card.business_id == business_id, QrTag.id == _key(tag_id))
    )
    if tag is None:
        raise NotFound
    return tag


def slug_is_free(slug: str, business_id: int, *, card_id: int | None = None) -> bool:
    """True when this card (or a new one) of the business may take the address."""
    claim = db.session.get(SlugClaim, slug)
    return claim is None or may_take(claim, business_id, card_id)


def may_take(claim: SlugClaim, business_id: int, card_id: int | None) -> bool:
    """True for an address of the business that no other card of it uses at present."""
    if claim.business_id != business_id:
        return False
    used_by = db.session.scalar(select(Card.id).where(Card.slug == claim.slug))
    return used_by is None or used_by == card_id


def free_slug(wanted: str, business_id: int) -> str:
    """The wanted address, or the first free one with a number or a code behind it."""
    return next(slug for slug in _numbered(wanted) if slug_is_free(slug, business_id))


def _key(number: int) -> int:
    """A key that the database can be asked for; a larger number is nobody's. Raises NotFound."""
    if number > LARGEST_KEY:
        raise NotFound
    return number


def _numbered(wanted: str) -> Iterator[str]:
    yield wanted
    endings = itertools.chain(map(str, range(2, 10)), iter(ids.new_code, ""))
    for ending in endings:
        yield f"{wanted[: LONGEST - len(ending) - 1].rstrip('-')}-{ending}"


def business_at(slug: str) -> int | None:
    """The business whose card has, or had, this address; nothing for an address of nobody."""
    if len(slug) > LONGEST or "\0" in slug:
        return None
    return db.session.scalar(select(SlugClaim.business_id).where(SlugClaim.slug == slug))
