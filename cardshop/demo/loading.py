"""Puts the example businesses into the database, through the operations that pages use."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from cardshop.accounts import operations as accounts
from cardshop.accounts.domain.business import BusinessChanges
from cardshop.accounts.models import Business
from cardshop.cards import operations as cards
from cardshop.cards.domain.content import NewCard
from cardshop.cards.domain.tags import TagContent
from cardshop.cards.models import SlugClaim
from cardshop.db import db, transaction
from cardshop.demo import booking_up, stocking
from cardshop.demo.bakery import BAKERY
from cardshop.demo.barber import BARBER
from cardshop.demo.clinic import CLINIC
from cardshop.demo.designer import DESIGNER
from cardshop.demo.example import PASSWORD, Example
from cardshop.lib.validation import parse
from cardshop.media import operations as media

EXAMPLES = (BAKERY, BARBER, CLINIC, DESIGNER)
PICTURES = Path(__file__).resolve().parent.parent.parent / "static" / "demo"


def load(*, at: datetime) -> list[Example]:
    """Load every example whose address is still free; the ones that were loaded now.

    Each is all or nothing, so a second call goes on where the first was stopped.
    """
    missing = [example for example in EXAMPLES if not _is_loaded(example)]
    for example in missing:
        with transaction():
            _load(example, at=at)
    return missing


def _is_loaded(example: Example) -> bool:
    claims = select(SlugClaim.slug).where(SlugClaim.slug == example.slug)
    return db.session.scalar(claims) is not None


def _load(example: Example, *, at: datetime) -> None:
    language = example.locale.partition("-")[0]
    account = accounts.create_account(
        email=example.email, password=PASSWORD, locale=language, at=at, verified=True
    )
    business = accounts.create_business(
        account=account,
        name=example.name,
        country=example.country,
        locale=example.locale,
        whatsapp=example.whatsapp,
        at=at,
    )
    hours = parse(BusinessChanges, {"opening_hours": example.hours})
    accounts.edit_business(business, hours, at=at)
    card = cards.create_from(_card(example, business, at), business=business, at=at)
    for tag in example.tags:
        cards.create_tag(card, parse(TagContent, tag), at=at)
    if example.shop:
        stocking.stock(business, example.shop, owner=example.email, at=at)
    if example.salon:
        booking_up.open_up(business, example.salon, card_id=card.id, owner=example.email, at=at)


def _card(example: Example, business: Business, at: datetime) -> NewCard:
    """The card as a program would send it, its pictures stored and named by their keys."""
    x, y = example.cover_focus
    content = example.card | {
        "slug": example.slug,
        "locale": example.locale,
        "published": True,
        "avatar_id": _picture(business, example.avatar, at),
        "cover_id": _picture(business, example.cover, at) if example.cover else None,
        "cover_x": x,
        "cover_y": y,
        "sections": [
            {"kind": kind, "title": title, "settings": _settings(business, settings, at)}
            for kind, title, settings in example.sections
        ],
    }
    return parse(NewCard, content, {"country": business.country})


def _settings(business: Business, settings: dict[str, Any], at: datetime) -> dict[str, Any]:
    if "pictures" not in settings:
        return settings
    stored = [
        {"picture_id": _picture(business, picture, at), "alt": picture[1]}
        for picture in settings["pictures"]
    ]
    return settings | {"pictures": stored}


def _picture(business: Business, picture: tuple[str, str], at: datetime) -> int:
    name, alt = picture
    data = (PICTURES / f"{name}.webp").read_bytes()
    return media.store(business_id=business.id, data=data, alt=alt, at=at).id
