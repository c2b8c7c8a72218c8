"""The owner's list and the till's offers: searched, in pages, in few statements."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event

from cardshop.accounts.models import Business
from cardshop.catalogue import queries
from cardshop.catalogue.domain.places import NoSuchPlace
from cardshop.catalogue.models import ProductStatus
from cardshop.db import db, transaction
from tests.catalogue.shapes import CAKE, make
from tests.support import factories, shops


@pytest.fixture
def business(each_engine: Flask) -> Business:
    return factories.owner().business


@contextmanager
def counted() -> Iterator[list[str]]:
    """What the database was asked meanwhile."""
    asked: list[str] = []

    def listen(*arguments: object) -> None:
        if str(arguments[2]).startswith(("SELECT", "UPDATE")):
            asked.append(str(arguments[2]))

    event.listen(db.engine, "before_cursor_execute", listen)
    yield asked
    event.remove(db.engine, "before_cursor_execute", listen)


def names(business: Business, **wanted: object) -> list[str]:
    found = queries.listed(business.id, queries.Wanted(**wanted))  # type: ignore[arg-type]
    return [product.name for product in found.items]


@pytest.mark.parametrize(
    "search",
    ["sourdough", "RYE sour", "síd-1", "crème", "whole", "100%", "گندم", "كندم گ"],
)
def test_a_product_is_found_by_any_of_its_words(business: Business, search: str) -> None:
    make(business.id, name="Rye sourdough 100%", sku="SID-1", tags=["Wholemeal"], brand="Crème")
    make(business.id, name="نان گندم ﻛﻨﺪﻡ")
    make(business.id, name="100 rolls")
    make(factories.owner().business.id, name="Rye sourdough SID-1 crème whole 100% گندم")

    found = names(business, search=search)

    assert found in (["Rye sourdough 100%"], ["نان گندم ﻛﻨﺪﻡ"])


@pytest.mark.parametrize("search", ["rye cake", "_", "%%", "\\", "' or 1=1 --"])
def test_what_is_nowhere_is_not_found(business: Business, search: str) -> None:
    make(business.id, name="Rye sourdough")

    assert names(business, search=search) == []


def test_filters_work_together(business: Business) -> None:
    bread = shops.category(business)
    rye = shops.category(business, "Rye", parent_id=bread.id)
    make(business.id, name="Loaf", category_id=rye.id, status="active", tags=["new"])
    make(business.id, name="Bun", category_id=bread.id, sku="B")
    make(business.id, name="Cup")
    make(business.id, **CAKE)

    assert names(business, category_id=bread.id) == ["Bun", "Loaf"]
    assert names(business, category_id=0) == ["Cup", "Carrot cake"]
    assert names(business, status=ProductStatus.ACTIVE) == ["Loaf", "Carrot cake"]
    assert names(business, status=ProductStatus.ACTIVE, tag="new", search="lo") == ["Loaf"]
    assert names(business, sku="CC-S") == ["Carrot cake"]
    assert names(business, sku="B") == ["Bun"]
    assert names(business, category_id=2**40) == ["Cup", "Carrot cake"]


def test_pages_show_each_product_once_in_the_order_of_the_shop(business: Business) -> None:
    shelves = [shops.category(business, name) for name in ("Bread", "Cakes")]
    for n in range(12):
        shelf = [shelves[1].id, shelves[0].id, None][n % 3]
        make(business.id, name=f"P{n:02}", category_id=shelf)
    found, after = [], ""
    for _ in range(20):
        page = queries.listed(business.id, queries.Wanted(after=after, limit=5))
        found += [product.name for product in page.items]
        after = page.next
        if not after:
            break

    expected = [f"P{n:02}" for shelf in (1, 0, 2) for n in range(shelf, 12, 3)]
    assert found == expected
    with pytest.raises(NoSuchPlace):
        queries.listed(business.id, queries.Wanted(after="nonsense"))


@pytest.mark.parametrize("count", [2, 12])
def test_the_number_of_statements_does_not_grow(business: Business, count: int) -> None:
    ids = [make(business.id, **CAKE | {"name": f"Cake {n}"}).id for n in range(count)]
    db.session.rollback()
    key = business.id

    with counted() as of_list:
        assert len(queries.listed(key, queries.Wanted()).items) == count
    with counted() as of_offers:
        assert len(queries.offers(key, ids)) == count
    with counted() as of_one:
        assert queries.product_of(key, ids[0]).modifier_groups[0].modifiers
    with counted() as of_many:
        assert len(queries.products_of(key, ids)) == count

    assert [len(of_list), len(of_offers), len(of_one), len(of_many)] == [4, 6, 7, 7]


def test_an_offer_is_what_can_be_ordered(business: Business) -> None:
    cake = make(business.id, **CAKE)
    draft = make(business.id, sku="BUN", stock=7)
    with transaction():
        offers = queries.offers(business.id, [cake.id, draft.id], for_change=True)

    offer = offers[cake.id]
    assert (offer.is_active, offers[draft.id].is_active) == (True, False)
    assert offer.option_names == ("Size", "Icing")
    assert offer.variants[0].values == ("Small", "Cream")
    assert (offer.variants[0].sku, offer.variants[0].stock) == ("CC-S", 3)
    assert [m.name for m in offer.groups[0].modifiers] == ["One", "Number"]
    assert (offer.tax_basis_points, offer.preparation_minutes) == (1600, 240)
    assert (offers[draft.id].sku, offers[draft.id].stock_of(None)) == ("BUN", 7)
    assert offer.picture_id is None
