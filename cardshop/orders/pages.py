"""Addresses of pages of orders, for features below that may not import them."""

from __future__ import annotations

from flask import url_for
from sqlalchemy import select

from cardshop.db import db
from cardshop.orders.models import Customer


def of_customer(business_id: int, phone_key: str) -> str:
    """The page of the customer with that telephone (`lib.phones.canonical`); empty for none."""
    found = db.session.scalar(
        select(Customer.id).where(
            Customer.business_id == business_id, Customer.phone_key == phone_key
        )
    )
    return url_for("customers.shown", customer_id=found) if found else ""


def name_of_customer(business_id: int, phone_key: str) -> str:
    """What the customer with that telephone is called; empty for none."""
    wanted = select(Customer.name).where(
        Customer.business_id == business_id, Customer.phone_key == phone_key
    )
    return db.session.scalar(wanted) or ""
