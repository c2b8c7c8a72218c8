"""What an open diary asks all day: whether anything changed, and who waits."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from cardshop.booking.models import (
    BlockedTime,
    Booking,
    BookingState,
    BusySource,
    Calendar,
)
from cardshop.booking.queries.bookings import HOLDING, meeting
from cardshop.db import db


def pulse(business_id: int, since: datetime, until: datetime) -> tuple[Any, ...]:
    """What differs once anything in a stretch of time, or waiting, has changed. One statement."""
    mine = Booking.business_id == business_id
    within = meeting(since, until)
    waits = Booking.state == BookingState.PENDING
    of_mine = BlockedTime.calendar_id.in_(
        select(Calendar.id).where(Calendar.business_id == business_id)
    )
    read = select(func.max(BusySource.last_fetched_at)).where(
        BusySource.calendar_id.in_(select(Calendar.id).where(Calendar.business_id == business_id))
    )
    parts = (
        select(func.max(Booking.updated_at)).where(mine, *within),
        select(func.count(Booking.id)).where(mine, *within),
        select(func.max(Booking.updated_at)).where(mine, waits),
        select(func.count(Booking.id)).where(mine, waits),
        select(func.max(BlockedTime.id)).where(of_mine),
        select(func.count(BlockedTime.id)).where(of_mine),
        select(func.max(Calendar.updated_at)).where(Calendar.business_id == business_id),
        read,
    )
    return tuple(db.session.execute(select(*(part.scalar_subquery() for part in parts))).one())


def waiting(business_id: int) -> list[Booking]:
    """The bookings that wait for the owner's answer, the first to begin first."""
    return list(
        db.session.scalars(
            select(Booking)
            .where(Booking.business_id == business_id, Booking.state == BookingState.PENDING)
            .order_by(Booking.starts_at, Booking.id)
        )
    )


def held_on(business_id: int, since: datetime, until: datetime) -> list[Booking]:
    """The bookings that begin in a stretch of time and take place, in order."""
    kept = (*HOLDING, BookingState.COMPLETED, BookingState.NO_SHOW)
    return list(
        db.session.scalars(
            select(Booking)
            .where(
                Booking.business_id == business_id,
                Booking.starts_at >= since,
                Booking.starts_at < until,
                Booking.state.in_(kept),
            )
            .order_by(Booking.starts_at, Booking.id)
        )
    )
