"""ORDER and the answer to a quote, and what they look like."""

from __future__ import annotations

from typing import Any, Literal

from cardshop.api.v1.shape import Instant, Shape, Uri
from cardshop.orders.domain.quote import Obstacle

State = Literal["placed", "accepted", "ready", "completed", "cancelled", "expired"]

REQUEST_EXAMPLE: dict[str, Any] = {
    "lines": [{"product_id": 41, "variant_id": 87, "modifier_ids": [21], "quantity": 1}],
    "customer": {"name": "Wanjiru Mwangi", "phone": "+254711000111"},
    "fulfilment": {"kind": "delivery", "zone_id": 2, "address": "Ring Road 14"},
    "coupon": "WELCOME10",
    "expected_total": 132500,
}
LINE_EXAMPLE: dict[str, Any] = {
    "product_id": 41,
    "name": "Carrot cake",
    "options": [{"name": "Size", "value": "Small"}],
    "modifiers": [{"group": "Candles", "name": "Number", "price": 5000}],
    "unit_price": 125000,
    "quantity": 1,
    "total": 125000,
    "note": "",
}
_PARTS: dict[str, Any] = {
    "lines": [LINE_EXAMPLE],
    "subtotal": 125000,
    "discount": 12500,
    "delivery_fee": 20000,
    "tax": 15517,
    "total": 132500,
    "currency": "KES",
    "coupon": "WELCOME10",
}
QUOTE_EXAMPLE: dict[str, Any] = _PARTS | {"ready_at": "2027-03-28T13:00:00Z", "problems": []}
EXAMPLE: dict[str, Any] = _PARTS | {
    "id": 310,
    "number": 1042,
    "token": "Zk3v0J8bQ1mT9xYw2LrE5A",
    "state": "placed",
    "customer": {"name": "Wanjiru Mwangi", "phone": "+254711000111", "email": ""},
    "fulfilment": {
        "kind": "delivery",
        "zone_id": 2,
        "zone": "Kilimani",
        "address": "Ring Road 14",
        "landmark": "",
        "table": "",
        "wanted_from": None,
        "wanted_until": None,
        "ready_at": "2027-03-28T13:00:00Z",
    },
    "note": "",
    "source_tag": None,
    "whatsapp_url": "https://wa.me/254700000123?text=Order%201042",
    "status_url": "https://cards.example/o/Zk3v0J8bQ1mT9xYw2LrE5A",
    "placed_at": "2027-03-28T09:00:00Z",
    "sent_at": None,
    "history": [{"state": "placed", "at": "2027-03-28T09:00:00Z", "actor": "customer"}],
}


class ChosenShape(Shape):
    """An option and what was chosen."""

    name: str
    value: str


class ExtraShape(Shape):
    """An extra and what one piece costs more with it."""

    group: str
    name: str
    price: int


class OrderLineShape(Shape):
    """A product as it was called and priced; `unit_price` is one piece with its extras."""

    product_id: int | None
    name: str
    options: list[ChosenShape]
    modifiers: list[ExtraShape]
    unit_price: int
    quantity: int
    total: int
    note: str


class PartsShape(Shape):
    """Lines and the parts of their total: lines - discount + delivery (+ tax if exclusive)."""

    lines: list[OrderLineShape]
    subtotal: int
    discount: int
    delivery_fee: int
    tax: int
    total: int
    currency: str
    coupon: str | None


class ProblemShape(Shape):
    """Something that keeps the order from being placed; `available` is how many there are."""

    kind: Obstacle
    pointer: str
    detail: str
    product_id: int | None
    available: int | None


class QuoteShape(PartsShape):
    """A price of today. Lines that cannot be priced are left out, and are in `problems`."""

    ready_at: Instant | None
    problems: list[ProblemShape]


class CustomerShape(Shape):
    """Who ordered."""

    name: str
    phone: str
    email: str


class FulfilmentShape(Shape):
    """How it reaches the customer, and when."""

    kind: Literal["pickup", "delivery", "dine_in"]
    zone_id: int | None
    zone: str
    address: str
    landmark: str
    table: str
    wanted_from: Instant | None
    wanted_until: Instant | None
    ready_at: Instant


class EventShape(Shape):
    """A change of the state. `actor` is `customer`, `system`, or who of the business it was."""

    state: State
    at: Instant
    actor: str


class OrderShape(PartsShape):
    """An order as it was placed: its words and prices never change."""

    id: int
    number: int
    token: str
    state: State
    customer: CustomerShape
    fulfilment: FulfilmentShape
    note: str
    source_tag: str | None
    whatsapp_url: Uri
    status_url: Uri
    placed_at: Instant
    sent_at: Instant | None
    history: list[EventShape]
