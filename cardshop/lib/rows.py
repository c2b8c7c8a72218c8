"""Ordered lists in a form: what its add, remove and move buttons do to what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Row = dict[str, Any]


def rearranged(lists: Mapping[str, list[Row]], act: str) -> dict[str, list[Row]]:
    """The lists after one button: `phones:add`, `phones:remove:0`, `phones:up:2`, `phones:down:2`.

    A button that names no list or no row changes nothing.
    """
    name, _, rest = act.partition(":")
    verb, _, place = rest.partition(":")
    if name not in lists:
        return dict(lists)
    return {**lists, name: _after(lists[name], verb, place)}


def without_blanks(rows: list[Row], *, typed: tuple[str, ...]) -> list[Row]:
    """The rows in which one of the `typed` fields holds something: a kind alone is nothing."""
    return [row for row in rows if any(str(row.get(name) or "").strip() for name in typed)]


def _after(rows: list[Row], verb: str, place: str) -> list[Row]:
    if verb == "add":
        return [*rows, {}]
    if not place.isdecimal() or len(place) > 4 or int(place) >= len(rows):
        return rows
    at = int(place)
    if verb == "remove":
        return rows[:at] + rows[at + 1 :]
    return _moved(rows, at, at + {"up": -1, "down": 1}.get(verb, 0))


def _moved(rows: list[Row], at: int, to: int) -> list[Row]:
    if not 0 <= to < len(rows):
        return rows
    rest = rows[:at] + rows[at + 1 :]
    return [*rest[:to], rows[at], *rest[to:]]
