"""Characters that no database keeps, where strangers can write them: no fault of ours, no row."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.storefront.shopping import SHOP, Shopper, orders, shop, shopper_with_bread

NUL = "%00"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{SHOP}/shop?q=a{NUL}", 200),
        (f"{SHOP}/shop?tag=a{NUL}", 200),
        (f"{SHOP}/shop?category=a{NUL}", 200),
        (f"{SHOP}/shop?after=a{NUL}", 200),
        (f"{SHOP}/shop/a{NUL}", 404),
        (f"/feeds/a{NUL}/meta.csv", 404),
        (f"/feeds/a{NUL}/google.xml", 404),
        (f"/o/a{NUL}", 404),
        (f"/o/a{NUL}/status", 404),
    ],
)
def test_a_nul_in_an_address_finds_nothing(each_engine: Flask, address: str, status: int) -> None:
    shop()
    assert Shopper(each_engine).browser.client.get(address).status_code == status


def test_a_nul_in_the_key_of_an_order_is_left_out(each_engine: Flask) -> None:
    shopper = shopper_with_bread(each_engine, shop())
    shopper.place(shopper.checkout(), key="a\x00b")
    assert [order.idempotency_key for order in orders()] == ["ab"]
