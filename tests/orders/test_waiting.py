"""The owner works while customers order: all that wait are let in, nobody waits in a circle."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from cardshop.accounts.models import Business
from cardshop.cards import operations as cards
from cardshop.cards import queries as card_queries
from cardshop.cards.domain.content import CardChanges
from cardshop.catalogue import operations as catalogue
from cardshop.catalogue import queries as products
from cardshop.catalogue.domain.content import CategoryChanges
from cardshop.catalogue.exchange import imports, running
from cardshop.catalogue.models import ImportState
from cardshop.db import db, transaction
from cardshop.lib.validation import parse
from cardshop.orders import operations, queries
from cardshop.orders.models import OrderState
from tests.catalogue.importing import checked
from tests.orders.ordering import line, order_request, place
from tests.support import factories, shops
from tests.support.factories import NOW

# Long enough for the other one to come to where it waits.
A_MOMENT = 0.5


@pytest.fixture
def business(each_engine: Flask) -> Business:
    return factories.owner().business


def meanwhile(
    app: Flask, *, begin: Callable[[], object], other: Callable[[], object], end: Callable[[], None]
) -> None:
    """Begin a transaction, let somebody else come who has to wait, end it; both succeed."""

    def elsewhere() -> None:
        with app.app_context():
            other()

    with ThreadPoolExecutor(1) as pool:
        with transaction():
            begin()
            came = pool.submit(elsewhere)
            time.sleep(A_MOMENT)
            end()
        came.result(20)
    db.session.rollback()


def test_the_last_piece_is_ordered_while_the_card_is_edited(
    each_engine: Flask, business: Business
) -> None:
    key, card_id = business.id, factories.card(business).id
    request = order_request(line(shops.product(business, stock=1)))

    def order() -> None:
        with transaction() as session:
            shop = session.get_one(Business, key)
            operations.place(
                shop, request, idempotency_key="k", at=NOW, card_id=card_id, locale="en-KE"
            )

    def rename() -> None:
        card = card_queries.card_of(key, card_id, for_change=True)
        cards.edit(card, CardChanges(display_name="Crumb"), at=NOW)

    def hold() -> None:
        card_queries.card_of(key, card_id, for_change=True)

    meanwhile(each_engine, begin=hold, other=order, end=rename)

    assert queries.listed(key, queries.Wanted()).items[0].card_id == card_id
    assert card_queries.card_of(key, card_id).display_name == "Crumb"


def test_an_import_makes_categories_while_others_are_renamed(
    each_engine: Flask, business: Business
) -> None:
    key, shelf = business.id, shops.category(business, "Bread").id
    kept = checked(business, "name,price,category\nRoll,1.00,\nCake,2.00,Cakes\n").id
    with transaction():
        imports.start(imports.import_of(key, kept, for_change=True))

    def rename() -> None:
        category = products.category_of(key, shelf, for_change=True)
        catalogue.edit_category(category, parse(CategoryChanges, {"name": "Loaves"}))

    meanwhile(
        each_engine,
        begin=lambda: products.category_of(key, shelf, for_change=True),
        other=lambda: running.run(key, kept),
        end=rename,
    )

    assert imports.import_of(key, kept).state is ImportState.DONE
    assert {category.name for category in products.categories(key)} == {"Loaves", "Cakes"}


def test_a_coupon_is_deleted_while_its_order_is_cancelled(
    each_engine: Flask, business: Business
) -> None:
    key, coupon = business.id, shops.coupon(business)
    coupon_id, code = coupon.id, coupon.code
    order = place(business, line(shops.product(business)), coupon=code).id

    def delete() -> None:
        with transaction():
            operations.delete_coupon(queries.coupon_of(key, coupon_id, for_change=True))

    def cancel() -> None:
        held = queries.order_of(key, order, for_change=True)
        operations.move(held, OrderState.CANCELLED, actor="owner", at=NOW)

    meanwhile(
        each_engine,
        begin=lambda: queries.order_of(key, order, for_change=True),
        other=delete,
        end=cancel,
    )

    kept = queries.order_of(key, order)
    assert (kept.state, kept.coupon_id, kept.coupon_code) == (OrderState.CANCELLED, None, code)
    assert queries.coupons(key) == []
