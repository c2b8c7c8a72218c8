"""Rows for every combination of the options' values, keeping what was said of those there were."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import product

from cardshop.catalogue.domain.content import MOST_VARIANTS
from cardshop.lib.errors import Invalid
from cardshop.lib.rows import Row

Values = tuple[str, ...]


class TooManyCombinations(Invalid):
    """These options make %(count)s combinations. A product has room for %(most)s."""


def combined(options: Sequence[Sequence[str]], rows: Sequence[Row]) -> list[Row]:
    """A row for each combination, in the options' order; a row holds its choices under `values`.

    A row that there is keeps its place in the world (its `id`) when its choices remain, when one of
    them only got another name, or when an option came or went; the others are new and `fresh`, and
    take over what was said of the one most like them. Raises TooManyCombinations unless there are
    rows already, of which those that still fit are then kept.
    """
    if not options:
        return []
    count = math.prod(len(values) for values in options)
    known = _renamed(options, rows)
    if count > MOST_VARIANTS:
        fitting = [row for row in known if _fits(row, options)]
        if not fitting:
            raise TooManyCombinations(count=count, most=MOST_VARIANTS)
        return fitting
    return _rows_for(list(product(*options)), known)


def _rows_for(combinations: list[Values], known: list[Row]) -> list[Row]:
    exact = {_folded(row["values"]): row for row in reversed(known)}
    left = [row for row in known if _folded(row["values"]) not in set(map(_folded, combinations))]
    return [
        {**exact[_folded(values)], "values": list(values)}
        if _folded(values) in exact
        else _fresh(values, left, known)
        for values in combinations
    ]


def _fresh(values: Values, left: list[Row], known: list[Row]) -> Row:
    """A new row like the nearest there is, or that row itself if nobody has claimed it yet."""
    for row in left:
        if _is_like(row["values"], values):
            left.remove(row)
            return {**row, "values": list(values), "fresh": True}
    like = next((row for row in known if _is_like(row["values"], values)), {})
    said = {name: like[name] for name in ("price",) if name in like}
    return {**said, "id": "", "values": list(values), "sold": True, "fresh": True}


def _is_like(before: Sequence[str], after: Sequence[str]) -> bool:
    """True when one is the other with an option more."""
    shorter, longer = sorted((_folded(before), _folded(after)), key=len)
    rest = iter(longer)
    return len(shorter) != len(longer) and all(value in rest for value in shorter)


def _renamed(options: Sequence[Sequence[str]], rows: Sequence[Row]) -> list[Row]:
    """The rows, with a choice's new name where only names changed."""
    kept = [row for row in rows if row.get("values")]
    names = [dict(_names(values, n, kept)) for n, values in enumerate(options)]
    return [
        {
            **row,
            "values": [
                names[n].get(value, value) if n < len(names) else value
                for n, value in enumerate(row["values"])
            ],
        }
        for row in kept
    ]


def _names(values: Sequence[str], place: int, rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """(before, after) of each choice of an option that has another name at the same place."""
    before = list(dict.fromkeys(row["values"][place] for row in rows if len(row["values"]) > place))
    if len(before) == len(values):
        for old, new in zip(before, values, strict=True):
            if old not in values and new not in before:
                yield old, new


def _fits(row: Row, options: Sequence[Sequence[str]]) -> bool:
    values = row["values"]
    return len(values) == len(options) and all(
        value in known for value, known in zip(values, options, strict=True)
    )


def _folded(values: Sequence[str]) -> Values:
    return tuple(value.casefold() for value in values)
