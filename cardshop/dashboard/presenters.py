"""What the owner's home shows, made from the business's own data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cardshop.accounts.models import Business
from cardshop.cards.models import Card, QrTag


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the list that makes a card complete."""

    words: str
    why: str
    href: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """A QR tag and how often it was scanned."""

    label: str
    scans: int


def greeting(business: Business, now: datetime) -> str:
    """Good morning, afternoon or evening, by the clock of the business."""
    hour = now.astimezone(ZoneInfo(business.timezone)).hour
    if 4 <= hour < 12:
        return str(_("Good morning"))
    return str(_("Good afternoon") if 12 <= hour < 18 else _("Good evening"))


def steps(business: Business, card: Card) -> list[Step]:
    """What makes a card that people can use, each told from what is there."""
    hours = business.opening_hours.get("weekly", {})
    link = _step((_l("Choose your link"), f"/{card.slug}"), _part("address", card), card.slug)
    return [
        link,
        _step(_PHOTO, _part("edit", card), card.avatar_id or card.cover_id),
        _step(_NUMBER, _part("contact", card), card.phones or card.emails),
        _step(_WORDS, _part("edit", card), card.headline or card.bio),
        _step(_HOURS, url_for("business.hours"), any(hours.values())),
        _step(_PUBLISH, _part("address", card), card.is_published),
    ]


def counted(tags: list[QrTag]) -> list[Counted]:
    """The tags that were scanned, the most scanned first."""
    return sorted(
        (Counted(_label(tag), tag.scans) for tag in tags if tag.scans),
        key=lambda tag: -tag.scans,
    )


_PHOTO = (_l("Add a photo"), _l("This is the first thing people see"))
_NUMBER = (_l("Add your phone number"), _l("So that people can call or write"))
_WORDS = (_l("Say what you do"), _l("One line under your name is enough"))
_HOURS = (_l("Set opening hours"), _l("So people know when to come"))
_PUBLISH = (_l("Publish your card"), _l("Then your link and your QR code work"))


def _part(part: str, card: Card) -> str:
    return url_for(f"cards.{part}", card_id=card.id)


def _step(words: tuple[Any, Any], href: str, done: object) -> Step:
    title, why = words
    return Step(str(title), str(why), href, bool(done))


def _label(tag: QrTag) -> str:
    if tag.label or tag.table_name:
        return tag.label or tag.table_name
    return str(_("The code on your card") if tag.is_primary else _("Code %(code)s", code=tag.code))
