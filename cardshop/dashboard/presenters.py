"""What the owner's home shows, made from the business's own data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cardshop.accounts import opening
from cardshop.accounts.domain.hours import Hours
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
    """A QR tag, where it is changed, and how often it was scanned."""

    label: str
    href: str
    scans: int


@dataclass(frozen=True, slots=True)
class Task:
    """Something that owners do again and again."""

    words: str
    icon: str
    href: str


@dataclass(frozen=True, slots=True)
class Today:
    """Whether the business is open, and the hours of this date."""

    pill: opening.Pill
    times: tuple[str, ...]


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
    """The codes, the most scanned first; none while nothing was scanned."""
    if not any(tag.scans for tag in tags):
        return []
    ranked = sorted(tags, key=lambda tag: -tag.scans)
    return [Counted(_label(tag), _code("edit", tag), tag.scans) for tag in ranked[:MOST_CODES]]


def tasks(card: Card, tags: list[QrTag]) -> list[Task]:
    """What an owner comes for most, a tap away."""
    own = next((tag for tag in tags if tag.card_id == card.id and tag.is_primary), None)
    poster = _code("poster", own) if own else url_for("qr_codes.listed")
    return [
        Task(_("Change the words"), "edit", _part("edit", card)),
        Task(_("Add a section"), "rows", f"{_part('sections', card)}?add=1#add"),
        Task(_("Change the look"), "pal", _part("design", card)),
        Task(_("Print a poster"), "print", poster),
    ]


def today(business: Business, now: datetime, locale: str) -> Today | None:
    """Open or closed, in the words of the owner; nothing before hours are set."""
    hours = Hours.parse(business.opening_hours)
    if not any(hours.weekly):
        return None
    there = opening.Clock(now, ZoneInfo(business.timezone), locale)
    return Today(opening.pill(hours, there), opening.times_on(there.local.date(), hours, there))


# The list is for a glance: the rest stands among the codes.
MOST_CODES = 6

_PHOTO = (_l("Add a photo"), _l("This is the first thing people see"))
_NUMBER = (_l("Add your phone number"), _l("So that people can call or write"))
_WORDS = (_l("Say what you do"), _l("One line under your name is enough"))
_HOURS = (_l("Set opening hours"), _l("So people know when to come"))
_PUBLISH = (_l("Publish your card"), _l("Then your link and your QR code work"))


def _part(part: str, card: Card) -> str:
    return url_for(f"cards.{part}", card_id=card.id)


def _code(page: str, tag: QrTag) -> str:
    return url_for(f"qr_codes.{page}", tag_id=tag.id)


def _step(words: tuple[Any, Any], href: str, done: object) -> Step:
    title, why = words
    return Step(str(title), str(why), href, bool(done))


def _label(tag: QrTag) -> str:
    if tag.label or tag.table_name:
        return tag.label or tag.table_name
    return str(_("The code on your card") if tag.is_primary else _("Code %(code)s", code=tag.code))
