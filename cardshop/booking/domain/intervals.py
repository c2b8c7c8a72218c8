"""Half-open stretches of time in epoch seconds, and what others leave of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

# From a first second to the one after the last.
Interval = tuple[int, int]
# Free from, free until, and where the interval of hours begins that this is a part of.
Stretch = tuple[int, int, int]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def floor_seconds(instant: datetime) -> int:
    """Epoch seconds of an aware instant, rounded down."""
    return (instant - _EPOCH) // timedelta(seconds=1)


def ceil_seconds(instant: datetime) -> int:
    """Epoch seconds of an aware instant, rounded up."""
    return -((_EPOCH - instant) // timedelta(seconds=1))


def instant(seconds: int) -> datetime:
    """The aware UTC instant of epoch seconds."""
    return datetime.fromtimestamp(seconds, UTC)


def interval(start: datetime, end: datetime) -> Interval:
    """The whole seconds that [start, end) touches. One that is empty or turned round stays so."""
    return floor_seconds(start), ceil_seconds(end) if start < end else floor_seconds(start)


def merged(intervals: Iterable[Interval]) -> list[Interval]:
    """The same time, sorted, with intervals that overlap or touch joined."""
    joined: list[Interval] = []
    for start, end in sorted(intervals):
        if joined and start <= joined[-1][1]:
            if end > joined[-1][1]:
                joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def free_time(
    hours: Iterable[Interval], busy: Sequence[Interval], *, ahead: int, behind: int
) -> list[Stretch]:
    """Hours minus busy times, reaching `ahead` seconds earlier and `behind` later.

    `hours` are merged; `busy` is sorted by start, not empty, and may overlap (domain rules, 8.1,
    rules 3 and 5).
    """
    free: list[Stretch] = []
    position, count = 0, len(busy)
    for start, end in hours:
        at = start
        while position < count and at < end:
            taken_from, taken_until = busy[position]
            if taken_from - ahead >= end:
                break
            if taken_from - ahead > at:
                free.append((at, taken_from - ahead, start))
            at = max(at, taken_until + behind)
            # What reaches over the end may reach into the next hours as well.
            position += at < end
        if at < end:
            free.append((at, end, start))
    return free


def meet(one: Interval, other: Interval) -> bool:
    """Whether two stretches, neither of them empty, have time in common."""
    return one[0] < other[1] and other[0] < one[1]


def rounded_up(value: int, unit: int, origin: int = 0) -> int:
    """The first of `origin`, `origin + unit`, ... on either side that is not below `value`."""
    return value + (origin - value) % unit
