"""Where a page of the owner's list ends: a cursor that only says a place in the list's order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cardshop.lib.errors import Invalid
from cardshop.lib.typed import LARGEST_KEY

# The shelf of products that stand in no category: after all others.
LAST_SHELF = LARGEST_KEY


class NoSuchPlace(Invalid):
    """This page of the list does not exist. Start again from the first."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A product's place: the rank of its category, its position there, its key."""

    shelf: int
    position: int
    key: int

    def __str__(self) -> str:
        return f"{self.shelf}-{self.position}-{self.key}"

    @classmethod
    def read(cls, cursor: str) -> Place:
        """The place that a cursor says. Raises NoSuchPlace."""
        found = re.fullmatch(r"([0-9]{1,10})-([0-9]{1,10})-([0-9]{1,10})", cursor, re.ASCII)
        if found is None or any(int(part) > LARGEST_KEY for part in found.groups()):
            raise NoSuchPlace
        return cls(*(int(part) for part in found.groups()))
