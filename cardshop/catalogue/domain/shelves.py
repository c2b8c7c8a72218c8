"""The order of categories: a parent, then its children, then the next parent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category as far as its place matters."""

    id: int
    parent_id: int | None
    position: int
    rank: int


def arranged(shelves: Sequence[Shelf]) -> list[tuple[int, int]]:
    """(key, position among those of the same parent), in the order in which the shop shows them.

    A shelf whose parent is not there stands on its own.
    """
    known = {shelf.id for shelf in shelves}
    below: defaultdict[int | None, list[Shelf]] = defaultdict(list)
    for shelf in sorted(shelves, key=lambda s: (s.position, s.rank, s.id)):
        below[shelf.parent_id if shelf.parent_id in known else None].append(shelf)
    return list(_from(None, below))


def _from(parent_id: int | None, below: dict[int | None, list[Shelf]]) -> Iterator[tuple[int, int]]:
    for position, shelf in enumerate(below.get(parent_id, [])):
        yield shelf.id, position
        yield from _from(shelf.id, below)
