"""The cart in its cookie: believed as far as it was signed, and held against the shop."""

from __future__ import annotations

from flask import Flask
from itsdangerous import URLSafeSerializer

from tests.storefront.shopping import SHOP, Shopper, shop
from tests.support import factories, shops
from tests.support.people import Browser


def cart_cookie(shopper: Shopper, business_id: int) -> str:
    return shopper.cookies[f"cart_{business_id}"]


def forge(shopper: Shopper, business_id: int, value: str) -> None:
    shopper.browser.client.set_cookie(f"cart_{business_id}", value)


def test_a_forged_cart_is_an_empty_one(app: Flask) -> None:
    bread = shops.product(shop())
    shopper = Shopper(app)
    shopper.add(bread)
    signed = cart_cookie(shopper, bread.business_id)

    for value in (signed[:-2] + "xx", "W1sxLDAsW10sMV1d", "x" * 3000, signed.replace(".", "")):
        forge(shopper, bread.business_id, value)
        assert "Your cart is empty" in shopper.cart().text


def test_a_cart_signed_for_another_shop_is_an_empty_one(app: Flask) -> None:
    bread = shops.product(shop())
    other = factories.owner().business
    factories.card(other, slug="other-shop")
    shopper = Shopper(app)
    shopper.add(bread)

    forge(shopper, other.id, cart_cookie(shopper, bread.business_id))

    assert "Your cart is empty" in shopper.browser.get("/other-shop/cart").text


def test_even_a_signed_cart_is_held_against_the_shop(app: Flask) -> None:
    business = shop()
    foreign = shops.product(factories.owner().business, "Beard oil")
    serializer = URLSafeSerializer(app.config["SECRET_KEY"], salt=f"cart of {business.id}")
    shopper = Shopper(app)

    forge(shopper, business.id, str(serializer.dumps([[foreign.id, 0, [], 10**9]])))
    assert "Your cart is empty" in shopper.cart().text
    forge(shopper, business.id, str(serializer.dumps([[foreign.id, 0, [], 1]])))
    page = shopper.cart()

    assert "This is no longer sold." in page.text
    assert "Beard oil" not in page.text


def test_the_cookie_holds_ids_and_is_closed_to_scripts(app: Flask) -> None:
    bread = shops.product(shop())

    answer = Browser(app).client.post(f"{SHOP}/cart/add", data={"product_id": bread.id})

    cart, marker = answer.headers.getlist("Set-Cookie")
    assert "HttpOnly" in cart
    assert "SameSite=Lax" in cart
    assert "Max-Age=2592000" in cart
    assert marker.startswith("carts=1;")
    assert "HttpOnly" not in marker


def test_a_form_from_another_site_changes_nothing(app: Flask) -> None:
    bread = shops.product(shop())
    client = Browser(app).client
    data = {"product_id": bread.id}

    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        assert client.post(f"{SHOP}/cart/add", data=data, headers=headers).status_code == 403
    own = {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}
    assert client.post(f"{SHOP}/cart/add", data=data, headers=own).status_code == 303
