"""Open slots: a pure function of hours, rules and what is taken (domain rules, 8.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from cardshop.booking.domain.bookable import Asked, Bookable, CalendarTimes
from cardshop.booking.domain.intervals import ceil_seconds, floor_seconds, instant
from cardshop.booking.domain.open_starts import OpenStart, open_starts

# Seats that one booking can have, and the ids of the calendars that have any.
Takers = tuple[int, tuple[int, ...]]

_NOBODY: Takers = (0, ())


class Slot(NamedTuple):
    """A time that can be booked, as aware UTC instants.

    `seats` is how many one booking can have: the most that any of the calendars has left.
    `calendars` are the ids of those that can take it, in the order in which they were given.
    """

    start: datetime
    end: datetime
    seats: int
    calendars: tuple[int, ...]


def slots(bookable: Bookable, asked: Asked, *, now: datetime) -> list[Slot]:
    """The open slots whose start is asked for, in order, of all the calendars together.

    `now` is aware. Each calendar's `taken` and `external` must hold what `bookable.needed` says.
    """
    present = ceil_seconds(now)
    found: dict[int, Takers] = {}
    for calendar in bookable.calendars:
        elsewhere = booked_elsewhere(bookable, calendar)
        opened = open_starts(bookable.service, calendar, asked, now=present, elsewhere=elsewhere)
        add_takers(found, calendar, opened)
    return slots_of(bookable, found)


def add_takers(
    found: dict[int, Takers], calendar: CalendarTimes, opened: Iterable[OpenStart]
) -> None:
    """Note that a calendar has starts open, each with seats, beside what others have."""
    alone = (calendar.id,)
    for start, seats in opened:
        most, others = found.get(start, _NOBODY)
        found[start] = (max(most, seats), others + alone) if others else (seats, alone)


def slots_of(bookable: Bookable, found: Mapping[int, Takers]) -> list[Slot]:
    """The slots, in order, of starts in epoch seconds that somebody can take."""
    length = timedelta(minutes=bookable.service.duration_minutes)
    return [Slot(begin := instant(start), begin + length, *found[start]) for start in sorted(found)]


def booked_elsewhere(bookable: Bookable, calendar: CalendarTimes) -> list[int]:
    """The starts of the service's bookings in other calendars, if its daily limit counts."""
    service = bookable.service
    if service.daily_limit is None:
        return []
    beside = [
        row.start
        for other in bookable.calendars
        if other is not calendar
        for row in other.taken
        if row.service_id == service.id
    ]
    return beside + [floor_seconds(start) for start in bookable.elsewhere]
