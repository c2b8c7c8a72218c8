"""Customers' programs: requests to the public part of the API, without a token."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from cardshop.catalogue.models import Product
from tests.support import factories


def line(product: Product, quantity: object = 1, **fields: Any) -> dict[str, Any]:
    """So many of a product."""
    return {"product_id": product.id, "quantity": quantity} | fields


def body(*lines: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """ORDER_REQUEST of somebody who comes to collect."""
    return {
        "lines": list(lines),
        "customer": {"name": "Wanjiru", "phone": "0711 000 111"},
        "fulfilment": {"kind": "pickup"},
    } | fields


class Counter:
    """The shop behind a card, as programs without a token see it."""

    def __init__(self, app: Flask, owner: factories.Owner) -> None:
        self.client = app.test_client()
        self.slug = factories.card(owner.business).slug

    def send(self, path: str, sent: object, **options: Any) -> TestResponse:
        """POST below the card's address."""
        return self.client.post(f"/api/v1/public/cards/{self.slug}{path}", json=sent, **options)

    def order(self, *lines: dict[str, Any], key: str = "", **fields: Any) -> TestResponse:
        """Place an order."""
        headers = {"Idempotency-Key": key} if key else {}
        return self.send("/orders", body(*lines, **fields), headers=headers)

    def quote(self, *lines: dict[str, Any], **fields: Any) -> TestResponse:
        """Ask for a price."""
        return self.send("/quote", {"lines": list(lines)} | fields)

    def at(self, token: str, verb: str = "") -> TestResponse:
        """The order of a link; with a verb, say it."""
        path = f"/api/v1/public/orders/{token}"
        return self.client.post(f"{path}/{verb}") if verb else self.client.get(path)
