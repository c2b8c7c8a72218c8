"""The page of a service's times and the page of time zones, whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from babel.core import get_global
from flask_babel import gettext as _

from cardshop.accounts.domain.business import timezones
from cardshop.lib import zones
from cardshop.storefront import book_frame, presenters_book, presenters_book_details
from cardshop.storefront.book_asked import Asked
from cardshop.storefront.book_board import Board
from cardshop.storefront.book_desk import Desk
from cardshop.storefront.book_frame import BookFrame, Contact
from cardshop.storefront.book_links import Links, address, page_of
from cardshop.storefront.presenters_book import Times
from cardshop.storefront.presenters_book_details import Summary

# A group of zones by their region, each with its city.
Region = tuple[str, list[tuple[str, str]]]
_KEPT = ("day", "from", "calendar", "seats", "start", "draft")


@dataclass(frozen=True, slots=True)
class TimesPage:
    """Everything that the page of a service's times says. Addresses may be empty."""

    frame: BookFrame
    summary: Summary
    times: Times
    contact: Contact
    back: str
    change: str
    wait: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class ZonesPage:
    """The zones to choose from, and what the page of times was asked besides."""

    frame: BookFrame
    action: str
    kept: dict[str, str]
    regions: list[Region]
    current: str


def times_page(board: Board, *, said: str = "") -> TimesPage:
    """The page of a board; `said` is told before the days."""
    desk, asked, frame = board.desk, board.asked, board.desk.frame
    menu = address(f"{frame.path}/book", draft=frame.draft)
    found = presenters_book.times(board, said=[said] if said else [])
    return TimesPage(
        frame=frame,
        summary=presenters_book_details.summary(desk, asked),
        times=found,
        contact=book_frame.contact_of(frame, _wish(board, found)),
        # The list of one service leads here again.
        back=frame.home if desk.is_alone else menu,
        change="" if desk.is_alone else menu,
        wait=_wait(board) if found.kind == "full" else "",
        is_open=desk.is_open and bool(desk.calendars),
    )


def zones_page(desk: Desk, asked: Asked, links: Links, args: Mapping[str, str]) -> ZonesPage:
    """The zones by region, named in the card's language."""
    kept = {name: args[name] for name in _KEPT if args.get(name)}
    locale = desk.frame.locale
    return ZonesPage(desk.frame, links.times, kept, list(_regions(locale)), asked.zone.key)


def _wait(board: Board) -> str:
    """Where one waits for a time of the chosen day."""
    asked = board.asked
    return page_of(
        "storefront.wait",
        slug=board.desk.frame.path.removeprefix("/"),
        service=board.desk.service.slug,
        day=board.found.chosen.date.isoformat(),
        **{name: value for name, value in asked.kept.items() if value},
    )


def _wish(board: Board, found: Times) -> str:
    service = board.desk.service.name
    if found.kind != "full":
        return str(_("Hello, I would like to book: %(service)s.", service=service))
    return str(
        _(
            "Hello, is there any time for %(service)s on %(day)s?",
            service=service,
            day=found.title,
        )
    )


@lru_cache(maxsize=16)
def _regions(locale: str) -> tuple[Region, ...]:
    """The zones that CLDR counts as such, and UTC: an old name leads nowhere new."""
    known = sorted(set(get_global("zone_territories")) & timezones())
    places = [name for name in known if "/" in name and not name.startswith("Etc/")]
    named = sorted((name.partition("/")[0], zones.city(name, locale), name) for name in places)
    regions = groupby(named, key=lambda one: one[0])
    found = [(region, [(name, city) for _r, city, name in row]) for region, row in regions]
    return (*found, ("UTC", [("UTC", "UTC")]))
