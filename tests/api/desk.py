"""Customers' programs that book: requests to the public part of the API, without a token."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from cardshop.booking.models import Service
from cardshop.booking.presenters_json import instant
from tests.support import factories, salons


def body(
    service: Service, start: datetime = salons.SOON, *, name: str = "Wanjiru", **fields: Any
) -> dict[str, Any]:
    """What somebody asks for; each name has a telephone of its own."""
    phone = f"+25471100{sum(name.encode()) % 10000:04}"
    return {
        "service_id": service.id,
        "start": instant(start),
        "customer": {"name": name, "phone": phone},
    } | fields


class Desk:
    """Booking behind a card, as programs without a token see it."""

    def __init__(self, app: Flask, owner: factories.Owner) -> None:
        self.client = app.test_client()
        self.card = factories.card(owner.business)
        self.path = f"/api/v1/public/cards/{self.card.slug}"

    def services(self, query: str = "") -> TestResponse:
        """What can be booked."""
        return self.client.get(f"{self.path}/services{query}")

    def slots(self, service_id: int, **query: object) -> TestResponse:
        """The open times; on the day of SOON unless said otherwise."""
        asked = {"from": "2026-12-02", "to": "2026-12-02"} | query
        return self.client.get(f"{self.path}/services/{service_id}/slots", query_string=asked)

    def book(
        self, service: Service, start: datetime = salons.SOON, *, key: str = "", **fields: Any
    ) -> TestResponse:
        """Take a time."""
        headers = {"Idempotency-Key": key} if key else {}
        sent = body(service, start, **fields)
        return self.client.post(f"{self.path}/bookings", json=sent, headers=headers)

    def at(self, token: str, verb: str = "", sent: object = None) -> TestResponse:
        """The booking of a link; with a verb, say it."""
        path = f"/api/v1/public/bookings/{token}"
        if not verb:
            return self.client.get(path)
        return self.client.post(f"{path}/{verb}", json=sent)
