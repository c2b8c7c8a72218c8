"""What the database says afterwards: who holds which time, and what is wrong with it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from sqlalchemy import func, select, text

from cardshop.booking.models import Appointment, Booking, Seat
from cardshop.booking.queries import HOLDING
from cardshop.db import db

_OVERLAPS = """
SELECT count(*) FROM appointments a JOIN appointments b
ON a.calendar_id = b.calendar_id AND a.id < b.id AND a.active AND b.active
AND a.blocked_from < b.blocked_until AND b.blocked_from < a.blocked_until
"""
_LEFT_OVER = """
SELECT count(*) FROM appointments WHERE active AND blocked_time_id IS NULL
AND NOT EXISTS (SELECT 1 FROM seats WHERE seats.appointment_id = appointments.id)
"""


def unsound() -> list[str]:
    """Every way in which bookings and held time disagree; empty when all is well."""
    db.session.rollback()
    found = []
    if db.session.scalar(text(_OVERLAPS)):
        found.append("times overlap")
    if db.session.scalar(text(_LEFT_OVER)):
        found.append("time is held by nobody")
    if _wanted() != _seated():
        found.append("bookings and seats differ")
    return found


def holders(moment: datetime) -> list[int]:
    """Of each calendar that holds any time, how many appointments hold this moment."""
    at = int(moment.timestamp())
    has_it = (Appointment.blocked_from <= at) & (Appointment.blocked_until > at)
    wanted = select(func.count().filter(has_it)).where(Appointment.active)
    return list(db.session.scalars(wanted.group_by(Appointment.calendar_id)))


def _wanted() -> Counter[tuple[int | None, int | None, int]]:
    """How many seats each booking says that it has, in which calendar and when."""
    rows = db.session.execute(
        select(Booking.id, Booking.calendar_id, Booking.starts_at, Booking.seats).where(
            Booking.state.in_(HOLDING)
        )
    )
    return Counter({(key, on, int(start.timestamp())): seats for key, on, start, seats in rows})


def _seated() -> Counter[tuple[int | None, int | None, int]]:
    rows = db.session.execute(
        select(Seat.booking_id, Appointment.calendar_id, Appointment.visit_from)
        .join(Appointment, Appointment.id == Seat.appointment_id)
        .where(Appointment.active, Seat.booking_id.is_not(None))
    )
    return Counter((key, on, start) for key, on, start in rows)
