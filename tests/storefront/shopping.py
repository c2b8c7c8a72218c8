"""Somebody with a browser and a shop to walk through, each step in one line."""

from __future__ import annotations

from typing import Any

from flask import Flask

from cardshop.accounts.models import Business
from cardshop.catalogue import queries as catalogue
from cardshop.catalogue.models import Product
from cardshop.catalogue.offers import Offer
from cardshop.db import db
from cardshop.orders.models import Order
from tests.support import factories, shops
from tests.support.pages import Page
from tests.support.people import Browser

SHOP = "/golden-crumb"
ALWAYS: dict[str, Any] = {"weekly": {}, "overrides": {}}


def shop(**business: Any) -> Business:
    """A bakery that never closes, with a card at /golden-crumb."""
    made = factories.owner(**({"opening_hours": ALWAYS} | business)).business
    factories.card(made, slug="golden-crumb", locale=made.locale)
    return made


class Shopper:
    """A visitor without JavaScript on their way from the shop to an order."""

    def __init__(self, app: Flask, slug: str = SHOP) -> None:
        self.browser = Browser(app)
        self.slug = slug

    def add(self, product: Product, **fields: Any) -> Page:
        """Press "Add" on a product's page."""
        data = {"product_id": product.id, "quantity": "1"} | fields
        return self.browser.post(f"{self.slug}/cart/add", data)

    @property
    def cookies(self) -> dict[str, str]:
        """What the browser keeps."""
        kept = self.browser.client._cookies or {}
        return {cookie.key: cookie.value for cookie in kept.values()}

    def cart(self) -> Page:
        """Look into the cart."""
        return self.browser.get(f"{self.slug}/cart")

    def change(self, key: str, quantity: Any) -> Page:
        """Press a button of a line's stepper."""
        return self.browser.post(
            f"{self.slug}/cart/change", {"key": key, "quantity": str(quantity)}
        )

    def checkout(self) -> Page:
        """Go to the till."""
        return self.browser.get(f"{self.slug}/checkout")

    def place(self, page: Page, **typed: Any) -> Page:
        """Fill in a checkout's page and press "Place order"."""
        return self.browser.post(f"{self.slug}/checkout", self.filled(page, **typed))

    def draft(self, page: Page, **typed: Any) -> Page:
        """Press another button of the checkout than the last one."""
        return self.browser.post(f"{self.slug}/checkout/draft", self.filled(page, **typed))

    def filled(self, page: Page, **typed: Any) -> dict[str, Any]:
        """What a browser sends of the page, with a name and a number."""
        hidden = {e.get("name", ""): e.get("value", "") for e in page.all("input", type="hidden")}
        chosen = {
            e.get("name", ""): e.get("value", "")
            for e in page.all("input", type="radio")
            if e.get("checked") is not None
        }
        return hidden | chosen | {"name": "Wanjiru", "phone": "0711 000 111"} | typed


def shopper_with_bread(app: Flask, business: Business) -> Shopper:
    """Somebody who put a loaf of 480.00 into the cart."""
    shopper = Shopper(app)
    shopper.add(shops.product(business, "Bread"))
    return shopper


def offer(product: Product) -> Offer:
    """The product with its variants and extras."""
    return catalogue.offers(product.business_id, [product.id])[product.id]


def orders() -> list[Order]:
    """Every order there is, the oldest first."""
    db.session.rollback()
    return list(db.session.query(Order).order_by(Order.id))
