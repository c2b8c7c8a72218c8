"""Services and calendars in the order that the owner gave them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol, TypeVar

Direction = Literal["up", "down"]


class _Sorted(Protocol):
    position: int


Row = TypeVar("Row", bound=_Sorted)


def next_position(rows: Sequence[_Sorted]) -> int:
    """Behind all of them."""
    return max((row.position for row in rows), default=-1) + 1


def moved(rows: Sequence[Row], row: Row, direction: Direction) -> bool:
    """Give the row its neighbour's place; at the end it stays. True when something moved."""
    there = list(rows)
    place = there.index(row)
    other = place + (-1 if direction == "up" else 1)
    if not 0 <= other < len(there):
        return False
    there[place], there[other] = there[other], there[place]
    for position, one in enumerate(there):
        one.position = position
    return True
