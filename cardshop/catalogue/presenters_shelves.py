"""Categories as lists show them: how deep they stand, and how much stands in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cardshop.catalogue.models import Category


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """One category; `products` counts those of the categories in it, too."""

    id: int
    name: str
    is_nested: bool
    products: int
    is_first: bool
    is_last: bool


def shelf_rows(categories: Sequence[Category], counts: Mapping[int | None, int]) -> list[ShelfRow]:
    """The categories in order."""
    known = {category.id for category in categories}
    last = {_parent(category, known): category.id for category in categories}
    return [
        ShelfRow(
            id=category.id,
            name=category.name,
            is_nested=category.parent_id in known,
            products=_held(category, categories, counts),
            is_first=category.position == 0,
            is_last=last[_parent(category, known)] == category.id,
        )
        for category in categories
    ]


def _parent(category: Category, known: set[int]) -> int | None:
    return category.parent_id if category.parent_id in known else None


def _held(
    category: Category, categories: Sequence[Category], counts: Mapping[int | None, int]
) -> int:
    inside = sum(counts.get(c.id, 0) for c in categories if c.parent_id == category.id)
    return counts.get(category.id, 0) + inside
