"""What changes many times a day: prices, counts, "sold out", the order; and two hands at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask

from cardshop.accounts.models import Business
from cardshop.catalogue import operations, queries
from cardshop.catalogue.domain.content import ProductChanges, ProductContent
from cardshop.catalogue.models import Product, ProductStatus
from cardshop.db import db, transaction
from cardshop.lib.errors import Invalid, NotFound
from cardshop.lib.money import LARGEST
from cardshop.lib.validation import parse
from cardshop.media import operations as media
from cardshop.media.models import Picture, PictureUse
from tests.cards.pictures import png
from tests.catalogue.shapes import CAKE, again, change, make, version
from tests.support import factories
from tests.support.factories import NOW


@pytest.fixture
def business(each_engine: Flask) -> Business:
    return factories.owner().business


def act(product: Product, verb: Callable[[Product], None]) -> Product:
    """The product after something was done with it."""
    business_id, key = product.business_id, product.id
    with transaction():
        verb(queries.product_of(business_id, key, for_change=True))
    return again(business_id, key)


def picture(business: Business, colour: str) -> int:
    with transaction():
        return media.store(business_id=business.id, data=png(colour), at=NOW).id


def test_one_price_and_one_count_change(business: Business) -> None:
    bun = make(business.id)
    bun = act(bun, lambda p: operations.set_price(p, None, 4000, at=NOW))
    bun = act(bun, lambda p: operations.set_stock(p, None, 12, at=NOW))
    assert (bun.price, bun.stock, bun.version) == (4000, 12, 3)

    before = version(business)
    bun = act(bun, lambda p: operations.set_stock(p, None, 12, at=NOW))
    assert (bun.version, version(business)) == (3, before)


def test_the_lowest_variant_says_the_price(business: Business) -> None:
    cake = make(business.id, **CAKE)
    large = cake.variants[1].id

    cake = act(cake, lambda p: operations.set_price(p, large, 100, at=NOW))
    assert cake.price == 100
    cake = act(cake, lambda p: operations.set_stock(p, large, None, at=NOW))
    cake = act(cake, lambda p: operations.set_price(p, large, 500000, at=NOW))
    assert cake.price == 120000


def test_impossible_prices_and_counts_are_refused(business: Business) -> None:
    bun, cake = make(business.id), make(business.id, **CAKE)
    for value in (-1, LARGEST + 1):
        with pytest.raises(operations.PriceOutOfRange):
            act(bun, lambda p, v=value: operations.set_price(p, None, v, at=NOW))  # type: ignore[misc]
    for value in (-1, 1_000_001):
        with pytest.raises(operations.StockOutOfRange):
            act(bun, lambda p, v=value: operations.set_stock(p, None, v, at=NOW))  # type: ignore[misc]
    with pytest.raises(operations.VariantNeeded):
        act(cake, lambda p: operations.set_price(p, None, 1, at=NOW))
    with pytest.raises(NotFound):
        act(bun, lambda p: operations.set_price(p, cake.variants[0].id, 1, at=NOW))


def test_sold_out_is_a_switch_for_what_is_on_sale(business: Business) -> None:
    bun = make(business.id, status="active")

    bun = act(bun, lambda p: operations.switch_sold_out(p, True, at=NOW))
    assert bun.status is ProductStatus.SOLD_OUT
    bun = act(bun, lambda p: operations.switch_sold_out(p, False, at=NOW))
    assert (bun.status, bun.version) == (ProductStatus.ACTIVE, 3)
    for status in ("draft", "archived"):
        with pytest.raises(operations.NotOnSale):
            act(
                make(business.id, status=status),
                lambda p: operations.switch_sold_out(p, True, at=NOW),
            )


def test_products_are_sorted_by_hand(business: Business) -> None:
    keys = {name: make(business.id, name=name).id for name in "ABC"}
    for name, direction, expected in (
        ("A", "up", "ABC"),
        ("C", "up", "ACB"),
        ("A", "down", "CAB"),
        ("B", "down", "CAB"),
    ):
        act(
            again(business.id, keys[name]),
            lambda p, way=direction: operations.move_product(p, way, at=NOW),  # type: ignore[misc]
        )
        listed = queries.listed(business.id, queries.Wanted()).items
        assert "".join(product.name for product in listed) == expected


def test_equal_positions_are_told_apart_when_somebody_moves_one(business: Business) -> None:
    keys = [make(business.id, name=name).id for name in "ABC"]
    with transaction() as session:
        session.query(Product).update({Product.position: 0})

    act(again(business.id, keys[2]), lambda p: operations.move_product(p, "up", at=NOW))

    listed = queries.listed(business.id, queries.Wanted()).items
    assert "".join(product.name for product in listed) == "ACB"


def test_pictures_are_held_while_a_product_shows_them(business: Business) -> None:
    red, blue, green = (picture(business, colour) for colour in ("red", "blue", "green"))
    options = {"options": [{"name": "S", "values": ["x"]}]}
    variants = {"variants": [{"values": ["x"], "price": 1, "image_id": green}]}
    bun = make(business.id, image_ids=[blue, red, blue], **options, **variants)
    assert [image.picture_id for image in bun.images] == [blue, red]

    bun = change(bun, image_ids=[red])
    assert {key for (key,) in db.session.query(Picture.id)} == {red, green}
    with transaction():
        held = queries.product_of(business.id, bun.id, for_change=True)
        operations.duplicate_product(held, at=NOW)
        operations.delete_product(held)
    assert {use.used_by for use in db.session.query(PictureUse)} == {f"product:{bun.id + 1}"}
    assert db.session.query(Picture).count() == 2


def test_two_edits_at_once_both_count(each_engine: Flask, business: Business) -> None:
    cake = make(business.id, **CAKE)
    business_id, key, together = business.id, cake.id, Barrier(4)
    fields: list[dict[str, object]] = [
        {"name": "Cake"},
        {"tags": ["new"]},
        {"tax_rate": 8},
        {"variants": [{"values": ["Large", "None"], "price": 7}]},
    ]

    def one(changes: dict[str, object]) -> None:
        with each_engine.app_context():
            together.wait()
            with transaction():
                held = queries.product_of(business_id, key, for_change=True)
                operations.edit_product(held, parse(ProductChanges, changes), at=NOW)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(one, fields))

    cake = again(business_id, key)
    assert (cake.name, cake.tax_basis_points, cake.price, cake.version) == ("Cake", 800, 7, 5)
    assert (len(cake.variants), [tag.tag for tag in cake.tags]) == (1, ["new"])


def test_the_same_name_at_once_gets_two_addresses(each_engine: Flask, business: Business) -> None:
    content = parse(ProductContent, {"name": "Rye", "price": 1, "tags": ["new"]})
    business_id, together = business.id, Barrier(4)

    def one(_: int) -> str:
        with each_engine.app_context():
            together.wait()
            with transaction():
                made = operations.create_product(business_id=business_id, content=content, at=NOW)
                return made.slug

    with ThreadPoolExecutor(4) as pool:
        slugs = list(pool.map(one, range(8)))

    assert len(set(slugs)) == 8
    assert all(slug.startswith("rye") for slug in slugs)


def test_an_address_asked_for_twice_at_once_is_given_once(
    each_engine: Flask, business: Business
) -> None:
    business_id, together = business.id, Barrier(4)
    keys = [make(business.id).id for _ in range(4)]

    def one(key: int) -> bool:
        with each_engine.app_context():
            together.wait()
            try:
                with transaction():
                    held = queries.product_of(business_id, key, for_change=True)
                    operations.edit_product(held, parse(ProductChanges, {"slug": "rye"}), at=NOW)
            except Invalid:
                return False
            return True

    with ThreadPoolExecutor(4) as pool:
        given = list(pool.map(one, keys))

    assert sorted(given) == [False, False, False, True]
