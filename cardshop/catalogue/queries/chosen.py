"""Which products an owner means when they say "all of these"."""

from __future__ import annotations

from sqlalchemy import func, select

from cardshop.catalogue.models import Product
from cardshop.catalogue.queries.listing import Wanted, conditions
from cardshop.db import db


def count(business_id: int, wanted: Wanted) -> int:
    """How many products there are of those that are wanted, on whatever page."""
    found = db.session.scalar(
        select(func.count())
        .select_from(Product)
        .where(Product.business_id == business_id, *conditions(wanted))
    )
    return found or 0


def keys(business_id: int, wanted: Wanted, *, most: int) -> list[int]:
    """Their keys, at most so many."""
    return list(
        db.session.scalars(
            select(Product.id)
            .where(Product.business_id == business_id, *conditions(wanted))
            .order_by(Product.id)
            .limit(most)
        )
    )
