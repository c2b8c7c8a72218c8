"""Stock is taken and put back by the database's own arithmetic."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cardshop.accounts.models import Business
from cardshop.catalogue import operations, queries
from cardshop.catalogue.models import Product, Variant
from cardshop.catalogue.operations import OutOfStock, StockWanted
from cardshop.db import db, transaction
from tests.catalogue.shapes import CAKE, make, version
from tests.support import factories
from tests.support.factories import NOW


@pytest.fixture
def business(each_engine: Flask) -> Business:
    return factories.owner().business


def left(product: Product) -> int | None:
    db.session.rollback()
    return db.session.get_one(Product, product.id).stock


def take(business: Business, *wanted: tuple[int, int | None, int]) -> None:
    with transaction():
        operations.take(business.id, [StockWanted(*one) for one in wanted])


def put_back(business: Business, *returned: tuple[int, int | None, int]) -> None:
    with transaction():
        operations.put_back(business.id, [StockWanted(*one) for one in returned])


def test_what_is_taken_is_gone_until_it_comes_back(business: Business) -> None:
    bun = make(business.id, stock=5)

    take(business, (bun.id, None, 2), (bun.id, None, 1))
    assert left(bun) == 2
    put_back(business, (bun.id, None, 3))
    assert left(bun) == 5


def test_variants_have_their_own(business: Business) -> None:
    cake = make(business.id, **CAKE)
    small, large, none = (variant.id for variant in cake.variants)

    take(business, (cake.id, small, 3), (cake.id, large, 50))
    with pytest.raises(OutOfStock) as raised:
        take(business, (cake.id, none, 1))

    assert raised.value.available == 0
    assert str(raised.value) == "There is not enough of Carrot cake left."
    offer = queries.offers(business.id, [cake.id])[cake.id]
    assert [offer.stock_of(key) for key in (small, large, none)] == [0, None, 0]


def test_too_much_takes_nothing(business: Business) -> None:
    many, few = make(business.id, stock=9), make(business.id, name="Rye", stock=1)

    with pytest.raises(OutOfStock) as raised:
        take(business, (many.id, None, 4), (few.id, None, 2))

    assert (left(many), left(few)) == (9, 1)
    assert raised.value.wanted == StockWanted(few.id, None, 2)
    assert raised.value.available == 1


def test_what_is_gone_or_anothers_is_out_of_stock(business: Business) -> None:
    theirs = make(factories.owner().business.id, **CAKE)
    bun = make(business.id)
    for product, variant in ((theirs.id, None), (theirs.id, theirs.variants[0].id), (99, None)):
        with pytest.raises(OutOfStock):
            take(business, (product, variant, 1))
    with pytest.raises(OutOfStock):
        take(business, (bun.id, theirs.variants[0].id, 1))
    put_back(business, (theirs.id, theirs.variants[0].id, 5), (99, None, 1))

    db.session.rollback()
    assert db.session.get_one(Variant, theirs.variants[0].id).stock == 3


def test_pages_are_stale_only_when_something_sells_out_or_returns(business: Business) -> None:
    bun = make(business.id, stock=3)
    before = version(business)

    take(business, (bun.id, None, 2))
    assert version(business) == before
    take(business, (bun.id, None, 1))
    assert version(business) == before + 1
    put_back(business, (bun.id, None, 2))
    assert version(business) == before + 2
    put_back(business, (bun.id, None, 2))
    assert version(business) == before + 2


def test_what_is_not_counted_is_neither_taken_nor_put_back(business: Business) -> None:
    bun = make(business.id)
    take(business, (bun.id, None, 900))
    put_back(business, (bun.id, None, 900))

    assert left(bun) is None


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.lists(st.integers(-6, 6).filter(bool), max_size=12))
def test_stock_is_never_negative_and_nothing_is_lost(app: Flask, steps: list[int]) -> None:
    business = factories.owner().business
    bun = make(business.id, stock=5)
    expected = 5
    for step in steps:
        if step < 0:
            put_back(business, (bun.id, None, -step))
            expected -= step
        elif step <= expected:
            take(business, (bun.id, None, step))
            expected -= step
        else:
            with pytest.raises(OutOfStock):
                take(business, (bun.id, None, step))
        assert left(bun) == expected


def test_the_last_pieces_are_sold_once(each_engine: Flask, business: Business) -> None:
    bun, rye = make(business.id, stock=5), make(business.id, name="Rye", stock=50)
    lines = [StockWanted(rye.id, None, 1), StockWanted(bun.id, None, 1)]
    business_id, together = business.id, Barrier(8)

    def one(n: int) -> bool:
        with each_engine.app_context():
            together.wait()
            try:
                with transaction():
                    # Whichever way round it was ordered.
                    operations.take(business_id, lines if n % 2 else lines[::-1])
            except OutOfStock:
                return False
            return True

    with ThreadPoolExecutor(8) as pool:
        sold = list(pool.map(one, range(40)))

    assert sold.count(True) == 5
    assert (left(bun), left(rye)) == (0, 45)


def test_a_count_is_not_lost_between_a_sale_and_an_edit(
    each_engine: Flask, business: Business
) -> None:
    bun = make(business.id, stock=100)
    business_id, key, together = business.id, bun.id, Barrier(8)

    def one(n: int) -> None:
        with each_engine.app_context():
            together.wait()
            with transaction():
                if n % 2:
                    operations.take(business_id, [StockWanted(key, None, 1)])
                    return
                held = queries.product_of(business_id, key, for_change=True)
                operations.set_price(held, None, 1000 + n, at=NOW)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, range(40)))

    assert left(bun) == 80
