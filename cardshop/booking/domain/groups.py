"""Starts at which some seats are taken and some are left (domain rules, 8.1, rule 6)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cardshop.booking.domain.bookable import CalendarTimes, ServiceRules
from cardshop.booking.domain.intervals import Interval, Stretch, free_time


@dataclass(slots=True)
class Group:
    """The bookings of one service at one start, in epoch seconds."""

    start: int
    seats: int
    blocked_from: int
    blocked_until: int


def groups(service: ServiceRules, calendar: CalendarTimes) -> list[Group]:
    """The service's bookings by their start, in the order in which their time is blocked."""
    found: dict[int, Group] = {}
    for row in calendar.taken:
        if row.service_id != service.id:
            continue
        group = found.get(row.start)
        if group is None:
            found[row.start] = Group(row.start, row.seats, row.blocked_from, row.blocked_until)
        else:
            group.seats += row.seats
            group.blocked_from = min(group.blocked_from, row.blocked_from)
            group.blocked_until = max(group.blocked_until, row.blocked_until)
    return sorted(found.values(), key=lambda group: (group.blocked_from, group.start))


def seats_left(
    service: ServiceRules,
    calendar: CalendarTimes,
    hours: Iterable[Interval],
    within: Interval,
) -> dict[int, int]:
    """Seats by start, where some are taken, some are left, and nothing else is in the way.

    Such a start need not be on the grid: hours and intervals change after it was first booked.
    """
    gathered = groups(service, calendar)
    free = free_time(hours, calendar.busy_for(service, but_own=True))
    before, after = service.buffer_before_minutes * 60, service.buffer_after_minutes * 60
    length, latest = service.duration_minutes * 60, 0
    left: dict[int, int] = {}
    for index, group in enumerate(gathered):
        blocked = group.start - before, group.start + length + after
        is_clear = latest <= blocked[0] and not _met(gathered, index + 1, blocked)
        latest = max(latest, group.blocked_until)
        if not within[0] <= group.start < within[1] or group.seats >= service.capacity:
            continue
        if is_clear and _fits(free, group.start, group.start + length):
            left[group.start] = service.capacity - group.seats
    return left


def _met(gathered: Sequence[Group], position: int, blocked: Interval) -> bool:
    """Whether a group from `position` on holds time within `blocked`."""
    for later in range(position, len(gathered)):
        group = gathered[later]
        if group.blocked_from >= blocked[1]:
            return False
        if group.blocked_until > blocked[0]:
            return True
    return False


def _fits(free: Sequence[Stretch], start: int, end: int) -> bool:
    index = bisect_right(free, start, key=lambda stretch: stretch[0]) - 1
    return index >= 0 and end <= free[index][1]
