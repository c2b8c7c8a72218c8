"""Many at once, in real processes on both engines: nothing is sold twice, lost or half done."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from cardshop.accounts.models import Business
from cardshop.catalogue.models import Product
from cardshop.db import db
from cardshop.lib import ids
from cardshop.notifications.models import Message
from cardshop.orders.domain.request import OrderRequest
from cardshop.orders.models import Coupon, Customer, Order, OrderEvent, OrderLine, ShopSettings
from tests.orders.crowds import CUSTOMERS, Told, at_once, killed_at, killed_while_placing
from tests.orders.ordering import line, order_request
from tests.support import factories, shops


@pytest.fixture
def business(each_engine: Flask) -> Business:
    return factories.owner().business


def wanting(*products: Product, key: str = "", **fields: Any) -> Told:
    """Everybody wants one of each, with a telephone and, unless given, a key of their own."""
    lines = [line(product) for product in products]

    def told(customer: int) -> tuple[OrderRequest, str]:
        who = {"name": "Wanjiru", "phone": f"+2547110{customer % 99999:05}"}
        return order_request(*lines, customer=who, **fields), key or ids.new_token()

    return told


def count(table: type) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def numbers() -> list[int]:
    return list(db.session.scalars(select(Order.number).order_by(Order.number)))


def test_the_last_piece_is_sold_once(each_engine: Flask, business: Business) -> None:
    bread, rest = shops.product(business, stock=1), shops.product(business, stock=500)

    found = at_once(each_engine, business.id, wanting(bread, rest))

    assert found == {"placed": 1, "OutOfStock": CUSTOMERS - 1}
    stocks = db.session.scalars(select(Product.stock).order_by(Product.id)).all()
    assert (count(Order), stocks, numbers()) == (1, [0, 499], [1001])


def test_the_last_use_of_a_coupon_is_used_once(each_engine: Flask, business: Business) -> None:
    bread = shops.product(business)
    shops.coupon(business, max_uses=3, uses=2)

    found = at_once(each_engine, business.id, wanting(bread, coupon="welcome10"))

    assert found == {"placed": 1, "PriceChanged": CUSTOMERS - 1}
    assert db.session.scalar(select(Coupon.uses)) == 3


def test_fifty_orders_at_once_are_numbered_without_gaps(
    each_engine: Flask, business: Business
) -> None:
    found = at_once(each_engine, business.id, wanting(shops.product(business)))

    assert found == {"placed": CUSTOMERS}
    assert numbers() == list(range(1001, 1001 + CUSTOMERS))
    assert (count(Customer), count(Message)) == (CUSTOMERS, CUSTOMERS)


def test_one_key_places_one_order_however_often_it_comes(
    each_engine: Flask, business: Business
) -> None:
    bread = shops.product(business, stock=100)

    found = at_once(each_engine, business.id, wanting(bread, key="the same"))

    assert found == {"placed": CUSTOMERS}
    assert (numbers(), db.session.scalar(select(Product.stock))) == ([1001], 99)


def test_a_killed_process_leaves_whole_orders_only(each_engine: Flask, business: Business) -> None:
    bread = shops.product(business, stock=100_000)
    coupon = shops.coupon(business)

    killed_while_placing(each_engine, business.id, wanting(bread, coupon=coupon.code), after=0.4)

    placed = count(Order)
    assert placed > 0
    assert numbers() == list(range(1001, 1001 + placed))
    assert db.session.scalar(select(ShopSettings.last_number)) == 1000 + placed
    assert db.session.scalar(select(Product.stock)) == 100_000 - placed
    assert db.session.scalar(select(Coupon.uses)) == placed
    assert [count(table) for table in (OrderLine, OrderEvent, Message)] == [placed] * 3


@pytest.mark.parametrize(
    "words", ["UPDATE products", "UPDATE coupons", "INSERT INTO orders", "INSERT INTO messages"]
)
def test_a_process_that_dies_between_two_statements_leaves_nothing(
    each_engine: Flask, business: Business, words: str
) -> None:
    bread = shops.product(business, stock=5)
    shops.coupon(business)

    killed = killed_at(each_engine, business.id, wanting(bread, coupon="WELCOME10"), words)

    assert killed.exitcode == -9
    assert [count(table) for table in (Order, Customer, Message)] == [0, 0, 0]
    assert db.session.scalar(select(Product.stock)) == 5
    assert db.session.scalar(select(Coupon.uses)) == 0
