"""Reminders and thanks of a booking: written down with it, each for its time.

What changes the booking drops them (`outbox.drop`), and writes them down anew where there is still
something to come.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from cardshop.accounts.models import Business
from cardshop.booking.messages import ahead, letters
from cardshop.booking.models import Booking, BookingState, Happening, Service
from cardshop.db import db
from cardshop.notifications import operations as notifications
from cardshop.notifications import queries as notified
from cardshop.notifications.domain.events import Event, Person

# Of a service that is gone (domain.md section 9).
DEFAULT_OFFSETS = (1440, 120)
_THANKS = (Event.BOOKING_FOLLOW_UP, Person.CUSTOMER)


def tell(
    booking: Booking, business: Business, happening: Happening, *, actor: str, at: datetime
) -> None:
    """Tell everybody of what has happened to a booking, and plan what is to be said later."""
    letters.tell(booking, business, happening, actor=actor, at=at)
    plan(booking, business, at=at)


def plan(booking: Booking, business: Business, *, at: datetime) -> None:
    """Write down what is to come of a confirmed booking, and the thanks for one that took place.

    The booking is flushed, with its history loaded. A reminder whose time is over is left out: its
    customer has just heard of the booking. Planning again plans nothing twice.
    """
    if booking.state is BookingState.CONFIRMED:
        for minutes in _offsets(booking):
            if booking.starts_at - timedelta(minutes=minutes) > at:
                notifications.tell(ahead.reminder(booking, business, minutes=minutes), at=at)
    if booking.state in (BookingState.CONFIRMED, BookingState.COMPLETED):
        _thank(booking, business, at)


def _offsets(booking: Booking) -> Sequence[int]:
    service = db.session.get(Service, booking.service_id) if booking.service_id else None
    return service.reminder_offsets if service else DEFAULT_OFFSETS


def _thank(booking: Booking, business: Business, at: datetime) -> None:
    if not notified.matrix(business.id, Event.BOOKING_FOLLOW_UP)[_THANKS]:
        return
    after = timedelta(minutes=notified.messaging_of(business.id).follow_up_minutes)
    due = booking.ends_at + after
    if due + ahead.THANKED_WITHIN > at:
        notifications.tell(ahead.thanks(booking, business, due=max(due, at)), at=at)
