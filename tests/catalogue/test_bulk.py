"""Many products at once: all of them, or none."""

from __future__ import annotations

import pytest
from flask import Flask

from cardshop.accounts.models import Business
from cardshop.catalogue import operations, queries
from cardshop.catalogue.domain.prices import PercentInvalid
from cardshop.catalogue.models import Product, ProductStatus
from cardshop.catalogue.queries.products import ProductsGone
from cardshop.db import db, transaction
from cardshop.lib.errors import FieldErrors
from cardshop.lib.money import LARGEST, AmountTooLarge
from tests.catalogue.shapes import CAKE, again, make, version
from tests.support import factories, shops
from tests.support.factories import NOW


@pytest.fixture
def business(each_engine: Flask) -> Business:
    return factories.owner().business


@pytest.fixture
def three(business: Business) -> list[Product]:
    """A draft, an active one, and one with variants."""
    return [make(business.id), make(business.id, status="active"), make(business.id, **CAKE)]


def test_all_get_the_status(business: Business, three: list[Product]) -> None:
    ids, before = [p.id for p in three], version(business)
    with transaction():
        changed = operations.set_status(business.id, ids, ProductStatus.ACTIVE, at=NOW)

    assert changed == 1
    assert queries.count_by_status(business.id) == {ProductStatus.ACTIVE: 3}
    assert [again(business.id, key).version for key in ids] == [2, 1, 1]
    assert version(business) == before + 1


def test_all_go_to_the_end_of_the_category(business: Business, three: list[Product]) -> None:
    bread = shops.category(business)
    first = make(business.id, category_id=bread.id)
    ids = [p.id for p in three]
    with transaction():
        assert operations.set_category(business.id, ids, bread.id, at=NOW) == 3

    listed = queries.listed(business.id, queries.Wanted(category_id=bread.id))
    assert [p.id for p in listed.items] == [first.id, *ids]
    with transaction():
        assert operations.set_category(business.id, ids, None, at=NOW) == 3
    assert queries.products_by_category(business.id) == {bread.id: 1, None: 3}


def test_prices_change_as_the_preview_says(business: Business, three: list[Product]) -> None:
    ids = [p.id for p in three]
    preview = queries.price_preview(business.id, ids, 1000)
    with transaction():
        assert operations.change_prices(business.id, ids, 1000, at=NOW) == 3

    assert [(c.before, c.after) for c in preview[1:3]] == [(5000, 5500), (120000, 132000)]
    after = {(c.product_id, c.variant_id): c.after for c in preview}
    for product in (again(business.id, key) for key in ids):
        for sold in product.variants:
            assert sold.price == after[product.id, sold.id]
        assert product.price == min(v for k, v in after.items() if k[0] == product.id)
        assert product.version == 2


def test_a_change_of_nothing_changes_nothing(business: Business, three: list[Product]) -> None:
    before = version(business)
    with transaction():
        assert operations.change_prices(business.id, [p.id for p in three], 0, at=NOW) == 0

    assert version(business) == before


def test_all_or_none(business: Business, three: list[Product]) -> None:
    theirs = make(factories.owner().business.id)
    dear = make(business.id, price=LARGEST)
    own = [p.id for p in three]
    for ids in ([*own, theirs.id], [*own, 2**40], [*own, 0]):
        with pytest.raises(ProductsGone), transaction():
            operations.set_status(business.id, ids, ProductStatus.ARCHIVED, at=NOW)
        with pytest.raises(ProductsGone), transaction():
            operations.change_prices(business.id, ids, 100, at=NOW)
    with pytest.raises(AmountTooLarge), transaction():
        operations.change_prices(business.id, [*own, dear.id], 100, at=NOW)
    with pytest.raises(PercentInvalid), transaction():
        operations.change_prices(business.id, own, -10_000, at=NOW)

    assert {p.version for p in db.session.query(Product)} == {1}


def test_a_category_of_another_business_takes_nothing(
    business: Business, three: list[Product]
) -> None:
    theirs = shops.category(factories.owner().business).id
    with pytest.raises(FieldErrors), transaction():
        operations.set_category(business.id, [three[0].id], theirs, at=NOW)


def test_a_thousand_are_enough(business: Business) -> None:
    with pytest.raises(operations.TooManyChosen), transaction():
        operations.set_status(business.id, range(1, 1002), ProductStatus.ACTIVE, at=NOW)
