"""Each page of booking with its status: times, zones, details, and what to do instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from flask_babel import gettext as _

from cardshop.booking.domain.bookable import Alignment
from cardshop.booking.domain.intervals import floor_seconds
from cardshop.cards.published import PublicCard
from cardshop.storefront import (
    book_asked,
    book_desk,
    book_words,
    forms_book,
    presenters_book_details,
    presenters_book_page,
)
from cardshop.storefront.book_asked import CHOOSE, Asked
from cardshop.storefront.book_board import Board
from cardshop.storefront.book_desk import Desk
from cardshop.storefront.book_links import Links


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody before the times of a service, with what they ask."""

    desk: Desk
    asked: Asked
    links: Links
    args: Mapping[str, str]

    @property
    def wants_zones(self) -> bool:
        """Whether the list of zones is asked for."""
        return self.args.get("zone") == CHOOSE

    @property
    def start(self) -> datetime | None:
        """The start that is asked for, if it is one at all."""
        return book_asked.start_of(self.args.get("start", ""))


@dataclass(frozen=True, slots=True)
class Shown:
    """A page, the template that shows it, and its status."""

    template: str
    page: object
    status: int = 200


def visit(card: PublicCard, service: str, args: Mapping[str, str], *, at: datetime) -> Visit:
    """A visit to a service of a card. Raises NoServiceHere."""
    desk = book_desk.desk(card, service, at=at)
    asked = desk.asked(args)
    return Visit(desk, asked, links_of(desk, asked), args)


def links_of(desk: Desk, asked: Asked) -> Links:
    """The links of a service's pages of booking."""
    # Only these starts move with the present, and have to be told when they were offered.
    moves = desk.service.slot_alignment.value != Alignment.OPENING.value
    shown = str(floor_seconds(desk.now)) if moves else ""
    kept = {**asked.kept, "draft": desk.frame.draft}
    return Links(desk.path, f"{desk.path}/details", kept, shown)


def times(visit: Visit, *, said: str = "", status: int = 200) -> Shown:
    """The days and times; a question that makes no sense is answered with those that do."""
    found = book_desk.opened(visit.desk, visit.asked)
    board = Board(visit.desk, visit.asked, found, visit.links)
    page = presenters_book_page.times_page(board, said=said)
    is_well = status != 200 or not page.times.faults
    return Shown("storefront/book/times.html", page, status if is_well else 422)


def zones(visit: Visit) -> Shown:
    """The zones to choose from."""
    page = presenters_book_page.zones_page(visit.desk, visit.asked, visit.links, visit.args)
    return Shown("storefront/book/zones.html", page)


def details(visit: Visit) -> Shown:
    """The form for a start that can be had; else the times of its day, and why."""
    start = visit.start
    if start is None:
        return times(visit, said=_("Choose one of these times."), status=422)
    shown_at = book_asked.shown_at(visit.args.get("shown", ""))
    if visit.asked.faults or not visit.desk.is_open:
        return times(visit)
    if book_desk.slot_at(visit.desk, start, visit.asked, shown_at=shown_at) is None:
        return _gone(visit, start)
    form = forms_book.opened(visit.desk.service.questions, **_hidden(visit))
    page = presenters_book_details.details_page(
        visit.desk, visit.asked, visit.links, form, start=start
    )
    return Shown("storefront/book/details.html", page)


def _gone(visit: Visit, start: datetime) -> Shown:
    """The times of a start's day, with what became of it."""
    local = start.astimezone(visit.asked.zone)
    asked = replace(visit.asked, day=local.date())
    found = book_desk.opened(visit.desk, asked)
    was_open = start in found.chosen.gone
    when = book_words.time(local, visit.desk.frame.locale)
    said = (
        _("%(time)s was just taken. These times are still free.", time=when)
        if was_open
        else _("That time cannot be booked. Choose one of these.")
    )
    board = Board(visit.desk, asked, replace(found, is_off=False), visit.links)
    return Shown(
        "storefront/book/times.html", presenters_book_page.times_page(board, said=said), 409
    )


def _hidden(visit: Visit) -> dict[str, str]:
    """What the form has to bring along."""
    start = visit.args.get("start", "")
    return {**visit.asked.kept, "start": start, "shown": visit.args.get("shown", "")}
