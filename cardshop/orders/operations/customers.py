"""Customers: one for each telephone, however its number is typed."""

from __future__ import annotations

from datetime import datetime

from cardshop.catalogue.domain import searching
from cardshop.db import db
from cardshop.lib import phones
from cardshop.orders import queries
from cardshop.orders.domain.request import CustomerRequest
from cardshop.orders.domain.shop import CustomerNotes
from cardshop.orders.models import Customer


def remember(business_id: int, asked: CustomerRequest, *, at: datetime) -> Customer:
    """The customer of this telephone, made or brought up to date.

    The name and the spelling of the number are the last ones given. Whoever calls holds the
    business's settings, so that nobody makes the same customer at the same time.
    """
    key = phones.canonical(asked.phone)
    customer = queries.by_phone_key(business_id, key)
    if customer is None:
        customer = Customer(
            business_id=business_id, phone_key=key, first_seen_at=at, email="", notes=""
        )
        db.session.add(customer)
    customer.name, customer.phone = asked.name, asked.phone
    customer.email = asked.email or customer.email
    customer.last_seen_at = at
    _refresh_search(customer)
    db.session.flush()
    return customer


def note_customer(customer: Customer, content: CustomerNotes) -> None:
    """Keep what the owner notes down."""
    customer.notes = content.notes


def _refresh_search(customer: Customer) -> None:
    customer.search_text = searching.folded(
        f"{customer.name} {customer.phone} {customer.phone_key} {customer.email}"
    )
