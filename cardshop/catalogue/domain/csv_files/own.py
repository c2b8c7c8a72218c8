"""Our own columns: one row a product, and one more row for each further variant."""

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
    folded,
    groups,
)
from cardshop.catalogue.domain.csv_files.extras import read_extras
from cardshop.catalogue.domain.csv_files.reading import Row, Table
from cardshop.lib.errors import Invalid
from cardshop.lib.money import Currency

OPTIONS = (1, 2, 3)
COLUMNS = (
    *("id", "slug", "name", "description", "category", "status", "price", "compare_at_price"),
    *("sku", "brand", "gtin", "stock", "tax_rate", "preparation_minutes", "tags", "images"),
    *("extras", "option1_name", "option1_values", "option2_name", "option2_values"),
    *("option3_name", "option3_values", "variant_option1", "variant_option2", "variant_option3"),
    *("variant_price", "variant_sku", "variant_gtin", "variant_stock", "variant_image"),
)
_KNOWN = {folded(name): name for name in COLUMNS} | {"error": "error"}
_STATUSES = {
    "draft": "draft",
    "active": "active",
    "sold out": "sold_out",
    "archived": "archived",
}


class StatusUnknown(Invalid):
    """Write draft, active, sold_out or archived."""


class KeyUnreadable(Invalid):
    """Leave the id as the export wrote it, or empty for a new product."""


class PriceBesideVariants(Invalid):
    """Each variant has its own price. Write the prices under variant_price and leave this empty."""


class StockBesideVariants(Invalid):
    """Each variant has its own stock. Write it under variant_stock and leave this empty."""


def columns(table: Table) -> Columns:
    """Where our columns stand."""
    return Columns(table.header, _KNOWN)


def drafts(table: Table, terms: Terms) -> Iterator[Draft]:
    """The products of the file, in its order."""
    known = columns(table)

    def key_of(row: Row) -> str:
        cells = Cells(Draft([row.number]), known, row)
        has_variant = any(map(cells.text, ("variant_option1", "variant_price")))
        return (cells.text("id") or cells.text("slug")) if has_variant else ""

    for rows, first in groups(_filled(table, known), key_of):
        draft = Draft([row.number for row in rows])
        cells = [Cells(draft, known, row) for row in rows]
        if first != draft.row:
            cells[0].fault("id" if cells[0].text("id") else "slug", ApartRows(row=first))
        _read_product(cells[0], terms.currency, comma=terms.comma)
        if "variant_price" in known or "option1_name" in known:
            _read_variants(cells, terms)
        yield draft


def _filled(table: Table, known: Columns) -> Iterator[Row]:
    """The rows, those that only go on with variants carrying the key of the product above."""
    above: Row | None = None
    at = [known.at[name] for name in ("id", "slug") if name in known]
    for row in table.rows():
        cells = Cells(Draft([row.number]), known, row)
        names = ("id", "slug", "name")
        if above and not any(map(cells.text, names)) and cells.text("variant_price"):
            wide = list(row.cells) + [""] * (len(table.header) - len(row.cells))
            for n in at:
                wide[n] = above.cells[n] if n < len(above.cells) else ""
            yield Row(row.number, tuple(wide))
        else:
            above = row
            yield row


def _read_product(cells: Cells, currency: Currency, *, comma: bool) -> None:
    draft = cells.draft
    draft.key = cells.read("id", _key)
    draft.slug = cells.read("slug", check_slug) or ""
    draft.skus = [sku] if (sku := cells.text("sku")) else []
    for name in ("name", "slug"):
        cells.set(f"/{name}", name, cells.text(name) or None)
    for name in ("description", "sku", "brand", "gtin"):
        if name in cells.columns:
            cells.set(f"/{name}", name, cells.text(name))
    cells.set("/status", "status", cells.read("status", _status))
    cells.set(
        "/price", "price", cells.read("price", lambda t: values.amount(t, currency, comma=comma))
    )
    cells.set("/tax_rate", "tax_rate", cells.read("tax_rate", values.decimal))
    minutes = cells.read("preparation_minutes", values.whole)
    cells.set("/preparation_minutes", "preparation_minutes", minutes)
    _read_optional(cells, currency, comma=comma)
    _read_lists(cells, currency, comma=comma)


