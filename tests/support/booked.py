"""The rows of a booking and of what holds its time, as the salon's makers put them together."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cardshop.accounts.models import Business
from cardshop.booking.models import (
    Appointment,
    BlockedTime,
    Booking,
    BookingEvent,
    BookingState,
    Calendar,
    Happening,
    Place,
    Seat,
    Service,
)
from cardshop.lib import ids, phones
from tests.support.factories import NOW

HOLDING = (BookingState.PENDING, BookingState.CONFIRMED)
DAY = 86_400


def columns_of(
    business: Business, of: Service, at: Calendar, starts_at: datetime
) -> dict[str, Any]:
    """A confirmed booking of Wanjiru."""
    phone = "+254711000111"
    return {
        "business_id": business.id,
        "service_id": of.id,
        "calendar_id": at.id,
        "token": ids.new_token(),
        "idempotency_key": ids.new_token(),
        "ics_uid": ids.new_uid(),
        "state": BookingState.CONFIRMED,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=of.duration_minutes),
        "timezone": at.timezone,
        "customer_timezone": at.timezone,
        "locale": "en-KE",
        "seats": 1,
        "service_name": of.name,
        "calendar_name": at.name,
        "price": of.price,
        "currency": business.currency,
        "currency_exponent": business.currency_exponent,
        "place": Place.BUSINESS,
        "customer_name": "Wanjiru Mwangi",
        "customer_phone": phone,
        "phone_key": phones.canonical(phone),
        "customer_email": "wanjiru@example.com",
        "email_key": "wanjiru@example.com",
        "created_at": NOW,
        "revised_at": NOW,
        "updated_at": NOW,
    }


def taken(made: Booking, at: Calendar) -> BookingEvent:
    """The first line of its history."""
    return BookingEvent(
        booking_id=made.id,
        happening=Happening.TAKEN,
        state=made.state,
        starts_at=made.starts_at,
        calendar_name=at.name,
        at=NOW,
        actor="customer",
    )


def hold(session: Session, made: Booking, of: Service) -> None:
    """Take its time and its seats, if its state holds any, beside those of the same start."""
    if made.state not in HOLDING:
        return
    start, end = int(made.starts_at.timestamp()), int(made.ends_at.timestamp())
    of_the_start = select(Appointment).where(
        Appointment.calendar_id == made.calendar_id,
        Appointment.service_id == of.id,
        Appointment.visit_from == start,
        Appointment.active,
    )
    held = session.scalar(of_the_start)
    if held is None:
        held = Appointment(
            calendar_id=made.calendar_id,
            service_id=of.id,
            visit_from=start,
            visit_until=end,
            blocked_from=start - of.buffer_before_minutes * 60,
            blocked_until=end + of.buffer_after_minutes * 60,
            capacity=of.capacity,
        )
        session.add(held)
        session.flush()
    last = session.scalar(select(func.max(Seat.lane)).where(Seat.appointment_id == held.id))
    first = 0 if last is None else last + 1
    session.add_all(
        Seat(appointment_id=held.id, lane=lane, capacity=held.capacity, booking_id=made.id)
        for lane in range(first, first + made.seats)
    )


def hold_blocked(session: Session, made: BlockedTime) -> None:
    """Take blocked time, in appointments of a day at most."""
    start, end = int(made.starts_at.timestamp()), int(made.ends_at.timestamp())
    session.add_all(
        Appointment(
            calendar_id=made.calendar_id,
            blocked_time_id=made.id,
            visit_from=since,
            visit_until=min(since + DAY, end),
            blocked_from=since,
            blocked_until=min(since + DAY, end),
        )
        for since in range(start, end, DAY)
    )
