"""The owners hear when an order brings something down to a few, or to none."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from cardshop.accounts.models import Business
from cardshop.catalogue.models import Product, Variant
from cardshop.db import db, transaction
from cardshop.notifications.models import Channel, Message
from tests.orders.ordering import line, place, variant_of
from tests.support import factories, shops
from tests.support.factories import NOW


@pytest.fixture
def business(each_engine: Flask) -> Business:
    return factories.owner().business


def told() -> list[str]:
    """The subjects of the letters about stock."""
    db.session.rollback()
    wanted = select(Message).where(Message.event == "stock.low", Message.channel == Channel.EMAIL)
    return [one.content["subject"] for one in db.session.scalars(wanted.order_by(Message.id))]


def fill_up(table: type[Product] | type[Variant], key: int) -> None:
    """There are four again."""
    with transaction() as session:
        session.execute(update(table).where(table.id == key).values(stock=4))


def test_the_owner_hears_when_few_are_left_and_when_none_are(business: Business) -> None:
    bread = shops.product(business, "Bread", stock=5)

    place(business, line(bread, 1))
    assert told() == []
    place(business, line(bread, 1))
    place(business, line(bread, 1))
    assert told() == ["Bread: 3 left"]
    place(business, line(bread, 2))
    assert told() == ["Bread: 3 left", "Bread: 0 left"]


def test_the_same_is_told_once_a_day(business: Business) -> None:
    bread = shops.product(business, "Bread", stock=4)
    cake = shops.product(business, "Cake", stock=None)

    place(business, line(bread, 1), line(cake, 9))
    fill_up(Product, bread.id)
    place(business, line(bread, 1))
    assert told() == ["Bread: 3 left"]

    fill_up(Product, bread.id)
    place(business, line(bread, 1), at=NOW + timedelta(days=1))
    assert told() == ["Bread: 3 left"] * 2


def test_a_variant_is_told_by_its_values(business: Business) -> None:
    cake = shops.product(business, "Cake", sizes={"Large": 150000})
    large = variant_of(cake)
    fill_up(Variant, large)

    place(business, line(cake, 4, variant_id=large))

    assert told() == ["Cake, Large: 0 left"]
