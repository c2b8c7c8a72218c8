"""The three grids on which a service's starts fall (domain rules, 8.1, rule 5)."""

from __future__ import annotations

from collections.abc import Iterable

from cardshop.booking.domain.bookable import Alignment, ServiceRules
from cardshop.booking.domain.intervals import Interval, Stretch, rounded_up
from cardshop.booking.domain.local_days import LocalDays

_CLOCK_UNITS = (60, 30, 20, 15, 10, 5)


def starts(
    free: Iterable[Stretch],
    service: ServiceRules,
    days: LocalDays,
    *,
    within: Interval,
    cut: int,
) -> list[int]:
    """The starts on the grid that fit into free time and are `within` two epoch seconds, in order.

    `cut` is now + minimum notice; free time before it is no reason for a start of the grids that
    begin with free time.
    """
    length, step = service.duration_minutes * 60, service.step_minutes * 60
    from_opening = service.alignment is Alignment.OPENING
    since, until = within
    found: list[int] = []
    for start, end, opening in free:
        if end <= since or start >= until or not (from_opening or end > cut):
            continue
        first = opening if from_opening else first_start(max(start, cut), service, days)
        earliest = max(start, since, first)
        found.extend(
            range(earliest + (first - earliest) % step, min(end - length + 1, until), step)
        )
    return found


def first_start(begin: int, service: ServiceRules, days: LocalDays) -> int:
    """The first start in free time that begins at `begin`, for the grids `clock` and `tight`."""
    if service.alignment is Alignment.TIGHT:
        return rounded_up(begin, 60)
    return days.clock_multiple(begin, clock_unit(service.step_minutes) * 60)


def clock_unit(step_minutes: int) -> int:
    """The minutes of whose multiples on the clock a grid begins; 1 where none of the usual fits."""
    return next((unit for unit in _CLOCK_UNITS if step_minutes % unit == 0), 1)
