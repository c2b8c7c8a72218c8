"""Products as rows of our own columns, which the import takes back as they were."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from cardshop.catalogue.domain.csv_files import extras
from cardshop.catalogue.domain.csv_files.own import COLUMNS, OPTIONS
from cardshop.catalogue.domain.csv_files.values import guarded, marked
from cardshop.lib.money import Currency

BOM = "\ufeff"
_PLAIN = frozenset(
    [
        *("id", "price", "compare_at_price", "stock", "tax_rate", "preparation_minutes"),
        *("variant_price", "variant_stock"),
    ]
)


def written(rows: Iterable[Sequence[str]], separator: str = ",") -> Iterator[str]:
    """Lines of a CSV file as every spreadsheet opens it: with a mark of UTF-8 and CRLF."""
    yield BOM
    for row in rows:
        line = io.StringIO()
        csv.writer(line, delimiter=separator).writerow(row)
        yield line.getvalue()


def rows_of(
    key: int,
    content: Mapping[str, Any],
    category: Sequence[str],
    addresses: Mapping[int, str],
    *,
    currency: Currency,
) -> Iterator[tuple[str, ...]]:
    """The rows of one product; `content` is what `queries.as_content` gives.

    `addresses` leads from the keys of pictures to where everyone can fetch them.
    """
    first = _product(content, category, addresses, currency)
    variants = content["variants"]
    for n in range(max(1, len(variants))):
        cells = {"id": str(key), "slug": content["slug"]} | (first if n == 0 else {})
        if variants:
            cells |= _variant(variants[n], addresses, currency)
        yield tuple(_cell(name, cells.get(name, "")) for name in COLUMNS)


def _cell(name: str, text: str) -> str:
    return text if name in _PLAIN else guarded(text)


def _product(
    content: Mapping[str, Any],
    category: Sequence[str],
    addresses: Mapping[int, str],
    currency: Currency,
) -> dict[str, str]:
    options = content["options"]
    before = content["compare_at_price"]
    return {
        **{n: content[n] for n in ("name", "description", "status", "sku", "brand", "gtin")},
        "category": " > ".join(marked(name, ">") for name in category),
        "price": "" if content["variants"] else currency.plain(content["price"]),
        "compare_at_price": "" if before is None else currency.plain(before),
        "stock": _number(content["stock"]),
        "tax_rate": _number(content["tax_rate"]),
        "preparation_minutes": _number(content["preparation_minutes"]),
        "tags": ", ".join(marked(tag, ",") for tag in content["tags"]),
        "images": " ".join(addresses[k] for k in content["image_ids"] if k in addresses),
        "extras": extras.written(content["modifier_groups"], currency),
        **{f"option{n}_name": o["name"] for n, o in zip(OPTIONS, options, strict=False)},
        **{
            f"option{n}_values": "; ".join(marked(value, ";") for value in o["values"])
            for n, o in zip(OPTIONS, options, strict=False)
        },
    }


def _variant(
    variant: Mapping[str, Any], addresses: Mapping[int, str], currency: Currency
) -> dict[str, str]:
    return {
        **{f"variant_option{n}": v for n, v in zip(OPTIONS, variant["values"], strict=False)},
        "variant_price": currency.plain(variant["price"]),
        "variant_sku": variant["sku"],
        "variant_gtin": variant["gtin"],
        "variant_stock": _number(variant["stock"]),
        "variant_image": addresses.get(variant["image_id"] or 0, ""),
    }


def _number(value: float | None) -> str:
    return "" if value is None else str(value)
