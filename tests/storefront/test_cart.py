"""The cart: filled and changed without JavaScript, and believed only as far as it was signed."""

from __future__ import annotations

import pytest
from flask import Flask

from cardshop.catalogue.models import Product, ProductStatus
from cardshop.db import transaction
from tests.storefront.shopping import SHOP, Shopper, offer, shop
from tests.support import factories, shops
from tests.support.people import Browser


def change(product: Product, **columns: object) -> None:
    with transaction() as session:
        kept = session.get_one(Product, product.id)
        for name, value in columns.items():
            setattr(kept, name, value)


def test_an_empty_cart_leads_to_the_shop(app: Flask) -> None:
    shop()

    page = Shopper(app).cart()

    assert "Your cart is empty" in page.text
    assert page.links()["Go to the shop"] == f"{SHOP}/shop"


def test_what_is_added_is_priced_by_the_server(app: Flask) -> None:
    business = shop()
    cake = shops.product(business, "Cake", sizes={"Small": 320000}, extras={"Candles": 5000})
    small, candles = offer(cake).variants[0].id, next(iter(offer(cake).modifiers))

    page = Shopper(app).add(cake, variant_id=small, modifier_ids=[candles], quantity="2")

    assert page.url == f"{SHOP}/cart"
    assert "Cake" in page.text
    assert "Small · Candles" in page.text
    assert "6,500" in page.text


def test_steppers_change_and_remove(app: Flask) -> None:
    bread = shops.product(shop())
    shopper = Shopper(app)
    shopper.add(bread)
    shopper.add(bread)
    key = f"{bread.id}-0-"

    assert "4,800" in shopper.change(key, 10).text
    assert "Your cart is empty" in shopper.change(key, 0).text
    assert shopper.cookies == {}


def test_a_line_that_is_gone_already_may_be_changed_again(app: Flask) -> None:
    bread = shops.product(shop())
    shopper = Shopper(app)
    shopper.add(bread)

    assert shopper.change("999-0-", 0).status == 200
    assert "1 item" in shopper.cart().text


@pytest.mark.parametrize("wild", ["0", "-1", "1.5", "1000000000", "", "x", "٩٩٩٩٩٩٩٩", "1e3"])
def test_a_wild_quantity_is_refused_in_words(app: Flask, wild: str) -> None:
    bread = shops.product(shop())

    page = Shopper(app).add(bread, quantity=wild)

    assert page.status == 422
    assert "Choose how many, from 1 to 999." in page.text


@pytest.mark.parametrize("wild", ["-1", "1.5", "1000000000", "x"])
def test_a_wild_stepper_changes_nothing(app: Flask, wild: str) -> None:
    bread = shops.product(shop())
    shopper = Shopper(app)
    shopper.add(bread)

    assert shopper.change(f"{bread.id}-0-", wild).status == 422
    assert "1 item" in shopper.cart().text


def test_persian_digits_are_numbers(app: Flask) -> None:
    bread = shops.product(shop())

    assert "3 items" in Shopper(app).add(bread, quantity="۳").text


@pytest.mark.parametrize("key", ["0", "-1", "99999999999", "x", "", "2147483648"])
def test_a_product_that_is_none_is_refused(app: Flask, key: str) -> None:
    bread = shops.product(shop())

    page = Shopper(app).add(bread, product_id=key)

    assert page.status == 409
    assert "Not added yet" in page.text


def test_another_shops_product_is_not_for_sale_here(app: Flask) -> None:
    shop()
    foreign = shops.product(factories.owner().business, "Beard oil")

    page = Shopper(app).add(foreign)

    assert page.status == 409
    assert "Beard oil" not in page.text


def test_a_choice_that_must_be_made_is_asked_for(app: Flask) -> None:
    cake = shops.product(shop(), "Cake", slug="cake", sizes={"Small": 100, "Large": 200})

    page = Shopper(app).add(cake)

    assert page.status == 409
    assert "Choose which Cake you want." in page.text
    assert page.links()["Choose again"] == f"{SHOP}/shop/cake"


def test_what_sold_out_stays_until_the_customer_takes_it_out(app: Flask) -> None:
    business = shop()
    bread, rolls = shops.product(business, "Baguette"), shops.product(business, "Rolls")
    shopper = Shopper(app)
    shopper.add(bread)
    shopper.add(rolls)
    change(bread, status=ProductStatus.SOLD_OUT)

    page = shopper.cart()

    assert "Baguette" in page.text
    assert "This is not sold at the moment." in page.text
    assert "Checkout" not in page.links()
    assert "Checkout" in shopper.change(f"{bread.id}-0-", 0).links()


def test_of_too_many_as_many_as_there_are_can_be_taken(app: Flask) -> None:
    bread = shops.product(shop(), "Baguette", stock=9)
    shopper = Shopper(app)
    shopper.add(bread, quantity="5")
    change(bread, stock=2)

    page = shopper.cart()

    assert "Only 2 left of Baguette." in page.text
    assert "Take 2" in page.text


def test_the_bar_says_how_many_and_what_they_cost(app: Flask) -> None:
    bread = shops.product(shop())
    shopper = Shopper(app)
    shopper.add(bread, quantity="2")

    answer = shopper.browser.client.get(f"{SHOP}/cart/bar")

    told = answer.get_json()
    assert (told["count"], told["shown"], told["words"]) == (2, "2", "View cart")
    assert told["href"] == f"{SHOP}/cart"
    assert "960" in told["total"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_script_adds_without_leaving_the_page(app: Flask) -> None:
    bread = shops.product(shop())
    client = Browser(app).client
    asked = {"Accept": "application/json"}

    added = client.post(f"{SHOP}/cart/add", data={"product_id": bread.id}, headers=asked)
    refused = client.post(f"{SHOP}/cart/add", data={"product_id": "x"}, headers=asked)

    assert added.get_json()["count"] == 1
    assert (refused.status_code, refused.json) == (
        409,
        {"detail": "This is not sold at the moment."},
    )


@pytest.mark.parametrize(
    ("to", "arrives"),
    [
        (f"{SHOP}/shop", f"{SHOP}/shop"),
        ("https://evil.example/", f"{SHOP}/cart"),
        ("//evil.example", f"{SHOP}/cart"),
        (f"{SHOP}.evil.example/", f"{SHOP}/cart"),
        (f"{SHOP}/\r\nX: y", f"{SHOP}/cart"),
    ],
)
def test_adding_leads_back_only_to_this_card(app: Flask, to: str, arrives: str) -> None:
    bread = shops.product(shop())

    answer = Browser(app).client.post(f"{SHOP}/cart/add", data={"product_id": bread.id, "next": to})

    assert answer.location == arrives
