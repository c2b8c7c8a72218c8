"""Requests in one line; a test says only what it is about."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cardshop.accounts.models import Business
from cardshop.catalogue import queries as catalogue
from cardshop.catalogue.models import Product
from cardshop.db import transaction
from cardshop.lib import ids
from cardshop.lib.validation import parse
from cardshop.orders import operations, queries
from cardshop.orders.domain.quote import Quote
from cardshop.orders.domain.request import OrderRequest, QuoteRequest
from cardshop.orders.models import Order
from tests.support.factories import NOW

PHONE = "+254711000111"
NAIROBI = {"country": "KE"}


def line(product: Product, quantity: int = 1, **fields: Any) -> dict[str, Any]:
    """So many of a product."""
    return {"product_id": product.id, "quantity": quantity} | fields


def body(*lines: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """ORDER_REQUEST of somebody who comes to collect."""
    given = {
        "lines": list(lines),
        "customer": {"name": "Wanjiru", "phone": PHONE},
        "fulfilment": {"kind": "pickup"},
    }
    return given | fields


def order_request(*lines: dict[str, Any], **fields: Any) -> OrderRequest:
    """The same, read."""
    return parse(OrderRequest, body(*lines, **fields), NAIROBI)


def quote_of(
    business: Business, *lines: dict[str, Any], at: datetime = NOW, **fields: Any
) -> Quote:
    """A price for lines, with nothing else said unless given."""
    request = parse(QuoteRequest, {"lines": list(lines), **fields}, NAIROBI)
    return operations.quote(business, request, at=at)


def place(
    business: Business,
    *lines: dict[str, Any],
    key: str = "",
    at: datetime = NOW,
    tag_code: str = "",
    **fields: Any,
) -> Order:
    """An order in a transaction of its own."""
    request = order_request(*lines, **fields)
    with transaction():
        placed = operations.place(
            business,
            request,
            idempotency_key=key or ids.new_token(),
            at=at,
            tag_code=tag_code,
            locale="en-KE",
        )
        placed_id = placed.id
    return queries.order_of(business.id, placed_id)


def variant_of(product: Product) -> int:
    """The key of the product's first variant."""
    return catalogue.product_of(product.business_id, product.id).variants[0].id


def extra_of(product: Product) -> int:
    """The key of the product's first extra."""
    return catalogue.product_of(product.business_id, product.id).modifier_groups[0].modifiers[0].id
