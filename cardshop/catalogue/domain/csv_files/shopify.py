"""Shopify's product export, in its older and its newer column names: rows of a handle, a product.

Columns: https://help.shopify.com/en/manual/products/import-export/using-csv
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cardshop.catalogue.domain.content import check_slug
from cardshop.catalogue.domain.csv_files import values
from cardshop.catalogue.domain.csv_files.drafts import (
    ApartRows,
    Cells,
    Columns,
    Draft,
    Image,
    Terms,
    groups,
)
from cardshop.catalogue.domain.csv_files.html_text import markdown_of
from cardshop.catalogue.domain.csv_files.reading import Row, Table
from cardshop.lib.errors import Invalid

_OPTIONS = (1, 2, 3)
_SAME = {
    "handle": "handle",
    "url handle": "handle",
    "title": "title",
    "body (html)": "body",
    "description": "body",
    "vendor": "vendor",
    "type": "type",
    "product category": "product category",
    "tags": "tags",
    "published": "published",
    "published on online store": "published",
    "status": "status",
    "variant sku": "sku",
    "sku": "sku",
    "variant barcode": "barcode",
    "barcode": "barcode",
    "variant price": "price",
    "price": "price",
    "variant compare at price": "before",
    "compare-at price": "before",
    "variant inventory tracker": "tracker",
    "inventory tracker": "tracker",
    "variant inventory qty": "quantity",
    "inventory quantity": "quantity",
    "variant inventory policy": "policy",
    "continue selling when out of stock": "policy",
    "image src": "image",
    "product image url": "image",
    "image position": "image position",
    "image alt text": "alt",
    "variant image": "variant image",
    "variant image url": "variant image",
}
_KNOWN = _SAME | {
    f"option{n} {part}": f"option{n} {part}" for n in _OPTIONS for part in ("name", "value")
}
_FIELDS = {"price": "price", "sku": "sku", "gtin": "barcode", "stock": "quantity"}
_STATUSES = {"active": "active", "draft": "draft", "archived": "archived", "unlisted": "draft"}


class HandleMissing(Invalid):
    """Every row needs the handle of its product."""


def columns(table: Table) -> Columns:
    """Where Shopify's columns stand."""
    return Columns(table.header, _KNOWN | {"error": "error"})


def drafts(table: Table, terms: Terms) -> Iterator[Draft]:
    """The products of the file, in its order."""
    known = columns(table)

    def key_of(row: Row) -> str:
        return Cells(Draft([row.number]), known, row).text("handle")

    for rows, first in groups(table.rows(), key_of):
        draft = Draft([row.number for row in rows])
        cells = [Cells(draft, known, row) for row in rows]
        if first != draft.row:
            cells[0].fault("handle", ApartRows(row=first))
        if not cells[0].text("handle"):
            cells[0].fault("handle", HandleMissing())
        _read_product(cells[0])
        _read_images(cells)
        _read_sold(
            [c for c in cells if c.text("price") or c.text("option1 value")], cells[0], terms
        )
        yield draft


def _read_product(cells: Cells) -> None:
    draft = cells.draft
    draft.slug = _slug(cells.text("handle"))
    cells.set("/slug", "handle", draft.slug or None)
    cells.set("/name", "title", cells.text("title") or None)
    if "body" in cells.columns:
        cells.set("/description", "body", cells.read("body", markdown_of) or "")
    if "vendor" in cells.columns:
        cells.set("/brand", "vendor", cells.text("vendor"))
    if "tags" in cells.columns:
        cells.set("/tags", "tags", values.split(cells.text("tags"), ","))
    category = cells.text("type") or cells.text("product category").rpartition(">")[2].strip()
    cells.note("/category_id", "type")
    if "type" in cells.columns or "product category" in cells.columns:
        draft.category = (category,) if category else ()
    cells.set("/status", "status", _status(cells))


