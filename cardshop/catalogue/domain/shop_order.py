"""The orders in which a shop shows its products, and cursors that say a place in one of them."""

from __future__ import annotations

import enum
import re

from cardshop.catalogue.domain.places import NoSuchPlace
from cardshop.lib.money import LARGEST
from cardshop.lib.typed import LARGEST_KEY


class Sort(enum.Enum):
    """How the public may sort a shop; the value is what the address says."""

    SHELVES = ""
    NEWEST = "new"
    CHEAPEST = "price"
    DEAREST = "-price"


# What each number of a cursor is at most: a rank, a position and a key; a key; a price and a key.
_PARTS: dict[Sort, tuple[int, ...]] = {
    Sort.SHELVES: (LARGEST_KEY, LARGEST_KEY, LARGEST_KEY),
    Sort.NEWEST: (LARGEST_KEY,),
    Sort.CHEAPEST: (LARGEST, LARGEST_KEY),
    Sort.DEAREST: (LARGEST, LARGEST_KEY),
}


def cursor(numbers: tuple[int, ...]) -> str:
    """A place as an address says it: its numbers with hyphens between."""
    return "-".join(map(str, numbers))


def read_cursor(sort: Sort, text: str) -> tuple[int, ...]:
    """The numbers of a place in this order. Raises NoSuchPlace."""
    largest = _PARTS[sort]
    found = re.fullmatch("-".join([r"([0-9]{1,13})"] * len(largest)), text, re.ASCII)
    numbers = tuple(map(int, found.groups())) if found else ()
    if not numbers or any(n > most for n, most in zip(numbers, largest, strict=True)):
        raise NoSuchPlace
    return numbers


def read_sort(text: str) -> Sort:
    """The order that an address asks for; the shop's own for one that there is not."""
    return next((sort for sort in Sort if sort.value == text), Sort.SHELVES)
