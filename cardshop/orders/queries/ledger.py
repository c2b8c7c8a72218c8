"""Orders of a stretch of time, all of them, as books want them: the oldest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from cardshop.db import db
from cardshop.orders.models import Order

BATCH = 500


def ledger(business_id: int, since: datetime, until: datetime) -> Iterator[Order]:
    """Every order placed from `since` to before `until`, with its lines, two statements a batch."""
    after = 0
    while batch := _batch(business_id, since, until, after):
        yield from batch
        after = batch[-1].id


def _batch(business_id: int, since: datetime, until: datetime, after: int) -> list[Order]:
    return list(
        db.session.scalars(
            select(Order)
            .where(
                Order.business_id == business_id,
                Order.placed_at >= since,
                Order.placed_at < until,
                Order.id > after,
            )
            .order_by(Order.id)
            .limit(BATCH)
            .options(selectinload(Order.lines))
        )
    )
