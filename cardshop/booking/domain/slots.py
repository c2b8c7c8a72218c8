"""Open slots: a pure function of hours, rules and what is taken (domain rules, 8.1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from cardshop.booking.domain.bookable import Asked, Bookable, CalendarTimes
from cardshop.booking.domain.intervals import ceil_seconds, floor_seconds, instant
from cardshop.booking.domain.open_starts import open_starts


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
    by_start: dict[int, list[tuple[int, int]]] = {}
    for calendar in bookable.calendars:
        elsewhere = booked_elsewhere(bookable, calendar)
        for start, seats in open_starts(
            bookable.service, calendar, asked, now=present, elsewhere=elsewhere
        ):
            by_start.setdefault(start, []).append((calendar.id, seats))
    return [slot_of(bookable, start, by_start[start]) for start in sorted(by_start)]


def slot_of(bookable: Bookable, start: int, takers: Sequence[tuple[int, int]]) -> Slot:
    """The slot at a start that calendars (id, seats left) can take; at least one can."""
    return Slot(
        instant(start),
        instant(start + bookable.service.duration_minutes * 60),
        max(seats for _id, seats in takers),
        tuple(name for name, _seats in takers),
    )


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