def _status(cells: Cells) -> str | None:
    told = _STATUSES.get(cells.text("status").casefold())
    published = cells.read("published", values.yes)
    if told:
        return "draft" if told == "active" and published is False else told
    return None if published is None else "active" if published else "draft"


def _slug(handle: str) -> str:
    try:
        return check_slug(handle)
    except Invalid:
        # Shopify allows letters of any script here; then one is made from the name.
        return ""


def _read_images(rows: list[Cells]) -> None:
    if "image" not in rows[0].columns:
        return
    draft = rows[0].draft
    draft.images = []
    shown = [(c.read("image position", values.whole) or 999, n) for n, c in enumerate(rows)]
    for _, n in sorted(shown):
        address = rows[n].text("image")
        if address:
            rows[n].images("image", [address], rows[n].text("alt"))
    rows[0].note("/image_ids", "image")


def _read_sold(sold: list[Cells], first: Cells, terms: Terms) -> None:
    """Prices, stock and what tells variants apart."""
    content = first.draft.content
    names = {n: name for n in _OPTIONS if (name := first.text(f"option{n} name"))}
    is_plain = len(sold) < 2 and all(c.text("option1 value") == "Default Title" for c in sold)
    variants = [_variant(c, k, [] if is_plain else list(names), terms) for k, c in enumerate(sold)]
    if is_plain or not names:
        _take_single(sold, variants, content, terms)
        return
    content["variants"] = variants
    content["options"] = [
        {"name": name, "values": list(dict.fromkeys(c.text(f"option{n} value") for c in sold))}
        for n, name in names.items()
    ]
    first.note("/options", "option1 name")
    first.note("/variants", "option1 value")
    content["price"] = min((v["price"] for v in variants if "price" in v), default=0)
    _take_before(sold, content, terms)


def _take_single(
    sold: list[Cells], variants: list[dict[str, Any]], content: dict[str, Any], terms: Terms
) -> None:
    content.update(options=[], variants=[])
    if not sold:
        return
    content.update({k: v for k, v in variants[0].items() if k not in ("values", "image_id")})
    for field, name in _FIELDS.items():
        sold[0].note(f"/{field}", name)
    sold[0].draft.variant_images.clear()
    _take_before(sold, content, terms)


def _take_before(sold: list[Cells], content: dict[str, Any], terms: Terms) -> None:
    if "before" not in sold[0].columns:
        return
    before = sold[0].read("before", lambda t: values.amount(t, terms.currency, comma=terms.comma))
    sold[0].note("/compare_at_price", "before")
    content["compare_at_price"] = before if (before or 0) > content.get("price", 0) else None


def _variant(cells: Cells, k: int, options: list[int], terms: Terms) -> dict[str, Any]:
    where = f"/variants/{k}"
    cells.note(where, "option1 value")
    found: dict[str, Any] = {"values": [cells.text(f"option{n} value") for n in options]}
    price = cells.read("price", lambda t: values.amount(t, terms.currency, comma=terms.comma))
    if price is not None:
        found["price"] = price
    for field, name in _FIELDS.items():
        cells.note(f"{where}/{field}", name)
    found |= {
        f: cells.text(n) for f, n in (("sku", "sku"), ("gtin", "barcode")) if n in cells.columns
    }
    if "quantity" in cells.columns:
        found["stock"] = _stock(cells)
    cells.draft.skus += [found["sku"]] if found.get("sku") else []
    if "variant image" in cells.columns:
        found["image_id"] = None
        if address := cells.text("variant image"):
            title = cells.columns.title("variant image")
            cells.draft.variant_images[k] = Image(address, cells.row.number, title)
    return found


def _stock(cells: Cells) -> int | None:
    """Counted only where Shopify counts it, and where it stops selling at nothing."""
    quantity = cells.read("quantity", values.whole)
    is_counted = "tracker" not in cells.columns or bool(cells.text("tracker"))
    goes_on = cells.text("policy").casefold() in ("continue", "true", "yes")
    return max(0, quantity) if quantity is not None and is_counted and not goes_on else None
