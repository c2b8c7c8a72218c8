"""The rule of open slots at the moment one is taken, and what to offer instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from cardshop.booking.domain.bookable import Alignment, Asked, Bookable, CalendarTimes
from cardshop.booking.domain.intervals import ceil_seconds, floor_seconds
from cardshop.booking.domain.local_days import LocalDays, bounded, local_day
from cardshop.booking.domain.open_starts import open_starts
from cardshop.booking.domain.slots import (
    Slot,
    Takers,
    add_takers,
    booked_elsewhere,
    slots,
    slots_of,
)

# The dates that one page or answer can show.
LONGEST_PAGE = 62
# How long a page may have been open, for the grids that begin with the present.
OLDEST_PAGE = timedelta(hours=1)
# Without word of when the starts were read, they may be of any of these moments.
_JUST_NOW = (timedelta(minutes=1), timedelta(minutes=2))


def slot_at(
    bookable: Bookable,
    start: datetime,
    *,
    now: datetime,
    seats: int = 1,
    shown_at: datetime | None = None,
) -> Slot | None:
    """The slot at exactly this start, with the calendars that have so many seats left, if any has.

    It is open by the rule of `slots`, on whatever dates around it a page may have asked for. The
    grids `clock` and `tight` begin with the present: there `shown_at`, an hour back at most, says
    when the page was made that offered it. Notice, horizon and all that is taken are as of `now`.
    """
    if start.microsecond or seats < 1:
        return None
    moments = _moments(bookable, now=now, shown_at=shown_at)
    found: dict[int, Takers] = {}
    for calendar in bookable.calendars:
        left = _left(bookable, calendar, floor_seconds(start), moments)
        add_takers(found, calendar, [(floor_seconds(start), left)] if left >= seats else [])
    return next(iter(slots_of(bookable, found)), None)


def is_open(
    bookable: Bookable,
    start: datetime,
    *,
    now: datetime,
    seats: int = 1,
    shown_at: datetime | None = None,
) -> bool:
    """Whether `slot_at` finds one."""
    return slot_at(bookable, start, now=now, seats=seats, shown_at=shown_at) is not None


def nearest(
    bookable: Bookable, start: datetime, count: int, *, now: datetime, days: int = 7, seats: int = 1
) -> list[datetime]:
    """Up to `count` open starts within so many days of a start, the nearest ones, in order of time.

    Of two that are equally near the earlier one counts as nearer. What is taken must be known for
    `around(start, days)`.
    """
    found = [
        slot.start
        for slot in slots(bookable, around(start, days), now=now)
        if slot.seats >= seats and slot.start != start
    ]
    return sorted(sorted(found, key=lambda open_start: abs(open_start - start))[:count])


def around(start: datetime, days: int = 7) -> Asked:
    """The time from so many days before a start to so many days after it."""
    reach = timedelta(days=days)
    return Asked.instants(start - reach, start + reach + timedelta(seconds=1))


def least_booked(bookable: Bookable, slot: Slot) -> int:
    """For "anyone": the id of the free calendar with the fewest bookings that day, in its zone.

    Of several it is the first in the order given (domain rules, 8).
    """
    start = floor_seconds(slot.start)
    free = [calendar for calendar in bookable.calendars if calendar.id in slot.calendars]
    return min(free, key=lambda calendar: _bookings_on_day_of(calendar, start)).id


def _bookings_on_day_of(calendar: CalendarTimes, start: int) -> int:
    day = local_day(calendar.zone, start)
    return sum(local_day(calendar.zone, row.start) == day for row in calendar.taken)


def _moments(bookable: Bookable, *, now: datetime, shown_at: datetime | None) -> list[int]:
    """The presents, now first, from which the grid that offered a start may have been laid."""
    if bookable.service.alignment is Alignment.OPENING:
        return [ceil_seconds(now)]
    if shown_at is None:
        return [ceil_seconds(now), *(ceil_seconds(now - ago) for ago in _JUST_NOW)]
    return [ceil_seconds(now), ceil_seconds(min(now, max(shown_at, now - OLDEST_PAGE)))]


def _left(bookable: Bookable, calendar: CalendarTimes, start: int, moments: Sequence[int]) -> int:
    """The seats left at a start that some page could have offered; otherwise 0."""
    elsewhere = booked_elsewhere(bookable, calendar)
    for first in _first_days(calendar, start):
        for moment in moments:
            found = open_starts(
                bookable.service,
                calendar,
                Asked(start, start + 1),
                now=moments[0],
                page=(first, moment),
                elsewhere=elsewhere,
            )
            if found:
                return found[0][1]
    return 0


def _first_days(calendar: CalendarTimes, start: int) -> Iterator[int]:
    """First dates of pages that show a start, as far as they could lay another grid.

    Hours that run on from day to day begin, for a page, on the day before its first date.
    """
    day = local_day(calendar.zone, start)
    for first in range(day, day - LONGEST_PAGE, -1):
        yield first
        before = _openings(calendar, first - 2, first - 2)
        after = _openings(calendar, first - 1, first)
        if not before or not after or before[-1][1] < after[0][0]:
            return


def _openings(calendar: CalendarTimes, first: int, last: int) -> list[tuple[int, int]]:
    return LocalDays(calendar.zone, bounded(first), bounded(last)).openings(calendar.hours)
