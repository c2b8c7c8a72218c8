"""Choices of select and radio fields, in the shape that WTForms wants from now on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

import wtforms

Pairs = Iterable[tuple[str, Any]]


def choices(pairs: Pairs, group: Any = None) -> list[Any]:
    """(value, words) of each choice; `group` names the heading above them."""
    # The published types of WTForms do not know SelectChoice yet.
    return [
        cast(Any, wtforms).SelectChoice(value, words, optgroup=group and str(group))
        for value, words in pairs
    ]


def grouped(groups: Mapping[Any, Pairs]) -> list[Any]:
    """The choices of several groups, under their headings."""
    return [choice for group, pairs in groups.items() for choice in choices(pairs, group)]
