"""Which stretches of time have some of their time in common with others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from cardshop.booking.domain.intervals import Interval, meet

A = TypeVar("A")
B = TypeVar("B")


def meetings(
    ones: Sequence[tuple[Interval, A]], others: Sequence[tuple[Interval, B]]
) -> Iterator[tuple[A, B]]:
    """Each of the first that meets one of the others, with the first that it meets.

    Both are sorted by their starts, and hold no empty stretches. Others that are over are passed
    by once, so a thousand and two thousand are compared some three thousand times.
    """
    open_now: list[tuple[Interval, B]] = []
    ahead = iter(others)
    following = next(ahead, None)
    for span, one in ones:
        while following is not None and following[0][0] < span[1]:
            open_now.append(following)
            following = next(ahead, None)
        open_now = [other for other in open_now if other[0][1] > span[0]]
        found = next((other for other in open_now if meet(span, other[0])), None)
        if found is not None:
            yield one, found[1]
