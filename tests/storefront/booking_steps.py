"""Somebody with a browser who books at a salon, each step in one line."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from flask import Flask

from cardshop.accounts.models import Business
from cardshop.booking.models import Booking, Service
from cardshop.db import db
from cardshop.lib import clock
from cardshop.storefront.book_asked import start_text
from tests.support import factories, salons
from tests.support.factories import NOW
from tests.support.pages import Page
from tests.support.people import Browser

SALON = "/salon"


def stop_clock(monkeypatch: pytest.MonkeyPatch, at: datetime = NOW) -> None:
    """It is noon in Nairobi on Tuesday 24 November 2026, or then."""
    monkeypatch.setattr(clock, "now", lambda: at)


def salon(**business: Any) -> Business:
    """A business with a card at /salon."""
    made = factories.owner(**business).business
    factories.card(made, slug="salon", locale=made.locale, display_name="Northside")
    return made


def business_of(row: Any) -> Business:
    """Whose service or booking it is."""
    return db.session.get_one(Business, row.business_id)


def bookings() -> list[Booking]:
    """Every booking there is, the oldest first."""
    db.session.rollback()
    return list(db.session.query(Booking).order_by(Booking.id))


def haircut(**columns: Any) -> Service:
    """A service of the salon that Amina gives."""
    business = salon()
    made = salons.service(business, **columns)
    salons.calendar(business, made)
    return made


def hidden_in(page: Page) -> dict[str, str]:
    """What a browser sends of a form without being asked."""
    hidden = {e.get("name", ""): e.get("value", "") for e in page.all("input", type="hidden")}
    return {name: value or "" for name, value in hidden.items()}


def starts_on(page: Page) -> list[str]:
    """The words of the free starts."""
    return ["".join(a.itertext()) for a in page.all("a", class_="slot")]


class Client:
    """A visitor without JavaScript on their way to a booking."""

    def __init__(self, app: Flask) -> None:
        self.browser = Browser(app)

    def times(self, service: Service, **query: str) -> Page:
        """Look at the days and times."""
        return self.browser.get(f"{SALON}/book/{service.slug}", query_string=query)

    def details(self, service: Service, start: datetime, **query: str) -> Page:
        """Follow a time to the form."""
        asked = {"start": start_text(start), **query}
        return self.browser.get(f"{SALON}/book/{service.slug}/details", query_string=asked)

    def send(self, service: Service, page: Page, **typed: str) -> Page:
        """Fill in the form of a page and press its button."""
        given = {"name": "Wanjiru", "phone": "0711 000 111"} | typed
        path = f"{SALON}/book/{service.slug}/details"
        return self.browser.post(path, hidden_in(page) | given)

    def book(self, service: Service, start: datetime, **typed: str) -> Page:
        """The whole way to a booking's page."""
        return self.send(service, self.details(service, start), **typed)
