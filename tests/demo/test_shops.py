"""The example shops: complete, orderable, with a past."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from cardshop.accounts.models import Business
from cardshop.catalogue.models import Category, Product, ProductImage
from cardshop.db import db
from cardshop.demo import drawings, loading
from cardshop.demo.bakery_shop import BAKERY_SHOP
from cardshop.demo.barber_shop import BARBER_SHOP
from cardshop.demo.shop import Shop
from cardshop.demo.stocking import RENDERED
from cardshop.orders.models import Order, OrderState
from tests.support.factories import NOW


@pytest.fixture
def loaded(app: Flask) -> Flask:
    """Every example."""
    loading.load(at=NOW)
    return app


def of(name: str) -> int:
    return db.session.scalars(select(Business.id).where(Business.name == name)).one()


def count(model: type[Product | Category | Order], business_id: int) -> int:
    wanted = select(func.count()).select_from(model).where(model.business_id == business_id)
    return db.session.scalars(wanted).one()


def test_the_bakery_sells_sixty_things_and_the_barber_twenty(loaded: Flask) -> None:
    bakery, barber = of("Golden Crumb"), of("Northside Barbers")

    assert (count(Product, bakery), count(Product, barber)) == (60, 20)
    shelves = select(func.count()).where(
        Category.business_id == bakery, Category.parent_id.is_(None)
    )
    assert db.session.scalar(shelves) == 6
    pictured = select(func.count(ProductImage.product_id.distinct()))
    assert db.session.scalar(pictured) == db.session.query(Product).count()


def test_ninety_days_of_orders_end_with_some_that_wait_and_are_made_once(loaded: Flask) -> None:
    orders = select(Order).where(Order.business_id == of("Golden Crumb"))
    placed = [order.placed_at for order in db.session.scalars(orders)]
    waiting = orders.where(Order.state == OrderState.PLACED)

    assert timedelta(days=85) < max(placed) - min(placed) <= timedelta(days=90)
    assert len(db.session.scalars(waiting).all()) >= 2
    numbers = sorted(order.number for order in db.session.scalars(orders))
    assert numbers == list(range(1001, 1001 + BAKERY_SHOP.orders))
    assert loading.load(at=NOW) == []


@pytest.mark.parametrize("shop", [BAKERY_SHOP, BARBER_SHOP])
def test_every_product_has_a_picture_and_a_shelf(shop: Shop) -> None:
    drawn = drawings.known()
    for item in shop.items:
        assert item.picture in drawn or (RENDERED / f"{item.picture}.webp").exists()
        assert item.category in shop.categories
