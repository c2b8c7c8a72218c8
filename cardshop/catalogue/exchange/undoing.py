"""An import taken back: what it made goes, what it changed is as before, what was touched stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from cardshop.catalogue import operations, queries
from cardshop.catalogue.domain.content import ProductChanges
from cardshop.catalogue.exchange import imports
from cardshop.catalogue.models import Category, ImportedProduct, Product
from cardshop.db import db, transaction
from cardshop.lib import clock
from cardshop.lib.errors import Refusal
from cardshop.lib.validation import parse
from cardshop.media import operations as media
from cardshop.media import queries as pictures

BATCH = 20


def undo(business_id: int, import_id: int, is_stopping: Callable[[], bool]) -> bool:
    """Undo product after product; those that were changed since keep their row. True at the end."""
    after = 0
    while not is_stopping():
        with transaction():
            imports.import_of(business_id, import_id, for_change=True)
            rows = _next(import_id, after)
            products = {
                p.id: p
                for p in queries.products_of(
                    business_id, [row.product_id for row in rows], for_change=True
                )
            }
            for row in rows:
                _undo(row, products[row.product_id], at=clock.now())
            after = rows[-1].product_id if rows else after
        if not rows:
            return True
    return False


def left_alone(import_id: int, most: int = 100) -> list[str]:
    """The names of products that an undo left, because they were changed since."""
    return list(
        db.session.scalars(
            select(Product.name)
            .join(ImportedProduct, ImportedProduct.product_id == Product.id)
            .where(ImportedProduct.import_id == import_id)
            .order_by(Product.name)
            .limit(most)
        )
    )


def _next(import_id: int, after: int) -> Sequence[ImportedProduct]:
    return db.session.scalars(
        select(ImportedProduct)
        .where(ImportedProduct.import_id == import_id, ImportedProduct.product_id > after)
        .order_by(ImportedProduct.product_id)
        .limit(BATCH)
    ).all()


def _undo(row: ImportedProduct, product: Product, *, at: datetime) -> None:
    if product.version != row.version:
        return
    holder = imports.holder(row.import_id, product.id)
    try:
        with db.session.begin_nested():
            if row.before is None:
                db.session.delete(row)
                db.session.flush()
                operations.delete_product(product)
            else:
                changes = parse(ProductChanges, _possible(product.business_id, row.before))
                operations.edit_product(product, changes, at=at)
                db.session.delete(row)
            media.release(holder)
    except Refusal:
        # Its address or its pictures belong to another product now: it counts as changed since.
        return


def _possible(business_id: int, before: dict[str, Any]) -> dict[str, Any]:
    """What it was, without the category and the pictures that are gone meanwhile."""
    wanted = dict(before)
    shelf = wanted.get("category_id")
    if shelf is not None:
        there = select(Category.id).where(Category.business_id == business_id, Category.id == shelf)
        wanted["category_id"] = db.session.scalar(there)
    ids = {*wanted.get("image_ids", []), *(v["image_id"] for v in wanted.get("variants", []))}
    have = pictures.shown(business_id, ids)
    if "image_ids" in wanted:
        wanted["image_ids"] = [key for key in wanted["image_ids"] if key in have]
    if "variants" in wanted:
        wanted["variants"] = [
            v | {"image_id": v["image_id"] if v["image_id"] in have else None}
            for v in wanted["variants"]
        ]
    return wanted
