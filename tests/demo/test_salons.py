"""The examples' bookings: as the pages would have left them, full here and free there."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from cardshop.accounts.models import Business
from cardshop.booking import operations, published, queries
from cardshop.booking.domain import slots, waiting
from cardshop.booking.models import (
    Appointment,
    Booking,
    BookingState,
    Seat,
    Service,
    WaitingEntry,
)
from cardshop.db import db, transaction
from cardshop.demo import booking_up
from cardshop.demo.barber_salon import BARBER_SALON
from cardshop.demo.clinic_salon import CLINIC_SALON
from cardshop.demo.salon import Salon
from cardshop.demo.small_salons import BAKERY_SALON, DESIGNER_SALON
from tests.support import factories
from tests.support.factories import NOW

SALONS = {
    "Africa/Nairobi": BAKERY_SALON,
    "Europe/London": BARBER_SALON,
    "Asia/Tehran": CLINIC_SALON,
    "Europe/Lisbon": DESIGNER_SALON,
}
HOLDING = (BookingState.PENDING, BookingState.CONFIRMED)


def opened(salon: Salon, zone: str) -> Business:
    business = factories.owner(timezone=zone).business
    card = factories.card(business)
    with transaction():
        booking_up.open_up(business, salon, card_id=card.id, owner="maya@example.com", at=NOW)
    return business


# One with a class and one with three kinds of request: the others are made of the same.
@pytest.fixture(params=["Africa/Nairobi", "Asia/Tehran"])
def business(app: Flask, request: pytest.FixtureRequest) -> Business:
    return opened(SALONS[request.param], request.param)


def bookings(business: Business) -> list[Booking]:
    return list(db.session.scalars(select(Booking).where(Booking.business_id == business.id)))


def seats() -> dict[int | None, int]:
    rows = db.session.execute(select(Seat.booking_id, func.count()).group_by(Seat.booking_id))
    return {row[0]: row[1] for row in rows}


@pytest.mark.parametrize("zone", SALONS)
def test_everything_can_be_booked_and_was(app: Flask, zone: str) -> None:
    business = opened(SALONS[zone], zone)
    made = bookings(business)
    shown = {service.name for service in published.services(business.id)}
    assert {booking.service_name for booking in made} <= shown
    assert {booking.state for booking in made} >= {
        BookingState.CONFIRMED,
        BookingState.COMPLETED,
        BookingState.CANCELLED,
        BookingState.NO_SHOW,
    }
    starts = [booking.starts_at for booking in made]
    assert min(starts) < NOW - timedelta(days=80)
    assert max(starts) > NOW + timedelta(days=14)


def test_who_comes_has_seats_and_who_cancelled_has_none(business: Business) -> None:
    given = seats()
    for booking in bookings(business):
        fell = booking.state is BookingState.CANCELLED
        assert given.get(booking.id, 0) == (0 if fell else booking.seats)
    empty = select(Appointment.id).where(
        Appointment.active,
        Appointment.blocked_time_id.is_(None),
        ~select(Seat.lane).where(Seat.appointment_id == Appointment.id).exists(),
    )
    assert db.session.scalars(empty).all() == []


def test_histories_run_forward_and_end_where_the_booking_is(business: Business) -> None:
    whole = select(Booking).where(Booking.business_id == business.id)
    for booking in db.session.scalars(whole.options(selectinload(Booking.events))):
        told = [event.at for event in booking.events]
        last = booking.events[-1]
        assert told == sorted(told)
        assert told[-1] <= max(NOW, booking.ends_at)
        assert (last.state, last.starts_at) == (booking.state, booking.starts_at)
        assert booking.ics_sequence == len(told) - 1


def test_requests_wait_for_an_answer_for_hours_yet(business: Business) -> None:
    pending = [one for one in bookings(business) if one.state is BookingState.PENDING]
    asks = [service for service in queries.services(business.id) if service.requires_approval]
    assert bool(pending) == bool(asks)
    assert all(one.hold_until and one.hold_until > NOW + timedelta(hours=3) for one in pending)


@pytest.mark.parametrize("zone", ["Africa/Nairobi", "Europe/London", "Asia/Tehran"])
def test_somebody_waits_for_a_day_that_is_full(app: Flask, zone: str) -> None:
    business = opened(SALONS[zone], zone)
    waiting_for = db.session.scalars(select(WaitingEntry)).all()
    service = queries.service_of(business.id, waiting_for[0].service_id)
    assert len(waiting_for) == 2
    assert free_on(waiting_for[0].day, business, service) == []
    days = [waiting_for[0].day + timedelta(days=n) for n in range(1, 15)]
    assert [day for day in days if free_on(day, business, service)]


def free_on(day: date, business: Business, service: Service) -> list[datetime]:
    asked = waiting.starts_on(day, ZoneInfo(business.timezone))
    found = queries.bookable(business, service, asked, at=NOW)
    return [slot.start for slot in slots.slots(found, asked, now=NOW)]


def test_what_was_written_in_bulk_can_be_moved_and_called_off(app: Flask) -> None:
    business = opened(BARBER_SALON, "Europe/London")
    ahead = [one for one in bookings(business) if one.state in HOLDING and one.starts_at > NOW]
    with transaction():
        held = queries.booking_of(business.id, ahead[-1].id, for_change=True)
        operations.cancel(held, actor="maya@example.com", at=NOW)
    assert seats().get(ahead[-1].id) is None
