"""WooCommerce's product export: a row a product, and rows of type `variation` that name a parent.

Columns: https://woocommerce.com/document/product-csv-importer-exporter/
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from cardshop.catalogue.domain.csv_files import values
from cardshop.catalogue.domain.csv_files.drafts import Cells, Columns, Draft, Image, Terms
from cardshop.catalogue.domain.csv_files.html_text import markdown_of
from cardshop.catalogue.domain.csv_files.reading import Row, Table
from cardshop.lib.errors import Invalid

_ATTRIBUTES = range(1, 21)
_KNOWN = {
    **{name: name for name in "id type sku name published description stock tags images".split()},
    **{name: name for name in "parent categories brands error".split()},
    **{n: n for n in ("short description", "sale price", "regular price")},
    "is featured?": "featured",
    "in stock?": "in stock",
    "backorders allowed?": "backorders",
    "gtin, upc, ean, or isbn": "gtin",
    **{f"attribute {n} name": f"attribute {n} name" for n in _ATTRIBUTES},
    **{f"attribute {n} value(s)": f"attribute {n} values" for n in _ATTRIBUTES},
}


class KindUnsupported(Invalid):
    """Products of type %(kind)s cannot be imported. Enter them as simple products."""


class ParentMissing(Invalid):
    """The product that this variation belongs to is not in the file. Add its row."""


def columns(table: Table) -> Columns:
    """Where WooCommerce's columns stand."""
    return Columns(table.header, _KNOWN)


def drafts(table: Table, terms: Terms) -> Iterator[Draft]:
    """The products of the file, in its order; its variations are looked up first."""
    known = columns(table)
    waiting = _variations(table, known)
    for row in table.rows():
        draft = Draft([row.number])
        cells = Cells(draft, known, row)
        if cells.text("type").casefold() == "variation":
            continue
        found = [r for name in _names_of(cells) for r in waiting.pop(name, [])]
        found.sort(key=lambda variation: variation.number)
        draft.rows += [variation.number for variation in found]
        _read_product(cells)
        _read_sold(cells, [Cells(draft, known, r) for r in found], terms)
        yield draft
    for row in (row for rows in waiting.values() for row in rows):
        draft = Draft([row.number])
        Cells(draft, known, row).fault("parent", ParentMissing())
        yield draft


def _variations(table: Table, known: Columns) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in table.rows():
        cells = Cells(Draft([row.number]), known, row)
        if cells.text("type").casefold() == "variation":
            found[cells.text("parent").casefold()].append(row)
    return found


def _names_of(cells: Cells) -> list[str]:
    """How a variation may name this row as its parent."""
    key, sku = cells.text("id"), cells.text("sku").casefold()
    return [*([f"id:{key}"] if key else []), *([sku] if sku else [])]


def _read_product(cells: Cells) -> None:
    draft = cells.draft
    kinds = {kind.strip() for kind in cells.text("type").casefold().split(",")}
    if kinds & {"grouped", "external"}:
        cells.fault("type", KindUnsupported(kind=cells.text("type")))
    cells.set("/name", "name", cells.text("name") or None)
    told = "description" if cells.text("description") else "short description"
    if "description" in cells.columns or "short description" in cells.columns:
        read = cells.read(told, lambda text: markdown_of(text.replace("\\n", "\n")))
        cells.set("/description", told, read or "")
    if "brands" in cells.columns:
        cells.set("/brand", "brands", cells.text("brands"))
    cells.set("/tags", "tags", _tags(cells))
    cells.set("/status", "published", _status(cells))
    _read_category(cells)
    if "images" in cells.columns:
        draft.images = []
        cells.images("images", values.split(cells.text("images"), ","))
        cells.note("/image_ids", "images")


def _tags(cells: Cells) -> list[str] | None:
    if "tags" not in cells.columns and "featured" not in cells.columns:
        return None
    tags = [values.bare(tag) for tag in values.split(cells.text("tags"), ",")]
    return tags + (["featured"] if cells.read("featured", values.yes) else [])


