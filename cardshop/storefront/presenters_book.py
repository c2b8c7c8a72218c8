"""The pages on which a service and its time are chosen, as frozen values in a customer's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _

from cardshop.booking.domain.slots import Slot
from cardshop.lib import dates, zones
from cardshop.storefront import book_words
from cardshop.storefront.book_asked import CHOOSE
from cardshop.storefront.book_board import Board
from cardshop.storefront.book_days import MOST_DAYS, Day, Kind
from cardshop.storefront.presenters_book_slots import Part, parts_of
from cardshop.web.locales import counted as ngettext
from cardshop.web.locales import number


@dataclass(frozen=True, slots=True)
class Chip:
    """Something to choose as a link."""

    words: str
    href: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class DayChip:
    """A day of the strip; one without an address cannot be opened."""

    href: str
    weekday: str
    number: str
    month: str
    words: str
    kind: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ZoneLine:
    """Whose clock the times are of, and where another one is chosen.

    `own` is the page for the browser's zone, which scripts put in the place of `__zone__`; `place`
    leads back to the clock of the place, where that shows another time.
    """

    words: str
    name: str
    is_chosen: bool
    change: str
    own: str
    place: Chip | None


@dataclass(frozen=True, slots=True)
class Times:
    """The days and starts of a service, from which one is chosen. Addresses may be empty."""

    months: str
    earlier: str
    later: str
    days: list[DayChip]
    chosen: date
    title: str
    kind: str
    parts: list[Part]
    soonest: Chip | None
    next_free: Chip | None
    next_day: Chip | None
    zone: ZoneLine
    staff: list[Chip]
    seats: list[Chip]
    faults: list[str]


def times(board: Board, *, said: Iterable[str] = (), with_anyone: bool = True) -> Times:
    """What can be chosen; `said` is told before, such as that a time was just taken."""
    found, links, locale = board.found, board.links, board.locale
    first, last = found.days[0].date, found.days[-1].date
    off = [_("That day cannot be booked. Choose one of these.")] if found.is_off else []
    earlier, later = first - timedelta(days=MOST_DAYS), last + timedelta(days=1)
    return Times(
        months=book_words.months(first, last, locale),
        earlier="" if found.is_first else links.on(**{"from": earlier.isoformat()}),
        later="" if found.is_last else links.on(**{"from": later.isoformat()}),
        days=[_day(day, board) for day in found.days],
        chosen=found.chosen.date,
        title=book_words.day(found.chosen.date, locale),
        kind=found.chosen.kind.value,
        parts=parts_of(board),
        soonest=_start(found.soonest, board),
        next_free=_start(found.next_free, board),
        next_day=_next_day(found.next_free, board),
        zone=_zone(board),
        staff=_staff(board, with_anyone=with_anyone),
        seats=_seats(board),
        faults=[*said, *board.asked.faults, *off],
    )


def _day(day: Day, board: Board) -> DayChip:
    words = {
        Kind.FREE: ngettext("%(num)s free", "%(num)s free", len(day.free)),
        Kind.FULL: _("Full"),
        Kind.CLOSED: _("Closed"),
        Kind.OVER: _("Too late"),
    }[day.kind]
    # A full day is opened too: it says when the next one is free, and takes who waits.
    is_open = day.kind in (Kind.FREE, Kind.FULL)
    return DayChip(
        href=board.links.on(day=day.date.isoformat()) if is_open else "",
        weekday=dates.format_weekday(day.date.weekday(), board.locale, "abbreviated"),
        number=dates.format_number_of(day.date, board.locale),
        month=dates.format_month(day.date, board.locale),
        words=words,
        kind=day.kind.value,
        is_current=day is board.found.chosen,
    )


def _start(slot: Slot | None, board: Board) -> Chip | None:
    if slot is None:
        return None
    words = book_words.at(slot.start, board.asked.zone, board.locale)
    return Chip(words, board.links.at(slot.start))


def _next_day(slot: Slot | None, board: Board) -> Chip | None:
    if slot is None:
        return None
    day = slot.start.astimezone(board.asked.zone).date()
    words = _("Go to %(day)s", day=book_words.day(day, board.locale))
    return Chip(words, board.links.on(day=day.isoformat()))


def _zone(board: Board) -> ZoneLine:
    asked, links, place = board.asked, board.links, board.desk.place_zone.key
    day = board.found.chosen.date.isoformat()
    differs = not zones.are_alike(asked.zone.key, place, board.desk.now)
    back = _("Show %(zone)s", zone=book_words.in_zone(place, board.locale))
    return ZoneLine(
        words=_("Times in %(zone)s", zone=book_words.in_zone(asked.zone.key, board.locale)),
        name=asked.zone.key,
        is_chosen=bool(asked.zone_name),
        change=links.on(zone=CHOOSE, day=day),
        own=links.on(zone="__zone__", day=board.day),
        place=Chip(back, links.on(zone=place, day=day)) if differs else None,
    )


def _staff(board: Board, *, with_anyone: bool) -> list[Chip]:
    """Anyone, and each who gives the service; nothing to choose where it is one alone."""
    desk, links, chosen = board.desk, board.links, board.asked.calendar_id
    if len(desk.calendars) < 2:
        return []
    anyone = Chip(_("Anyone free first"), links.on(calendar="", day=board.day), chosen is None)
    return [
        *([anyone] if with_anyone else []),
        *(
            Chip(one.name, links.on(calendar=str(one.id), day=board.day), one.id == chosen)
            for one in desk.calendars
        ),
    ]


def _seats(board: Board) -> list[Chip]:
    """How many places, where a start has several."""
    most = board.desk.most_seats
    return [
        Chip(
            number(count),
            board.links.on(seats=str(count) if count > 1 else "", day=board.day),
            count == board.asked.seats,
        )
        for count in range(1, most + 1 if most > 1 else 1)
    ]
