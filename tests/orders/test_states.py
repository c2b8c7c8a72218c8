"""Orders on their way, their history, and what goes back when they fall."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from cardshop.accounts.models import Business
from cardshop.catalogue.models import Product, Variant
from cardshop.db import db, transaction
from cardshop.orders import operations, queries
from cardshop.orders.models import Coupon, Order, OrderState
from tests.orders.ordering import line, place, variant_of
from tests.support import factories, shops
from tests.support.factories import NOW

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def business(each_engine: Flask) -> Business:
    return factories.owner().business


def moved(order: Order, *states: OrderState, note: str = "") -> Order:
    """The order after these steps by the owner."""
    for state in states:
        with transaction():
            held = queries.order_of(order.business_id, order.id, for_change=True)
            operations.move(held, state, actor="amina@example.com", at=LATER, note=note)
    return queries.order_of(order.business_id, order.id)


def cancelled(order: Order) -> None:
    with transaction():
        held = queries.by_token(order.token, for_change=True)
        operations.cancel_by_customer(held, at=LATER)


def sent(order: Order) -> None:
    with transaction():
        operations.mark_sent(queries.by_token(order.token, for_change=True), at=LATER)


def test_every_step_is_kept_with_its_time_and_who_took_it(business: Business) -> None:
    steps = (OrderState.ACCEPTED, OrderState.READY, OrderState.COMPLETED)

    order = moved(shops.order(business), *steps, note="By the window")

    assert [event.state for event in order.events] == [OrderState.PLACED, *steps]
    last = order.events[-1]
    assert (last.at, last.actor, last.note) == (LATER, "amina@example.com", "By the window")
    assert (order.version, order.updated_at) == (4, LATER)


@pytest.mark.parametrize("state", [OrderState.READY, OrderState.COMPLETED, OrderState.PLACED])
def test_no_step_is_left_out(business: Business, state: OrderState) -> None:
    order = shops.order(business)

    with pytest.raises(operations.StepImpossible):
        moved(order, state)
    assert len(queries.order_of(business.id, order.id).events) == 1


@pytest.mark.parametrize(
    "before", [[], [OrderState.ACCEPTED], [OrderState.ACCEPTED, OrderState.READY]]
)
def test_a_cancelled_order_gives_back_what_it_took(
    business: Business, before: list[OrderState]
) -> None:
    bread = shops.product(business, stock=3)
    cake = shops.product(business, sizes={"S": 900})
    small = variant_of(cake)
    with transaction() as session:
        session.get_one(Variant, small).stock = 2
    shops.coupon(business, max_uses=1)
    order = place(business, line(bread, 3), line(cake, 2, variant_id=small), coupon="WELCOME10")
    assert (stock_of(bread), db.session.scalar(select(Variant.stock))) == (0, 0)

    moved(order, *before, OrderState.CANCELLED)

    assert (stock_of(bread), db.session.scalar(select(Variant.stock))) == (3, 2)
    assert db.session.scalar(select(Coupon.uses)) == 0


def stock_of(product: Product) -> int | None:
    db.session.rollback()
    return db.session.scalar(select(Product.stock).where(Product.id == product.id))


def test_stock_comes_back_once_only(business: Business) -> None:
    bread = shops.product(business, stock=3)
    order = place(business, line(bread, 2))
    cancelled(order)
    cancelled(order)

    with pytest.raises(operations.StepImpossible):
        moved(order, OrderState.CANCELLED)

    assert stock_of(bread) == 3


def test_what_is_gone_or_no_longer_counted_is_left_out(business: Business) -> None:
    bread, cake, rye = (shops.product(business, stock=3) for _ in range(3))
    order = place(business, line(bread), line(cake), line(rye))
    with transaction() as session:
        session.delete(session.get_one(Product, bread.id))
        session.get_one(Product, cake.id).stock = None

    cancelled(order)

    assert (stock_of(cake), stock_of(rye)) == (None, 3)
    assert [one.product_id is None for one in queries.by_token(order.token).lines] == [
        True,
        False,
        False,
    ]


def test_customers_cancel_while_nobody_has_begun(business: Business) -> None:
    waiting, begun = shops.order(business), shops.order(business)
    moved(begun, OrderState.ACCEPTED)

    cancelled(waiting)

    last = queries.by_token(waiting.token).events[-1]
    assert (last.state, last.actor) == (OrderState.CANCELLED, "customer")
    with pytest.raises(operations.TooLateToCancel):
        cancelled(begun)


def test_saying_that_it_was_sent_is_said_once(business: Business) -> None:
    order = shops.order(business)
    sent(order)
    sent(order)

    kept = queries.by_token(order.token)
    assert (kept.sent_at, kept.version, len(kept.events)) == (LATER, 2, 1)
    cancelled(order)
    with pytest.raises(operations.OrderOver):
        sent(order)


@pytest.mark.parametrize("token", ["", "nobody", "x" * 300, "\0", "a/b", "%00"])
def test_a_link_of_nobody_leads_nowhere(business: Business, token: str) -> None:
    with pytest.raises(queries.NoSuchOrder):
        queries.by_token(token)
