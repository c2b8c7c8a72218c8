"""Orders whose message was never sent expire after a day, and give back what they took."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from cardshop.accounts.models import Business
from cardshop.catalogue.models import Product
from cardshop.db import db, transaction
from cardshop.notifications.worker import Worker
from cardshop.orders import operations, queries
from cardshop.orders.models import Order, OrderState
from tests.orders.ordering import line, place
from tests.support import factories, shops
from tests.support.factories import NOW

DAY = timedelta(hours=24)


@pytest.fixture
def business(each_engine: Flask) -> Business:
    return factories.owner().business


def expire(hours: float = 24) -> int:
    with transaction():
        return operations.expire_unsent(at=NOW + timedelta(hours=hours))


def states() -> list[str]:
    db.session.rollback()
    return [state.value for state in db.session.scalars(select(Order.state).order_by(Order.id))]


def test_an_order_that_was_not_sent_expires_after_a_day(business: Business) -> None:
    bread = shops.product(business, stock=3)
    order = place(business, line(bread, 2))

    assert expire(23.99) == 0
    assert expire() == 1

    kept = queries.order_of(business.id, order.id)
    last = kept.events[-1]
    assert (last.state, last.actor, last.at) == (OrderState.EXPIRED, "system", NOW + DAY)
    assert db.session.scalar(select(Product.stock)) == 3
    assert expire(48) == 0


def test_sent_and_accepted_orders_do_not_expire(business: Business) -> None:
    shops.order(business, sent_at=NOW)
    shops.order(business, state=OrderState.ACCEPTED)
    shops.order(business, state=OrderState.COMPLETED)

    assert expire(1000) == 0


def test_many_orders_of_several_shops_expire_at_once(business: Business) -> None:
    other = factories.owner().business
    for one in (business, other):
        bread, cake = (shops.product(one, stock=9) for _ in range(2))
        place(one, line(bread, 2), line(cake))
        place(one, line(cake, 2))
    version = business.content_version

    assert expire() == 4

    assert db.session.scalars(select(Product.stock)).all() == [9, 9, 9, 9]
    assert states() == ["expired"] * 4
    db.session.refresh(business)
    assert business.content_version == version


def test_the_worker_does_it(each_engine: Flask, business: Business) -> None:
    shops.order(business, expires_at=NOW - DAY * 400)

    Worker(each_engine, {}).do_chores()

    assert states() == ["expired"]
