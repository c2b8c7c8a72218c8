"""Half-open stretches of time in epoch seconds, and what others leave of them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

# From a first second to the one after the last.
Interval = tuple[int, int]
# Free from, free until, and where the interval of hours begins that this is a part of.
Stretch = tuple[int, int, int]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NEVER = (sys.maxsize, sys.maxsize)


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
    hours: Iterable[Interval], busy: Sequence[Interval], *, at_least: int = 1
) -> list[Stretch]:
    """What is left of merged hours, in stretches of at least so many seconds, in order.

    `busy` is sorted by start, holds no empty ones, and may overlap.
    """
    free: list[Stretch] = []
    taken = [*busy, _NEVER]
    position = 0
    for start, end in hours:
        at = start
        while at < end and (span := taken[position])[0] < end:
            if span[1] > at:
                if span[0] - at >= at_least:
                    free.append((at, span[0], start))
                at = span[1]
            # What reaches over the end may reach into the next hours as well.
            position += at < end
        if end - at >= at_least:
            free.append((at, end, start))
    return free


def meet(one: Interval, other: Interval) -> bool:
    """Whether two stretches, neither of them empty, have time in common."""
    return one[0] < other[1] and other[0] < one[1]


def rounded_up(value: int, unit: int, origin: int = 0) -> int:
    """The first of `origin`, `origin + unit`, ... on either side that is not below `value`."""
    return value + (origin - value) % unit
