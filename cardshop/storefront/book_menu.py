"""The services of a card to choose from, and what is said where there are none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from cardshop.booking import published, queries
from cardshop.booking.published import ShownService
from cardshop.cards.published import PublicCard
from cardshop.lib.text import plain
from cardshop.storefront import book_frame, book_words
from cardshop.storefront.book_frame import BookFrame, Contact
from cardshop.storefront.book_links import address

# More names do not fit beside a service.
MOST_NAMES = 4
_LONGEST_WORDS = 120


@dataclass(frozen=True, slots=True)
class Row:
    """A service to choose: what it is, how long it takes, what it costs, who gives it."""

    name: str
    words: str
    facts: str
    price: str
    href: str


@dataclass(frozen=True, slots=True)
class MenuPage:
    """Everything that the list of services says."""

    frame: BookFrame
    rows: list[Row]
    contact: Contact


def menu_page(card: PublicCard, *, zone: str, at: datetime) -> MenuPage:
    """What can be booked at a card's business; links keep the customer's zone."""
    frame, services = book_frame.framed(card, at=at), published.services(card.business.id)
    who = _names(card.business.id) if len(services) > 1 else {}
    rows = [_row(frame, service, who, zone) for service in services]
    return MenuPage(frame, rows, book_frame.contact_of(frame, _wish()))


def _row(frame: BookFrame, service: ShownService, who: Mapping[int, str], zone: str) -> Row:
    length = book_words.length(service.minutes, frame.locale)
    return Row(
        name=service.name,
        words=_short(" ".join(plain(service.description).split())),
        facts=book_words.facts([length, who.get(service.id, "")]),
        price=book_words.price(service.price, frame.currency, frame.locale),
        href=address(f"{frame.path}/book/{service.slug}", zone=zone, draft=frame.draft),
    )


def _names(business_id: int) -> dict[int, str]:
    """By service, who gives it, where there is more than one to tell apart. Two statements."""
    names = {one.id: one.name for one in queries.calendars(business_id, active_only=True)}
    if len(names) < 2:
        return {}
    return {
        service_id: _listed([names[key] for key in keys if key in names])
        for service_id, keys in queries.calendar_ids_of(business_id).items()
    }


def _listed(names: list[str]) -> str:
    return _(", ").join(names) if len(names) <= MOST_NAMES else ""


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_WORDS else words[: _LONGEST_WORDS - 1].rstrip() + "…"


def _wish() -> str:
    return str(_("Hello, I would like to book a time."))
