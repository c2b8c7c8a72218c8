"""Every product of a business as a CSV file that the import takes back, read batch by batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select

from cardshop.catalogue import queries
from cardshop.catalogue.domain.csv_files import writing
from cardshop.catalogue.domain.csv_files.own import COLUMNS
from cardshop.catalogue.exchange.imports import currency_of
from cardshop.catalogue.models import Product
from cardshop.db import db
from cardshop.media import queries as pictures

_BATCH = 200
_WIDTH = 1280


def lines(business_id: int, base_url: str) -> Iterator[str]:
    """The lines of the file, in the order in which the products were made."""
    yield from writing.written(_rows(business_id, base_url))


def _rows(business_id: int, base_url: str) -> Iterator[tuple[str, ...]]:
    yield COLUMNS
    currency = currency_of(business_id)
    shelves = _paths(business_id)
    for batch in _batches(business_id):
        contents = {product.id: queries.as_content(product) for product in batch}
        wanted = {key for content in contents.values() for key in _pictures(content)}
        shown = pictures.shown(business_id, wanted)
        addresses = {key: base_url + picture.url(_WIDTH) for key, picture in shown.items()}
        for key, content in contents.items():
            path = shelves.get(content["category_id"] or 0, ())
            yield from writing.rows_of(key, content, path, addresses, currency=currency)


def _pictures(content: dict[str, Any]) -> list[int | None]:
    return [*content["image_ids"], *(v["image_id"] for v in content["variants"])]


def _paths(business_id: int) -> dict[int, tuple[str, ...]]:
    rows = queries.categories(business_id)
    names = {row.id: row.name for row in rows}
    return {
        row.id: (names[row.parent_id], row.name) if row.parent_id else (row.name,) for row in rows
    }


def _batches(business_id: int) -> Iterator[Sequence[Product]]:
    after = 0
    while True:
        batch = db.session.scalars(
            select(Product)
            .where(Product.business_id == business_id, Product.id > after)
            .order_by(Product.id)
            .limit(_BATCH)
            .options(*queries.complete())
            .execution_options(populate_existing=True)
        ).all()
        if not batch:
            return
        yield batch
        after = batch[-1].id
