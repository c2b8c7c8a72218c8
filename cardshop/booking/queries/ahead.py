"""What is still to come: asked before a service or a calendar goes, or changes its zone."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select

from cardshop.booking.models import Booking
from cardshop.booking.queries.bookings import HOLDING
from cardshop.db import db


def bookings_ahead(
    business_id: int,
    *,
    at: datetime,
    service_id: int | None = None,
    calendar_id: int | None = None,
) -> int:
    """How many bookings that hold their time have not ended; of a service or a calendar, or all."""
    wanted = select(func.count()).where(
        Booking.business_id == business_id, Booking.state.in_(HOLDING), Booking.ends_at > at
    )
    if service_id is not None:
        wanted = wanted.where(Booking.service_id == service_id)
    if calendar_id is not None:
        wanted = wanted.where(Booking.calendar_id == calendar_id)
    return db.session.scalar(wanted) or 0


def starts_between(
    business_id: int, calendar_ids: Collection[int], start: datetime, end: datetime
) -> list[datetime]:
    """When the bookings of these calendars that hold their time start, in that stretch of time."""
    wanted = select(Booking.starts_at).where(
        Booking.business_id == business_id,
        Booking.calendar_id.in_(calendar_ids),
        Booking.state.in_(HOLDING),
        Booking.starts_at >= start,
        Booking.starts_at < end,
    )
    return list(db.session.scalars(wanted))
