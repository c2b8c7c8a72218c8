"""Meta's product feed as CSV (interop.md section 5)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from cardshop.catalogue.domain.feeds.items import Item, Shop

LONGEST_DESCRIPTION = 5000
_MOST_MORE = 20
COLUMNS = (
    *("id", "title", "description", "availability", "condition", "price", "link", "image_link"),
    *("additional_image_link", "brand", "gtin", "mpn", "item_group_id", "product_type"),
    *("size", "color", "material", "pattern", "additional_variant_attribute"),
)


def lines(shop: Shop, items: Iterable[Item]) -> Iterator[str]:
    """The lines of the file. Nothing is neutralised: no person opens it, and every sign counts."""
    yield _line(COLUMNS)
    for item in items:
        yield _line(_cells(shop, item))


def _cells(shop: Shop, item: Item) -> tuple[str, ...]:
    attributes = item.attributes
    return (
        item.id,
        item.title,
        (item.description or item.title)[:LONGEST_DESCRIPTION],
        "in stock" if item.is_available else "out of stock",
        "new",
        f"{shop.currency.plain(item.price)} {shop.currency.code}",
        item.link,
        item.pictures[0] if item.pictures else "",
        ",".join(item.pictures[1 : _MOST_MORE + 1]),
        item.brand or shop.name[:70],
        item.gtin,
        item.sku,
        item.group,
        item.category,
        *(attributes.get(name, "") for name in ("size", "color", "material", "pattern")),
        ", ".join(f"{name}: {value}" for name, value in item.others),
    )


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