def _status(cells: Cells) -> str | None:
    if "published" not in cells.columns:
        return None
    if cells.text("published") not in ("1", "true", "TRUE", "yes"):
        return "draft"
    is_gone = cells.text("in stock") in ("0", "outofstock") and not cells.text("stock")
    return "sold_out" if is_gone else "active"


def _read_category(cells: Cells) -> None:
    """The first of its categories; of a deep one its beginning and its end."""
    if "categories" not in cells.columns:
        return
    paths = values.split(cells.text("categories"), ",")
    deepest = max(paths, key=lambda path: path.count(">"), default="")
    parts = [values.bare(part) for part in values.split(deepest, ">")]
    cells.draft.category = tuple(parts if len(parts) < 3 else [parts[0], parts[-1]])
    cells.note("/category_id", "categories")


def _read_sold(cells: Cells, variations: list[Cells], terms: Terms) -> None:
    content = cells.draft.content
    content |= _priced(cells, "", terms)
    if sku := cells.text("sku"):
        cells.draft.skus.append(sku)
    content.update(options=[], variants=[])
    if not variations:
        return
    used = [n for n in _ATTRIBUTES if any(c.text(f"attribute {n} values") for c in variations)]
    content["options"] = [_option(cells, variations, n) for n in used]
    content["variants"] = [_variant(c, k, used, terms) for k, c in enumerate(variations)]
    prices = [v["price"] for v in content["variants"] if "price" in v]
    content.update(price=min(prices, default=0), stock=None, compare_at_price=None)
    cells.note("/options", "attribute 1 name")
    variations[0].note("/variants", "attribute 1 values")


def _option(cells: Cells, variations: list[Cells], n: int) -> dict[str, Any]:
    name = cells.text(f"attribute {n} name") or variations[0].text(f"attribute {n} name")
    chosen = [c.text(f"attribute {n} values") for c in variations]
    listed = [values.bare(v) for v in values.split(cells.text(f"attribute {n} values"), ",")]
    return {"name": name, "values": list(dict.fromkeys(filter(None, [*listed, *chosen])))}


def _variant(cells: Cells, k: int, used: list[int], terms: Terms) -> dict[str, Any]:
    where = f"/variants/{k}"
    cells.note(where, f"attribute {used[0]} values" if used else "attribute 1 values")
    found: dict[str, Any] = {"values": [cells.text(f"attribute {n} values") for n in used]}
    found |= _priced(cells, where, terms)
    found.pop("compare_at_price", None)
    if sku := cells.text("sku"):
        cells.draft.skus.append(sku)
    addresses = values.split(cells.text("images"), ",")
    if "images" in cells.columns:
        found["image_id"] = None
    if addresses:
        title = cells.columns.title("images")
        cells.draft.variant_images[k] = Image(addresses[0], cells.row.number, title)
    return found


def _priced(cells: Cells, where: str, terms: Terms) -> dict[str, Any]:
    """Price, SKU, barcode and stock of a product or a variation."""

    def read(name: str) -> int | None:
        return cells.read(name, lambda t: values.amount(t, terms.currency, comma=terms.comma))

    regular, sale = read("regular price"), read("sale price")
    price = regular if sale is None else sale
    cells.note(f"{where}/price", "regular price" if sale is None else "sale price")
    for name in ("sku", "gtin", "stock"):
        cells.note(f"{where}/{name}", name)
    found: dict[str, Any] = {} if price is None else {"price": price}
    found |= {n: cells.text(n) for n in ("sku", "gtin") if n in cells.columns}
    if "stock" in cells.columns:
        found["stock"] = _stock(cells)
    lowered = sale is not None and (regular or 0) > sale
    return found | {"compare_at_price": regular if lowered else None}


def _stock(cells: Cells) -> int | None:
    quantity = cells.read("stock", values.whole)
    goes_on = cells.text("backorders").casefold() in ("1", "yes", "notify")
    return None if quantity is None or goes_on else max(0, quantity)
