"""The open starts of one calendar, on integers: domain rules 8.1, rules 1 to 6."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from cardshop.booking.domain.bookable import Asked, CalendarTimes, ServiceRules
from cardshop.booking.domain.grids import starts
from cardshop.booking.domain.groups import seats_left
from cardshop.booking.domain.intervals import Interval, free_time
from cardshop.booking.domain.local_days import LocalDays, bounded, local_day, midnight

# A start in epoch seconds, and the seats left at it.
OpenStart = tuple[int, int]


def open_starts(
    service: ServiceRules,
    calendar: CalendarTimes,
    asked: Asked,
    *,
    now: int,
    page: tuple[int, int] | None = None,
    elsewhere: Sequence[int] = (),
) -> list[OpenStart]:
    """The open starts within `asked`, in order, each with the seats left. `now` is rounded up.

    `page` is what the grid is laid for, where that is more than what is asked: the ordinal of the
    first date, and the present as it was then. `elsewhere`: starts of the service's bookings in
    other calendars.
    """
    first, moment = page or (local_day(calendar.zone, asked.since), now)
    within = bookable_time(service, calendar, asked, now=now)
    if within[0] >= within[1]:
        return []
    last = local_day(calendar.zone, within[1] - 1)
    days = LocalDays(calendar.zone, bounded(first - 1), bounded(last + 1))
    hours = days.openings(calendar.hours)
    busy = calendar.busy_for(service)
    free = free_time(hours, busy, at_least=service.duration_minutes * 60)
    cut = moment + service.notice_minutes * 60
    found = starts(free, service, days, within=within, cut=cut)
    kept = _kept(service, calendar, days, now=now, elsewhere=elsewhere)
    left = seats_left(service, calendar, hours, within) if service.capacity > 1 else {}
    if left:
        found = sorted({*found, *left})
    if kept:
        found = list(filter(kept, found))
    seats = service.capacity
    return [(start, left.get(start, seats) if left else seats) for start in found]


def bookable_time(
    service: ServiceRules, calendar: CalendarTimes, asked: Asked, *, now: int
) -> Interval:
    """What is asked, from now + minimum notice on and up to the horizon."""
    after_horizon = midnight(calendar.zone, last_day(service, calendar, now=now) + 1)
    earliest = now + service.notice_minutes * 60
    return max(asked.since, earliest), min(asked.until, after_horizon[1])


def last_day(service: ServiceRules, calendar: CalendarTimes, *, now: int) -> int:
    """The ordinal of the last local date on which an appointment may start."""
    return bounded(local_day(calendar.zone, now) + service.horizon_days)


def full_calendar_days(calendar: CalendarTimes, days: LocalDays) -> set[int]:
    """The ordinals of the local dates on which the calendar takes no further booking."""
    return _full(calendar.daily_limit, (row.start for row in calendar.taken), days)


def full_service_days(
    service: ServiceRules, calendar: CalendarTimes, days: LocalDays, elsewhere: Iterable[int]
) -> set[int]:
    """The ordinals of the local dates on which the service takes no further booking.

    `elsewhere` are the starts of its bookings in other calendars than this one.
    """
    here = (row.start for row in calendar.taken if row.service_id == service.id)
    return _full(service.daily_limit, chain(here, elsewhere), days)


def _full(limit: int | None, booked: Iterable[int], days: LocalDays) -> set[int]:
    if limit is None:
        return set()
    counts = Counter(dict.fromkeys(days.ordinals, 0))
    counts.update(map(days.day, booked))
    return {day for day, count in counts.items() if count >= limit}


def _kept(
    service: ServiceRules,
    calendar: CalendarTimes,
    days: LocalDays,
    *,
    now: int,
    elsewhere: Iterable[int],
) -> Callable[[int], bool] | None:
    """Whether a start's local date is one that can be booked; nothing where every one can."""
    full = full_calendar_days(calendar, days)
    full |= full_service_days(service, calendar, days, elsewhere)
    latest = last_day(service, calendar, now=now)
    turns = midnight(calendar.zone, latest + 1)
    # Only where a change repeats midnight does an instant before the horizon's end lie after it.
    if not full and turns[0] == turns[1]:
        return None
    return lambda start: (day := days.day(start)) <= latest and day not in full
