"""What cards need to know of features beside them, which they may not import.

The factory introduces the neighbours once; without them there is nothing to choose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

# Of a business, the names of all its things or of those asked for, by key.
Names = Callable[[int, Iterable[int] | None], dict[int, str]]
Kind = Literal["category", "product", "service"]
_names: dict[Kind, Names] = {}


def introduce(kind: Kind, names: Names) -> None:
    """Say who knows the things of this kind."""
    _names[kind] = names


def names_of(kind: Kind, business_id: int, keys: Iterable[int] | None = None) -> dict[int, str]:
    """The names of the business's things, in the owner's order; those of others are left out."""
    asked = _names.get(kind)
    return asked(business_id, keys) if asked else {}
