"""Meta's catalogue columns, as its template has them: a row an item, variants of one item group.

Columns: https://developers.facebook.com/docs/marketing-api/catalog/reference
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cardshop.catalogue.domain.csv_files import values
from cardshop.catalogue.domain.csv_files.drafts import (
    ApartRows,
    Cells,
    Columns,
    Draft,
    Image,
    Terms,
    folded,
    groups,
)
from cardshop.catalogue.domain.csv_files.html_text import markdown_of
from cardshop.catalogue.domain.csv_files.reading import Row, Table

_OPTIONS = ("size", "color", "material", "pattern", "additional_variant_attribute")
_KNOWN = {
    folded(name): name
    for name in (
        *("id", "title", "description", "availability", "condition", "price", "sale_price", "link"),
        *("image_link", "additional_image_link", "brand", "gtin", "mpn", "item_group_id"),
        *("product_type", "quantity_to_sell_on_facebook", "inventory", "error", *_OPTIONS),
    )
}
# What our own feed calls an item: `p12`, or `p12-v34` for a variant.
OURS = re.compile(r"p([1-9][0-9]{0,9})(?:-v[1-9][0-9]{0,9})?")
_GONE = {"out of stock", "discontinued"}


def columns(table: Table) -> Columns:
    """Where Meta's columns stand."""
    return Columns(table.header, _KNOWN)


def drafts(table: Table, terms: Terms) -> Iterator[Draft]:
    """The products of the file, in its order."""
    known = columns(table)

    def key_of(row: Row) -> str:
        return Cells(Draft([row.number]), known, row).text("item_group_id")

    for rows, first in groups(table.rows(), key_of):
        draft = Draft([row.number for row in rows])
        cells = [Cells(draft, known, row) for row in rows]
        if first != draft.row:
            cells[0].fault("item_group_id", ApartRows(row=first))
        _read_product(cells[0])
        _read_sold(cells, terms)
        yield draft


def _read_product(cells: Cells) -> None:
    draft = cells.draft
    ours = OURS.fullmatch(cells.text("id"))
    draft.key = int(ours[1]) if ours else None
    cells.set("/name", "title", cells.text("title") or None)
    if "description" in cells.columns:
        cells.set("/description", "description", cells.read("description", markdown_of) or "")
    if "brand" in cells.columns:
        cells.set("/brand", "brand", cells.text("brand"))
    if "product_type" in cells.columns:
        path = values.split(cells.text("product_type"), ">")
        draft.category = tuple(path if len(path) < 3 else [path[0], path[-1]])
        cells.note("/category_id", "product_type")
    if "image_link" in cells.columns:
        draft.images = []
        cells.images("image_link", cells.text("image_link").split())
        cells.images(
            "additional_image_link", values.split(cells.text("additional_image_link"), ",")
        )
        cells.note("/image_ids", "image_link")


def _read_sold(rows: list[Cells], terms: Terms) -> None:
    first = rows[0]
    content = first.draft.content
    options = _options(rows)
    if not options and len(rows) == 1:
        _read_single(first, terms)
        return
    chosen = [_choices(cells) for cells in rows]
    content["options"] = [
        {"name": name, "values": list(dict.fromkeys(c[name] for c in chosen if c.get(name)))}
        for name in options
    ]
    content["variants"] = [
        _variant(cells, k, [chosen[k].get(name, "") for name in options], terms)
        for k, cells in enumerate(rows)
    ]
    prices = [v["price"] for v in content["variants"] if "price" in v]
    content["price"] = min(prices, default=0)
    first.note("/variants", "item_group_id")
    is_gone = all(c.text("availability").casefold() == "discontinued" for c in rows)
    cells_status = "archived" if is_gone else "active"
    first.set("/status", "availability", cells_status if "availability" in first.columns else None)


def _read_single(cells: Cells, terms: Terms) -> None:
    draft, content = cells.draft, cells.draft.content
    content.update(_priced(cells, "", terms), options=[], variants=[])
    lowered = cells.read(
        "sale_price", lambda t: values.amount(t, terms.currency, comma=terms.comma)
    )
    if lowered is not None and lowered < content.get("price", 0):
        content.update(compare_at_price=content["price"], price=lowered)
    told = cells.text("availability").casefold().replace("_", " ")
    status = {"out of stock": "sold_out", "discontinued": "archived"}.get(told, "active")
    cells.set("/status", "availability", status if told else None)
    draft.skus = [content["sku"]] if content.get("sku") else []


def _options(rows: list[Cells]) -> list[str]:
    """What tells the items of a group apart. An item alone has properties, but no choices."""
    if len(rows) == 1 and not rows[0].text("item_group_id"):
        return []
    return list(dict.fromkeys(name for cells in rows for name in _choices(cells)))


def _choices(cells: Cells) -> dict[str, str]:
    found = {name.capitalize(): cells.text(name) for name in _OPTIONS[:-1] if cells.text(name)}
    for part in values.split(cells.text(_OPTIONS[-1]), ","):
        name, mark, value = part.partition(":")
        if mark:
            found[name.strip()] = value.strip()
    return found


def _variant(cells: Cells, k: int, choices: list[str], terms: Terms) -> dict[str, Any]:
    where = f"/variants/{k}"
    cells.note(where, "item_group_id")
    found = {"values": choices} | _priced(cells, where, terms)
    if cells.text("availability").casefold().replace("_", " ") in _GONE:
        found["stock"] = 0
    cells.draft.skus += [found["sku"]] if found.get("sku") else []
    address = cells.text("image_link")
    if address and k:
        title = cells.columns.title("image_link")
        cells.draft.variant_images[k] = Image(address, cells.row.number, title)
    return found


def _priced(cells: Cells, where: str, terms: Terms) -> dict[str, Any]:
    price = cells.read("price", lambda t: values.amount(t, terms.currency, comma=terms.comma))
    found: dict[str, Any] = {} if price is None else {"price": price}
    names = {"price": "price", "gtin": "gtin", "sku": "id", "stock": _quantity(cells)}
    for field, name in names.items():
        cells.note(f"{where}/{field}", name)
    if "gtin" in cells.columns:
        found["gtin"] = cells.text("gtin")
    if not OURS.fullmatch(cells.text("id")):
        found["sku"] = cells.text("id") or cells.text("mpn")
    elif "mpn" in cells.columns:
        found["sku"] = cells.text("mpn")
    if _quantity(cells) in cells.columns:
        found["stock"] = cells.read(_quantity(cells), values.whole)
    return found


def _quantity(cells: Cells) -> str:
    return "inventory" if "inventory" in cells.columns else "quantity_to_sell_on_facebook"
