"""Many hands in one catalogue: nobody waits for ever, and no change is half made."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask

from cardshop.accounts.models import Business
from cardshop.catalogue import operations, queries
from cardshop.catalogue.domain.content import ProductChanges
from cardshop.catalogue.operations import SortedMeanwhile, StockWanted
from cardshop.db import db, transaction
from cardshop.lib.errors import FieldErrors, NotFound
from cardshop.lib.validation import parse
from tests.catalogue.shapes import CAKE, again, make
from tests.support import factories, shops
from tests.support.factories import NOW

ROUNDS, HANDS = 24, 6


@pytest.fixture
def business(each_engine: Flask) -> Business:
    return factories.owner().business


def at_once(app: Flask, *acts: Callable[[], object]) -> list[bool]:
    """Each act many times, in threads that begin together; false where one was refused."""
    together = Barrier(HANDS)

    def one(n: int) -> bool:
        with app.app_context():
            together.wait(20)
            try:
                with transaction():
                    acts[n % len(acts)]()
            except (SortedMeanwhile, NotFound, FieldErrors):
                return False
            return True

    with ThreadPoolExecutor(HANDS) as pool:
        return list(pool.map(one, range(ROUNDS)))


def test_prices_and_returned_stock(each_engine: Flask, business: Business) -> None:
    key = business.id
    cake = make(key, **CAKE | {"name": "A"})
    bun = make(key, name="B", stock=0)
    small = cake.variants[0].id
    returned = [StockWanted(bun.id, None, 1), StockWanted(cake.id, small, 1)]
    ids = [bun.id, cake.id]

    at_once(
        each_engine,
        lambda: operations.put_back(key, returned),
        lambda: operations.change_prices(key, ids, 100, at=NOW),
    )

    assert again(key, bun.id).stock == ROUNDS // 2
    assert again(key, cake.id).variants[0].stock == 3 + ROUNDS // 2
    assert again(key, cake.id).version == 1 + ROUNDS // 2


def test_neighbours_that_are_moved_towards_each_other(
    each_engine: Flask, business: Business
) -> None:
    key = business.id
    ids = [make(key, name=name).id for name in "ABCD"]

    def move(product_id: int, up: bool) -> Callable[[], None]:
        return lambda: operations.move_product(
            queries.product_of(key, product_id, for_change=True), "up" if up else "down", at=NOW
        )

    moved = at_once(each_engine, move(ids[1], up=False), move(ids[2], up=True))

    listed = queries.listed(key, queries.Wanted()).items
    assert sorted(p.id for p in listed) == ids
    assert len({p.position for p in listed}) == 4
    assert any(moved)


def test_a_category_goes_while_products_come_in(each_engine: Flask, business: Business) -> None:
    key = business.id
    shelf = shops.category(business).id
    ids = [make(key, name=f"P{n}", category_id=[None, shelf][n % 2]).id for n in range(4)]
    inside = parse(ProductChanges, {"category_id": shelf, "name": "Moved"})

    def put(product_id: int) -> Callable[[], None]:
        return lambda: operations.edit_product(
            queries.product_of(key, product_id, for_change=True), inside, at=NOW
        )

    at_once(
        each_engine,
        *map(put, ids),
        lambda: operations.set_category(key, ids, shelf, at=NOW),
        lambda: operations.delete_category(queries.category_of(key, shelf, for_change=True)),
    )

    db.session.rollback()
    assert queries.categories(key) == []
    assert queries.products_by_category(key) == {None: 4}


def test_categories_sorted_by_many(each_engine: Flask, business: Business) -> None:
    key = business.id
    first, second = (shops.category(business, name, position=0, rank=0).id for name in "AB")

    def move(category_id: int) -> Callable[[], None]:
        return lambda: operations.move_category(
            queries.category_of(key, category_id, for_change=True), "down"
        )

    assert all(at_once(each_engine, move(first), move(second)))

    db.session.rollback()
    assert [(c.position, c.rank) for c in queries.categories(key)] == [(0, 0), (1, 1)]
