"""Groups of extras in one cell: a line a group, `Toppings [0-2]: Cheese=1.50; Ham=2.00`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from cardshop.catalogue.domain.csv_files import values
from cardshop.lib.errors import Invalid
from cardshop.lib.money import Currency

_GROUP = re.compile(r"((?:\\.|[^\\\[:]){1,200})\[ ?(\d{1,3}) ?- ?(\d{1,3}) ?\] ?:(.*)", re.DOTALL)


class ExtrasUnreadable(Invalid):
    """Write one line for each group, like: Toppings [0-2]: Cheese=1.50; Ham=2.00"""


def read_extras(text: str, currency: Currency, *, comma: bool = False) -> list[dict[str, Any]]:
    """The groups as ProductContent takes them. Raises ExtrasUnreadable and faults of prices."""
    return [_group(line, currency, comma=comma) for line in values.split(text, "\n")]


def written(groups: Iterable[Mapping[str, Any]], currency: Currency) -> str:
    """The reverse."""
    return "\n".join(
        f"{_name(g['name'])} [{g['minimum']}-{g['maximum']}]: "
        + "; ".join(f"{_name(m['name'])}={currency.plain(m['price'])}" for m in g["modifiers"])
        for g in groups
    )


def _group(line: str, currency: Currency, *, comma: bool) -> dict[str, Any]:
    found = _GROUP.fullmatch(line)
    if not found:
        raise ExtrasUnreadable
    return {
        "name": values.bare(found[1].strip()),
        "minimum": int(found[2]),
        "maximum": int(found[3]),
        "modifiers": [
            _modifier(part, currency, comma=comma) for part in values.split(found[4], ";")
        ],
    }


def _modifier(part: str, currency: Currency, *, comma: bool) -> dict[str, Any]:
    name, *price = values.split(part, "=")
    if len(price) > 1:
        raise ExtrasUnreadable
    minor = values.amount(price[0], currency, comma=comma) if price else 0
    return {"name": values.bare(name), "price": minor}


def _name(name: str) -> str:
    return values.marked(name, "[]:;=")
