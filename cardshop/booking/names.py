"""What services and those who book are called, for features that only name them."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for
from sqlalchemy import select

from cardshop.booking.models import Booking, Service
from cardshop.db import db


def of_services(business_id: int, keys: Iterable[int] | None = None) -> dict[int, str]:
    """The business's services by key, in the owner's order; all, or those among `keys`."""
    wanted = select(Service.id, Service.name).where(Service.business_id == business_id)
    if keys is not None:
        wanted = wanted.where(Service.id.in_(list(keys)))
    rows = db.session.execute(wanted.order_by(Service.position, Service.id))
    return {row[0]: row[1] for row in rows}


def address_of(business_id: int, service_id: int) -> str | None:
    """The last part of a service's address in booking; nothing for one that is not offered."""
    return db.session.scalar(
        select(Service.slug).where(
            Service.business_id == business_id, Service.id == service_id, Service.is_active
        )
    )


def of_customer(business_id: int, phone_key: str) -> str:
    """The name that the telephone last booked under; empty if it never did."""
    last = _last_of(business_id, phone_key)
    return last.customer_name if last else ""


def page_of_customer(business_id: int, phone_key: str) -> str:
    """The page of the last booking with that telephone; empty if there is none."""
    last = _last_of(business_id, phone_key)
    return url_for("bookings.shown", booking_id=last.id) if last else ""


def _last_of(business_id: int, phone_key: str) -> Booking | None:
    return db.session.scalar(
        select(Booking)
        .where(Booking.business_id == business_id, Booking.phone_key == phone_key)
        .order_by(Booking.id.desc())
        .limit(1)
    )
