"""Stock taken by orders and put back: the database itself refuses to give what is not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select, update

from cardshop.accounts import content
from cardshop.catalogue.models import Product, Variant
from cardshop.db import db
from cardshop.lib.errors import Conflict

_Key = tuple[int, int]
# With so many left the owner hears of it.
LOW = 3


@dataclass(frozen=True, slots=True)
class StockWanted:
    """So many pieces of a product, or of one of its variants."""

    product_id: int
    variant_id: int | None
    quantity: int


@dataclass(frozen=True, slots=True)
class RunningLow:
    """So many are left of a product, or of one of its variants, and there were more before."""

    product_id: int
    variant_id: int | None
    left: int


class OutOfStock(Conflict):
    """There is not enough of %(name)s left."""

    def __init__(self, wanted: StockWanted, name: str, available: int) -> None:
        super().__init__(name=name)
        self.wanted, self.available = wanted, available


def take(business_id: int, wanted: Iterable[StockWanted]) -> list[RunningLow]:
    """Take all of it, or raise OutOfStock for the first that there is not enough of.

    What is not counted is not taken. In the order of keys, so that no two orders wait for each
    other; all that was taken is undone with the caller's transaction. Returns what runs low by it.
    """
    flipped, low = False, []
    for (product_id, variant_id), quantity in _held(business_id, wanted):
        left = _changed(business_id, product_id, variant_id, -quantity)
        if left is None:
            _refuse_counted(business_id, StockWanted(product_id, variant_id or None, quantity))
        flipped |= left == 0
        if left is not None and _runs_low(left, quantity):
            low.append(RunningLow(product_id, variant_id or None, left))
    if flipped:
        content.raise_version(business_id)
    return low


def put_back(business_id: int, returned: Iterable[StockWanted]) -> None:
    """Give it back where it is still counted; what is gone meanwhile is left out."""
    flipped = False
    for (product_id, variant_id), quantity in _held(business_id, returned):
        flipped |= _changed(business_id, product_id, variant_id, quantity) == quantity
    if flipped:
        content.raise_version(business_id)


def _runs_low(left: int, taken: int) -> bool:
    """Whether taking so many has brought it to the mark, or to nothing."""
    return left == 0 or left <= LOW < left + taken


def _held(business_id: int, wanted: Iterable[StockWanted]) -> list[tuple[_Key, int]]:
    """The sums by key, their products locked first, as whoever edits products does it."""
    sums = _summed(wanted)
    db.session.execute(
        select(Product.id)
        .where(Product.business_id == business_id, Product.id.in_({key[0] for key, _ in sums}))
        .order_by(Product.id)
        .with_for_update()
    )
    return sums


def _summed(wanted: Iterable[StockWanted]) -> list[tuple[_Key, int]]:
    """The quantities of the same thing together, by key; variant 0 is "the product itself"."""
    sums: Counter[_Key] = Counter()
    for one in wanted:
        sums[one.product_id, one.variant_id or 0] += one.quantity
    return sorted((key, quantity) for key, quantity in sums.items() if quantity > 0)


def _changed(business_id: int, product_id: int, variant_id: int, difference: int) -> int | None:
    """How many there are afterwards; nothing when they are not counted, too few or gone."""
    table = Variant if variant_id else Product
    left: int | None = db.session.scalar(
        update(table)
        .where(*_row(business_id, product_id, variant_id), table.stock >= -difference)
        .values(stock=table.stock + difference)
        .returning(table.stock)
        .execution_options(synchronize_session=False)
    )
    return left


def _row(business_id: int, product_id: int, variant_id: int) -> Iterable[ColumnElement[bool]]:
    if not variant_id:
        return Product.business_id == business_id, Product.id == product_id
    owned = select(Product.id).where(Product.business_id == business_id, Product.id == product_id)
    return Variant.id == variant_id, Variant.product_id.in_(owned)


def _refuse_counted(business_id: int, wanted: StockWanted) -> None:
    """Raise OutOfStock unless it is there and not counted."""
    product_id, variant_id = wanted.product_id, wanted.variant_id
    name = db.session.scalar(select(Product.name).where(*_row(business_id, product_id, 0)))
    table = Variant if variant_id else Product
    row = db.session.execute(
        select(table.stock).where(*_row(business_id, product_id, variant_id or 0))
    ).first()
    if row is None or row.stock is not None:
        raise OutOfStock(wanted, name or "", row.stock if row else 0)
