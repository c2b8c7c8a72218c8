"""An order on its way: accepted, ready, completed, cancelled, expired; every step is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import selectinload

from cardshop.accounts.models import Business
from cardshop.catalogue import queries as catalogue
from cardshop.catalogue.operations import stock
from cardshop.catalogue.operations.stock import StockWanted
from cardshop.db import db
from cardshop.lib.errors import Conflict
from cardshop.notifications import outbox
from cardshop.orders.domain import states
from cardshop.orders.messages import notices
from cardshop.orders.models import Coupon, Order, OrderEvent, OrderState

CUSTOMER, SYSTEM = "customer", "system"
# So many orders expire in one turn of the worker; the others in the next minute.
MOST_AT_ONCE = 500


class StepImpossible(Conflict):
    """This order cannot take that step. Look at its present state."""


class TooLateToCancel(Conflict):
    """The shop is working on this order already. Write to the shop to change it."""


class OrderOver(Conflict):
    """This order is no longer waiting. Place a new one."""


def move(order: Order, state: OrderState, *, actor: str, at: datetime, note: str = "") -> None:
    """Bring a locked order to its next state, tell its history by whom, and who must know.

    What a cancelled or expired one took, stock and the use of a coupon, goes back. Raises
    StepImpossible.
    """
    _step(order, state, actor=actor, at=at, note=note)
    if state.value in states.FALLEN:
        _give_back([order])
    business = db.session.get_one(Business, order.business_id)
    notices.tell(order, business, actor=actor, at=at)


def mark_sent(order: Order, *, at: datetime) -> None:
    """The customer says that the message was sent: the order does not expire any more.

    Saying it again changes nothing. Raises OrderOver for an order that has fallen.
    """
    if order.state.value in states.FALLEN:
        raise OrderOver
    if order.sent_at is None:
        order.sent_at = at
        _touch(order, at)


def cancel_by_customer(order: Order, *, at: datetime) -> None:
    """The customer changes their mind, while the shop has not begun. Twice is once.

    Raises TooLateToCancel, OrderOver.
    """
    if order.state is OrderState.CANCELLED:
        return
    if order.state is OrderState.EXPIRED:
        raise OrderOver
    if order.state is not OrderState.PLACED:
        raise TooLateToCancel
    move(order, OrderState.CANCELLED, actor=CUSTOMER, at=at)


def expire_unsent(*, at: datetime) -> int:
    """End the orders whose customers never said that they sent the message. Returns how many.

    A chore of the worker; several may do it at once, each with orders of its own.
    """
    due = list(
        db.session.scalars(
            select(Order)
            .where(
                Order.state == OrderState.PLACED,
                Order.expires_at <= at,
                Order.sent_at.is_(None),
            )
            .order_by(Order.id)
            .limit(MOST_AT_ONCE)
            .options(selectinload(Order.lines), selectinload(Order.events))
            .with_for_update(skip_locked=True)
        )
    )
    for order in due:
        _step(order, OrderState.EXPIRED, actor=SYSTEM, at=at, note="")
    _give_back(due)
    return len(due)


def _step(order: Order, state: OrderState, *, actor: str, at: datetime, note: str) -> None:
    if state.value not in states.following(order.state.value):
        raise StepImpossible
    order.state = state
    order.events.append(OrderEvent(state=state, at=at, actor=actor, note=note))
    _touch(order, at)
    # What still waits to be said of it is not true any more.
    outbox.drop(notices.SUBJECT, order.id)


def _touch(order: Order, at: datetime) -> None:
    order.updated_at = at
    order.version += 1
    db.session.flush()


def _give_back(orders: Iterable[Order]) -> None:
    """Business by business, in the order of locks that placing keeps."""
    by_business: defaultdict[int, list[Order]] = defaultdict(list)
    for order in orders:
        by_business[order.business_id].append(order)
    for business_id in sorted(by_business):
        _return_stock(business_id, by_business[business_id])
        _return_coupons(by_business[business_id])


def _return_stock(business_id: int, orders: Iterable[Order]) -> None:
    taken = [
        StockWanted(line.product_id, line.variant_id, line.quantity)
        for order in orders
        for line in order.lines
        if line.took_stock and line.product_id is not None
    ]
    # Locked first, as placing does, so that neither waits for what the other holds.
    catalogue.offers(business_id, [one.product_id for one in taken], for_change=True)
    stock.put_back(business_id, taken)


def _return_coupons(orders: Iterable[Order]) -> None:
    for key in sorted(order.coupon_id for order in orders if order.coupon_id):
        db.session.execute(
            update(Coupon)
            .where(Coupon.id == key, Coupon.uses > 0)
            .values(uses=Coupon.uses - 1)
            .execution_options(synchronize_session=False)
        )
