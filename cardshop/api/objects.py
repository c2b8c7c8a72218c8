"""The API's own objects, for webhooks: a program reads there what it would read here."""

from __future__ import annotations

from typing import Any

from cardshop.accounts import queries as accounts
from cardshop.booking import queries as bookings
from cardshop.booking.presenters_json import booking_as_json, waiting_as_json
from cardshop.booking.queries.waiting import entry_of
from cardshop.notifications import objects
from cardshop.orders import queries as orders
from cardshop.orders.presenters_json import order_as_json


def introduce() -> None:
    """Say how each kind of thing is told."""
    objects.introduce("order", _order)
    objects.introduce("booking", _booking)
    objects.introduce("waiting", _waiting)


def _order(business_id: int, key: int) -> dict[str, Any]:
    return order_as_json(orders.order_of(business_id, key), accounts.business(business_id))


def _booking(business_id: int, key: int) -> dict[str, Any]:
    return booking_as_json(bookings.booking_of(business_id, key))


def _waiting(business_id: int, key: int) -> dict[str, Any]:
    return waiting_as_json(entry_of(business_id, key))
