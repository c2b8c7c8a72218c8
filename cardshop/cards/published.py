"""A card as the public sees it: read with few prebuilt statements, handed on as frozen values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy import Table, and_, bindparam, select

from cardshop.accounts.domain.hours import Hours
from cardshop.accounts.models import Business
from cardshop.cards.domain.contact import Address, Email, Phone, SocialLink, Website
from cardshop.cards.domain.sections import pictures_in
from cardshop.cards.domain.themes import Theme
from cardshop.cards.models import Card, QrTag, Section, SectionKind, SlugClaim, Target
from cardshop.db import db
from cardshop.lib.errors import NotFound
from cardshop.lib.money import Currency
from cardshop.media import queries as media
from cardshop.media.queries import Shown


class NoCardHere(NotFound):
    """This card has moved or closed. Check the link, or ask the business for a new one."""


@dataclass(frozen=True, slots=True)
class PublicBusiness:
    """What the public may know of the business behind a card.

    `version` is its content version, read in the same statement as the card: never later.
    """

    id: int
    version: int
    name: str
    country: str
    currency: Currency
    prices_include_tax: bool
    zone: ZoneInfo
    whatsapp: str
    hours: Hours


@dataclass(frozen=True, slots=True)
class PublicCard:
    """A card without its sections. `tag` and `tag_style` are those of its primary QR tag."""

    id: int
    business: PublicBusiness
    slug: str
    is_published: bool
    preview_token: str
    locale: str
    display_name: str
    headline: str
    organisation: str
    job_title: str
    bio: str
    avatar_id: int | None
    cover_id: int | None
    cover_x: int
    cover_y: int
    phones: tuple[Phone, ...]
    emails: tuple[Email, ...]
    websites: tuple[Website, ...]
    addresses: tuple[Address, ...]
    links: tuple[SocialLink, ...]
    theme: Theme
    vcard_uid: str
    updated_at: datetime
    tag: str
    tag_style: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PublicSection:
    """A part of a card that its owner shows."""

    id: int
    kind: SectionKind
    title: str
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Behind:
    """What a QR code opens: a card's address, and the part of it."""

    slug: str
    business_id: int
    target: Target
    product_id: int | None
    service_id: int | None


@dataclass(frozen=True, slots=True)
class PublicParts:
    """The sections of a card and every picture that it shows, by id."""

    sections: tuple[PublicSection, ...]
    pictures: Mapping[int, Shown]


_card, _business, _claim, _tag, _section = (
    cast(Table, model.__table__) for model in (Card, Business, SlugClaim, QrTag, Section)
)
_CARD = (
    select(
        *(column.label(f"card_{column.name}") for column in _card.c),
        *(column.label(f"business_{column.name}") for column in _business.c),
        _tag.c.code.label("tag_code"),
        _tag.c.style.label("tag_style"),
    )
    .select_from(_claim)
    .join(_card, _card.c.id == _claim.c.card_id)
    .join(_business, _business.c.id == _card.c.business_id)
    .outerjoin(_tag, and_(_tag.c.card_id == _card.c.id, _tag.c.is_primary))
    .where(_claim.c.slug == bindparam("slug"))
)
_SLUG = select(_card.c.slug).where(_card.c.id == bindparam("card_id"))
_TABLE = (
    select(_tag.c.table_name)
    .join(_card, _card.c.id == _tag.c.card_id)
    .where(
        _tag.c.code == bindparam("code"),
        _tag.c.target == Target.TABLE,
        _card.c.business_id == bindparam("business_id"),
    )
)
_SECTIONS = (
    select(_section.c.id, _section.c.kind, _section.c.title, _section.c.settings)
    .where(_section.c.card_id == bindparam("card_id"), _section.c.is_visible)
    .order_by(_section.c.position, _section.c.id)
)
_BEHIND_CODE = (
    select(
        *(_card.c.slug, _card.c.business_id),
        *(_tag.c.target, _tag.c.product_id, _tag.c.service_id),
    )
    .join(_tag, _tag.c.card_id == _card.c.id)
    .where(_tag.c.code == bindparam("code"), _card.c.published_at.is_not(None))
)


def at(slug: str) -> PublicCard:
    """The card that an address leads to, published or not, whatever its present address is.

    One statement. Raises NoCardHere for an address that leads nowhere.
    """
    row = db.session.connection().execute(_CARD, {"slug": slug}).first()
    if row is None:
        raise NoCardHere
    return _as_card(row)


def parts_of(card: PublicCard) -> PublicParts:
    """The visible sections in order, and the pictures. Two statements."""
    return with_pictures(card, sections_of(card))


def sections_of(card: PublicCard) -> tuple[PublicSection, ...]:
    """The visible sections in order. One statement."""
    rows = db.session.connection().execute(_SECTIONS, {"card_id": card.id})
    return tuple(PublicSection(row.id, row.kind, row.title, row.settings) for row in rows)


def with_pictures(
    card: PublicCard, sections: tuple[PublicSection, ...], more: Iterable[int | None] = ()
) -> PublicParts:
    """The sections with the pictures of the card and `more`. One statement."""
    shown = [key for section in sections for key in pictures_in(section.settings)]
    wanted = [card.avatar_id, card.cover_id, *shown, *more]
    return PublicParts(sections, media.shown(card.business.id, wanted))


def behind(code: str) -> Behind:
    """What a QR code opens, of a published card. Raises NoCardHere."""
    row = db.session.connection().execute(_BEHIND_CODE, {"code": code}).first()
    if row is None:
        raise NoCardHere
    return Behind(row.slug, row.business_id, row.target, row.product_id, row.service_id)


def slug_of(card_id: int | None) -> str:
    """The present address of a card, published or not; empty when it is gone."""
    return db.session.connection().scalar(_SLUG, {"card_id": card_id}) or ""


def table_behind(code: str, business_id: int) -> str:
    """The table of the business that a QR code stands on; empty for any other code."""
    known = {"code": code, "business_id": business_id}
    return db.session.connection().scalar(_TABLE, known) or ""


def _as_card(row: Any) -> PublicCard:
    return PublicCard(
        id=row.card_id,
        business=_as_business(row),
        slug=row.card_slug,
        is_published=row.card_published_at is not None,
        preview_token=row.card_preview_token,
        locale=row.card_locale,
        display_name=row.card_display_name,
        headline=row.card_headline,
        organisation=row.card_organisation,
        job_title=row.card_job_title,
        bio=row.card_bio,
        avatar_id=row.card_avatar_id,
        cover_id=row.card_cover_id,
        cover_x=row.card_cover_x,
        cover_y=row.card_cover_y,
        phones=tuple(Phone(**phone) for phone in row.card_phones),
        emails=tuple(Email(**email) for email in row.card_emails),
        websites=tuple(Website(**website) for website in row.card_websites),
        addresses=tuple(Address(**address) for address in row.card_addresses),
        links=tuple(SocialLink(**link) for link in row.card_links),
        theme=Theme.from_stored(row.card_theme),
        vcard_uid=row.card_vcard_uid,
        updated_at=row.card_updated_at,
        tag=row.tag_code or "",
        tag_style=row.tag_style or {},
    )


def _as_business(row: Any) -> PublicBusiness:
    return PublicBusiness(
        id=row.business_id,
        version=row.business_content_version,
        name=row.business_name,
        country=row.business_country,
        currency=Currency(row.business_currency, row.business_currency_exponent),
        prices_include_tax=row.business_prices_include_tax,
        zone=ZoneInfo(row.business_timezone),
        whatsapp=row.business_whatsapp,
        hours=Hours.parse(row.business_opening_hours) if row.business_opening_hours else Hours(),
    )
