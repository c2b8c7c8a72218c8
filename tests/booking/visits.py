"""Taking, moving and looking up bookings in one line; a test says only what it is about."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from cardshop.accounts.models import Business
from cardshop.booking import operations, queries
from cardshop.booking.domain.request import BookingRequest
from cardshop.booking.models import Appointment, Booking, Calendar, Seat, Service
from cardshop.booking.operations import SlotTaken
from cardshop.db import db, transaction
from cardshop.lib import ids
from cardshop.lib.errors import FieldErrors
from cardshop.lib.validation import parse
from tests.support.factories import NOW
from tests.support.salons import SOON

AMINA = "amina@golden-crumb.example"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_people = itertools.count(1)


def request(service: Service, start: datetime = SOON, **fields: Any) -> BookingRequest:
    """BOOKING_REQUEST of somebody with a telephone of their own and no e-mail address."""
    customer = {"name": "Wanjiru", "phone": f"+2547220{next(_people):05}"}
    customer |= fields.pop("customer", {})
    given = {"service_id": service.id, "start": start, "customer": customer}
    return parse(BookingRequest, given | fields, {"country": "KE"})


def take(
    service: Service,
    start: datetime = SOON,
    *,
    key: str = "",
    at: datetime = NOW,
    shown_at: datetime | None = None,
    **fields: Any,
) -> Booking:
    """A booking in a transaction of its own, by a customer."""
    wanted = request(service, start, **fields)
    with transaction() as session:
        taken = operations.take(
            session.get_one(Business, service.business_id),
            wanted,
            idempotency_key=key or ids.new_token(),
            at=at,
            shown_at=shown_at,
        )
        key_of_it = taken.business_id, taken.id
    return queries.booking_of(*key_of_it)


def write_down(
    service: Service, start: datetime = SOON, *, at: datetime = NOW, **fields: Any
) -> Booking:
    """A booking by the owner, at whatever time."""
    wanted = request(service, start, **fields)
    with transaction() as session:
        made = operations.book_by_owner(
            session.get_one(Business, service.business_id),
            wanted,
            idempotency_key=ids.new_token(),
            actor=AMINA,
            at=at,
            at_any_time=True,
        )
        key_of_it = made.business_id, made.id
    return queries.booking_of(*key_of_it)


def move(
    booking: Booking, start: datetime, *, actor: str = "customer", at: datetime = NOW, **how: Any
) -> Booking:
    """The booking at another time, in a transaction of its own."""
    business_id, booking_id = booking.business_id, booking.id
    with transaction() as session:
        queries.held_settings(business_id)
        held = queries.booking_of(business_id, booking_id, for_change=True)
        business = session.get_one(Business, business_id)
        operations.reschedule(held, business, start, actor=actor, at=at, **how)
    return queries.booking_of(business_id, booking_id)


def step(verb: Any, booking: Booking, *, at: datetime = NOW, **how: Any) -> Booking:
    """The booking after an operation such as `operations.approve`, by Amina if it asks by whom."""
    business_id, booking_id = booking.business_id, booking.id
    with transaction():
        queries.held_settings(business_id)
        held = queries.booking_of(business_id, booking_id, for_change=True)
        verb(held, at=at, **how)
    return queries.booking_of(business_id, booking_id)


def refused(act: Any, *arguments: Any, **fields: Any) -> SlotTaken:
    """The refusal of a time that is not open."""
    with pytest.raises(SlotTaken) as caught:
        act(*arguments, **fields)
    return caught.value


def faults(act: Any, *arguments: Any, **fields: Any) -> dict[str, str]:
    """What is wrong with which field."""
    with pytest.raises(FieldErrors) as caught:
        act(*arguments, **fields)
    return {error.pointer: error.detail for error in caught.value.errors}


def count(table: type) -> int:
    """So many rows."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def held_times(calendar: Calendar | None = None) -> list[datetime]:
    """When visits begin that hold their time, of one calendar or of all."""
    db.session.rollback()
    wanted = select(Appointment.visit_from).where(Appointment.active)
    if calendar is not None:
        wanted = wanted.where(Appointment.calendar_id == calendar.id)
    found = db.session.scalars(wanted.order_by(Appointment.visit_from, Appointment.id))
    return [datetime.fromtimestamp(start, UTC) for start in found]


def lanes(booking: Booking) -> list[int]:
    """The seats of a booking."""
    wanted = select(Seat.lane).where(Seat.booking_id == booking.id).order_by(Seat.lane)
    return list(db.session.scalars(wanted))
