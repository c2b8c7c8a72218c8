"""Telling the owners of what an order has brought down to a few, or to none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from cardshop.accounts.models import Business
from cardshop.catalogue.messages import low_stock
from cardshop.catalogue.models import Product, Variant
from cardshop.catalogue.operations.stock import RunningLow
from cardshop.db import db


def tell(business: Business, low: Sequence[RunningLow], *, at: datetime) -> None:
    """Put it into the outbox, in the transaction of whatever took it. Two statements, or none."""
    if not low:
        return
    names = _names(low)
    for one in low:
        thing = (one.product_id, one.variant_id)
        low_stock.tell(business, thing, names[thing], one.left, at=at)


def _names(low: Sequence[RunningLow]) -> dict[tuple[int, int | None], str]:
    """What each is called: a variant by its product and its values."""
    products = select(Product.id, Product.name).where(Product.id.in_({o.product_id for o in low}))
    names: dict[int, str] = dict(db.session.execute(products).all())
    chosen = [one.variant_id for one in low if one.variant_id is not None]
    variants = select(Variant.id, Variant.values).where(Variant.id.in_(chosen))
    values: dict[int, list[str]] = dict(db.session.execute(variants).all())
    return {
        (one.product_id, one.variant_id): ", ".join(
            [names[one.product_id], *values.get(one.variant_id or 0, [])]
        )
        for one in low
    }
