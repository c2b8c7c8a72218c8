"""A customer answers by telephone: to a reminder of a booking, or to an offered time."""

from __future__ import annotations

from datetime import datetime

from cardshop.accounts.models import Business
from cardshop.booking import queries
from cardshop.booking.messages import answered as messages
from cardshop.booking.models import Booking, BookingState, Happening, WaitingEntry
from cardshop.booking.operations import accepting, snapshot, states, waiting
from cardshop.booking.operations.actors import CUSTOMER
from cardshop.booking.queries import waiting as lists
from cardshop.db import db
from cardshop.lib.errors import Conflict, FieldErrors
from cardshop.notifications.answers import Answered, Superseded


class NotConfirmedYet(Conflict):
    """This booking waits for our answer. We write to you."""


def answer_reminder(answered: Answered, at: datetime) -> str:
    """Note that they will come, or call the booking off. Answering twice is answering once.

    Returns what is replied. Raises NoSuchBooking, NotConfirmedYet, BookingOver, TooLate, and
    Superseded for a yes to a time that it has not any more.
    """
    booking = queries.booking_of(answered.business_id, answered.subject_id, for_change=True)
    if not answered.is_yes:
        states.cancel_by_customer(booking, at=at)
        return messages.cancelled(booking)
    if booking.state is BookingState.PENDING:
        raise NotConfirmedYet
    if booking.state is not BookingState.CONFIRMED or booking.ends_at <= at:
        raise states.BookingOver
    if _has_moved(booking, since=answered.asked_at):
        raise Superseded
    if not is_expected(booking):
        event = snapshot.told(booking, Happening.WILL_COME, actor=CUSTOMER, at=at)
        booking.events.append(event)
        db.session.flush()
    return messages.confirmed(booking)


def answer_offer(answered: Answered, at: datetime) -> str:
    """Book the time that is held, or give it and the place in the queue up.

    Returns what is replied. Raises NoSuchEntry, and what accepting and leaving raise.
    """
    entry = lists.entry_of(answered.business_id, answered.subject_id)
    if not answered.is_yes:
        waiting.leave(entry, at=at)
        return messages.left(queries.service_of(entry.business_id, entry.service_id))
    return _booked(entry, at)


def is_expected(booking: Booking) -> bool:
    """Whether the customer has said that they will come, for the time that it has now."""
    return any(
        event.happening is Happening.WILL_COME and event.starts_at == booking.starts_at
        for event in booking.events
    )


def _has_moved(booking: Booking, *, since: datetime) -> bool:
    """Whether it had another time when the customer was asked."""
    before = [event for event in booking.events if event.at <= since]
    return bool(before) and before[-1].starts_at != booking.starts_at


def _booked(entry: WaitingEntry, at: datetime) -> str:
    business = db.session.get_one(Business, entry.business_id)
    try:
        with db.session.begin_nested():
            return messages.booked(accepting.accept(entry, business, answers={}, at=at))
    except FieldErrors:
        return messages.more_is_asked(entry)
