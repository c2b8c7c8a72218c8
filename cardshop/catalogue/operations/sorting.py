"""Products sorted by hand, within their category."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import select

from cardshop.catalogue.models import Product
from cardshop.catalogue.operations.applying import in_category
from cardshop.catalogue.operations.changed import changed
from cardshop.db import db

Direction = Literal["up", "down"]


def move_product(product: Product, direction: Direction, *, at: datetime) -> None:
    """One place nearer to the beginning or the end of its category; at the end it stays."""
    there = list(
        db.session.scalars(
            select(Product)
            .where(Product.business_id == product.business_id, in_category(product.category_id))
            .order_by(Product.position, Product.id)
        )
    )
    place = there.index(product)
    other = place + (-1 if direction == "up" else 1)
    if not 0 <= other < len(there):
        return
    there[place], there[other] = there[other], there[place]
    # As a rule only two rows change: their positions are taken over, whatever gaps there are.
    for row, position in zip(
        there, _positions([p.position for p in sorted(there, key=_order)]), strict=True
    ):
        row.position = position
    changed(product, at=at)


def _order(product: Product) -> tuple[int, int]:
    return product.position, product.id


def _positions(before: list[int]) -> list[int]:
    """The same positions where no two are equal, else 0, 1, 2 ..."""
    return before if len(set(before)) == len(before) else list(range(len(before)))
