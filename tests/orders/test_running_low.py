"""The owners hear when an order brings something down to a few, or to none."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from cardshop.accounts.models import Business
from cardshop.db import db
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
    with db.session.begin():
        db.session.merge(bread).stock = 4
    place(business, line(bread, 1))
    assert told() == ["Bread: 3 left"]

    with db.session.begin():
        db.session.merge(bread).stock = 4
    place(business, line(bread, 1), at=NOW + timedelta(days=1))
    assert told() == ["Bread: 3 left"] * 2


def test_a_variant_is_told_by_its_values(business: Business) -> None:
    cake = shops.product(business, "Cake", sizes={"Large": 150000})
    with db.session.begin():
        db.session.merge(cake.variants[0]).stock = 1

    place(business, line(cake, 1, variant_id=variant_of(cake)))

    assert told() == ["Cake, Large: 0 left"]
