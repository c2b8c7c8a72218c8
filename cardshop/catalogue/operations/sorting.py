"""Products sorted by hand, within their category."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import select

from cardshop.catalogue.models import Product
from cardshop.catalogue.operations.applying import in_category
from cardshop.catalogue.operations.changed import changed
from cardshop.db import db
from cardshop.lib.errors import Conflict

Direction = Literal["up", "down"]


class SortedMeanwhile(Conflict):
    """Somebody is changing these products right now. Try again."""


def move_product(product: Product, direction: Direction, *, at: datetime) -> None:
    """One place nearer to the beginning or the end of its category; at the end it stays.

    Raises SortedMeanwhile.
    """
    there = _neighbours(product)
    place = there.index(product)
    other = place + (-1 if direction == "up" else 1)
    if not 0 <= other < len(there):
        return
    # As a rule two rows change: positions are taken over, whatever gaps there are.
    positions = _distinct([row.position for row in there])
    there[place], there[other] = there[other], there[place]
    _hold([row for row, position in zip(there, positions, strict=True) if row.position != position])
    for row, position in zip(there, positions, strict=True):
        row.position = position
    changed(product, at=at)


def _neighbours(product: Product) -> list[Product]:
    return list(
        db.session.scalars(
            select(Product)
            .where(Product.business_id == product.business_id, in_category(product.category_id))
            .order_by(Product.position, Product.id)
        )
    )


def _distinct(positions: list[int]) -> list[int]:
    """The same positions where no two are equal, else 0, 1, 2 ..."""
    return positions if len(set(positions)) == len(positions) else list(range(len(positions)))


def _hold(rows: list[Product]) -> None:
    """Lock what will change. Whoever holds one may wait for another of ours: then nobody waits."""
    keys = [row.id for row in rows]
    held = db.session.scalars(
        select(Product.id).where(Product.id.in_(keys)).with_for_update(skip_locked=True)
    ).all()
    if len(held) < len(keys):
        raise SortedMeanwhile
