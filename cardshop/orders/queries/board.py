"""What the owner's board shows: open orders, what changed, totals by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import and_, func, or_, select

from cardshop.accounts.models import Business
from cardshop.db import db
from cardshop.orders.models import Order, OrderState
from cardshop.orders.queries.orders import Wanted, complete, conditions

OPEN = (OrderState.PLACED, OrderState.ACCEPTED, OrderState.READY)
FALLEN = (OrderState.CANCELLED, OrderState.EXPIRED)


@dataclass(frozen=True, slots=True)
class DayTotal:
    """A local day with its orders that stand, and what they come to in minor units."""

    day: date
    orders: int
    total: int


def board(business_id: int, *, since: datetime, search: str = "", limit: int = 200) -> list[Order]:
    """Every open order, and those that ended at or after `since`; the oldest first.

    With lines and history, in three statements. Of very many, the newest.
    """
    wanted = or_(Order.state.in_(OPEN), and_(Order.state.not_in(OPEN), Order.updated_at >= since))
    rows = db.session.scalars(
        select(Order)
        .where(Order.business_id == business_id, wanted, *conditions(Wanted(search=search)))
        .order_by(Order.id.desc())
        .limit(limit)
        .options(*complete())
        .execution_options(populate_existing=True)
    )
    return sorted(rows, key=lambda order: order.id)


def changes_since(business_id: int, instant: datetime, *, limit: int = 100) -> list[Order]:
    """Orders that changed after an instant, in the order of their changes, complete."""
    return list(
        db.session.scalars(
            select(Order)
            .where(Order.business_id == business_id, Order.updated_at > instant)
            .order_by(Order.updated_at, Order.id)
            .limit(limit)
            .options(*complete())
            .execution_options(populate_existing=True)
        )
    )


def count_by_state(business_id: int) -> dict[OrderState, int]:
    """How many orders there are in each state; a state that none has is left out."""
    rows = db.session.execute(
        select(Order.state, func.count())
        .where(Order.business_id == business_id)
        .group_by(Order.state)
    )
    return dict(rows.all())


def count_unsent(business_id: int) -> int:
    """How many placed orders wait for their customer to send the message."""
    return (
        db.session.scalar(
            select(func.count()).where(
                Order.business_id == business_id,
                Order.state == OrderState.PLACED,
                Order.sent_at.is_(None),
            )
        )
        or 0
    )


def day_totals(business_id: int, since: datetime, until: datetime) -> list[DayTotal]:
    """Local days from `since` to before `until` on which orders were placed, in order.

    Cancelled and expired ones do not count. Two statements.
    """
    zone = ZoneInfo(
        db.session.scalar(select(Business.timezone).where(Business.id == business_id)) or "UTC"
    )
    rows = db.session.execute(
        select(Order.placed_at, Order.total).where(
            Order.business_id == business_id,
            Order.placed_at >= since,
            Order.placed_at < until,
            Order.state.not_in(FALLEN),
        )
    )
    sums: dict[date, tuple[int, int]] = {}
    for placed_at, total in rows:
        day = placed_at.astimezone(zone).date()
        orders, amount = sums.get(day, (0, 0))
        sums[day] = orders + 1, amount + total
    return [DayTotal(day, *sums[day]) for day in sorted(sums)]
