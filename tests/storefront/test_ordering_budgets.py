"""What ordering may cost: statements that do not grow with the cart, pages that stay small."""

from __future__ import annotations

import gzip

import pytest
from flask import Flask

from tests.storefront.shopping import SHOP, Shopper, shop
from tests.storefront.test_budgets import counted
from tests.support import shops
from tests.support.people import Browser


@pytest.mark.parametrize("lines", [1, 30])
def test_the_pages_of_ordering_ask_the_database_few_times(app: Flask, lines: int) -> None:
    business = shop()
    shops.settings(business)
    shops.zone(business)
    shopper = Shopper(app)
    for number in range(lines):
        shopper.add(shops.product(business, f"Bread {number}"))

    most = {"/cart": 12, "/cart/bar": 11, "/checkout": 12}
    for ending, bound in most.items():
        with counted() as asked:
            shopper.browser.client.get(f"{SHOP}{ending}")
        assert len(asked) <= bound, (ending, asked)


def test_an_order_is_shown_with_few_statements(visitor: Browser) -> None:
    order = shops.order(shop())

    with counted() as asked:
        visitor.client.get(f"/o/{order.token}")

    assert len(asked) <= 8, asked


def test_a_full_checkout_is_light(app: Flask) -> None:
    business = shop()
    shopper = Shopper(app)
    for number in range(60):
        shopper.add(shops.product(business, f"Bread {number}"))

    page = shopper.checkout()

    assert len(gzip.compress(page.html.encode())) < 40_000
    assert page.text.count("Add a note") == 60