def _read_optional(cells: Cells, currency: Currency, *, comma: bool) -> None:
    """What an empty cell takes away."""
    draft = cells.draft
    if "compare_at_price" in cells.columns:
        before = cells.read("compare_at_price", lambda t: values.amount(t, currency, comma=comma))
        cells.note("/compare_at_price", "compare_at_price")
        draft.content["compare_at_price"] = before
    if "stock" in cells.columns:
        cells.note("/stock", "stock")
        draft.content["stock"] = cells.read("stock", values.whole)
    if "category" in cells.columns:
        cells.note("/category_id", "category")
        draft.category = tuple(map(values.bare, values.split(cells.text("category"), ">")))


def _read_lists(cells: Cells, currency: Currency, *, comma: bool) -> None:
    draft = cells.draft
    if "tags" in cells.columns:
        cells.set("/tags", "tags", [values.bare(t) for t in values.split(cells.text("tags"), ",")])
    if "images" in cells.columns:
        cells.note("/image_ids", "images")
        draft.images = []
        cells.images("images", cells.text("images").split())
    if "extras" in cells.columns:
        found = cells.read("extras", lambda t: read_extras(t, currency, comma=comma))
        cells.set("/modifier_groups", "extras", found or [])


def _read_variants(rows: list[Cells], terms: Terms) -> None:
    first, draft = rows[0], rows[0].draft
    names = {n: name for n in OPTIONS if (name := first.text(f"option{n}_name"))}
    variants = (
        [_variant(cells, k, list(names), terms) for k, cells in enumerate(rows)] if names else []
    )
    draft.content["variants"] = variants
    draft.content["options"] = [
        {"name": name, "values": _choices(first, rows, n)} for n, name in names.items()
    ]
    for k, n in enumerate(names):
        first.note(f"/options/{k}", f"option{n}_name")
        first.note(f"/options/{k}/values", f"option{n}_values")
    first.note("/variants", "variant_price")
    if not variants:
        return
    _lowest_price(first, variants)


def _lowest_price(first: Cells, variants: list[dict[str, Any]]) -> None:
    content = first.draft.content
    lowest = min((v["price"] for v in variants if "price" in v), default=0)
    if content.get("price", lowest) != lowest:
        first.fault("price", PriceBesideVariants())
    if content.get("stock") is not None:
        first.fault("stock", StockBesideVariants())
    content["price"] = lowest


def _choices(first: Cells, rows: list[Cells], n: int) -> list[str]:
    told = [values.bare(part) for part in values.split(first.text(f"option{n}_values"), ";")]
    return told or list(dict.fromkeys(filter(None, (c.text(f"variant_option{n}") for c in rows))))


def _variant(cells: Cells, k: int, options: list[int], terms: Terms) -> dict[str, Any]:
    where = f"/variants/{k}"
    cells.note(where, "variant_option1")
    found: dict[str, Any] = {"values": [cells.text(f"variant_option{n}") for n in options]}
    price = cells.read(
        "variant_price", lambda t: values.amount(t, terms.currency, comma=terms.comma)
    )
    if price is not None:
        found["price"] = price
    for name in ("price", "sku", "gtin", "stock"):
        cells.note(f"{where}/{name}", f"variant_{name}")
    for name in ("sku", "gtin"):
        if f"variant_{name}" in cells.columns:
            found[name] = cells.text(f"variant_{name}")
    if "variant_stock" in cells.columns:
        found["stock"] = cells.read("variant_stock", values.whole)
    cells.draft.skus += [found["sku"]] if found.get("sku") else []
    _variant_image(cells, k, found)
    return found


def _variant_image(cells: Cells, k: int, found: dict[str, Any]) -> None:
    if "variant_image" not in cells.columns:
        return
    found["image_id"] = None
    address = cells.text("variant_image")
    if address:
        image = Image(address, cells.row.number, cells.columns.title("variant_image"))
        cells.draft.variant_images[k] = image


def _status(text: str) -> str:
    status = _STATUSES.get(folded(text))
    if status is None:
        raise StatusUnknown
    return status


def _key(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 10:
        raise KeyUnreadable
    return int(text)
