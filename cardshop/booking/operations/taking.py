"""Taking a booking: one transaction, all of it or nothing (domain.md 8.2)."""

from __future__ import annotations

from datetime import datetime

from cardshop.accounts.models import Business
from cardshop.booking import queries
from cardshop.booking.domain.request import BookingRequest
from cardshop.booking.messages import letters
from cardshop.booking.models import (
    Booking,
    BookingSettings,
    Happening,
    Service,
    WaitingEntry,
)
from cardshop.booking.operations import limits, reminding, seating, snapshot
from cardshop.booking.operations.actors import CUSTOMER
from cardshop.booking.operations.choosing import Wish, any_calendar_for, calendar_for
from cardshop.booking.operations.due import clear_due
from cardshop.booking.operations.moving import await_approval, seat
from cardshop.booking.operations.seating import Holder
from cardshop.db import db
from cardshop.lib.errors import Conflict


class NotTakingBookings(Conflict):
    """No bookings are taken at the moment."""


def take(
    business: Business,
    request: BookingRequest,
    *,
    idempotency_key: str,
    at: datetime,
    shown_at: datetime | None = None,
    card_id: int | None = None,
    tag_id: int | None = None,
    waiting: WaitingEntry | None = None,
) -> Booking:
    """The booking that a customer asks for, or an earlier one taken under the same key.

    `waiting` is the entry of a waiting list whose offer this takes up: what it holds is given
    back first. The card and the tag are the business's. Raises SlotTaken with the nearest open
    starts, NotTakingBookings, TooManyBookings, TooManyThatDay, NoSuchService, FieldErrors.
    """
    settings = queries.held_settings(business.id)
    earlier = queries.by_idempotency_key(business.id, idempotency_key)
    if earlier is not None:
        return earlier
    clear_due(business.id, at=at)
    service = _open_service(settings, request)
    if waiting is not None:
        seating.release(Holder(waiting_id=waiting.id))
    wish = Wish(request.start, request.seats, request.calendar_id, shown_at, waiting is not None)
    calendar = calendar_for(business, service, wish, at=at)
    booking = snapshot.of(business, service, calendar, request, actor=CUSTOMER, at=at)
    who = snapshot.keys_of(request.customer)
    limits.check(settings, service, who, request.start, zone=calendar.timezone, at=at)
    if service.requires_approval:
        await_approval(booking, settings, at=at)
        booking.events[0].state = booking.state
    booking.idempotency_key, booking.card_id, booking.source_tag_id = (
        idempotency_key,
        card_id,
        tag_id,
    )
    _seated(booking, business, service, wish, at=at)
    reminding.tell(booking, business, Happening.TAKEN, actor=CUSTOMER, at=at)
    return booking


def book_by_owner(
    business: Business,
    request: BookingRequest,
    *,
    idempotency_key: str,
    actor: str,
    at: datetime,
    at_any_time: bool = False,
    group_id: int | None = None,
    is_told: bool = True,
) -> Booking:
    """A booking that the business writes down itself, confirmed at once and without limits.

    `at_any_time` allows starts off the grid, outside the hours and in the past, never an overlap.
    `is_told` writes to the customer at once; without it the caller does.
    Raises SlotTaken, NoSuchService, FieldErrors.
    """
    queries.held_settings(business.id)
    earlier = queries.by_idempotency_key(business.id, idempotency_key)
    if earlier is not None:
        return earlier
    clear_due(business.id, at=at)
    service = queries.service_of(business.id, request.service_id)
    wish = Wish(request.start, request.seats, request.calendar_id)
    choose = any_calendar_for if at_any_time else calendar_for
    calendar = choose(business, service, wish, at=at)
    booking = snapshot.of(business, service, calendar, request, actor=actor, at=at)
    booking.idempotency_key, booking.group_id = idempotency_key, group_id
    _seated(booking, business, service, wish, at=at)
    if is_told:
        letters.tell(booking, business, Happening.TAKEN, actor=actor, at=at)
    reminding.plan(booking, business, at=at)
    return booking


def _open_service(settings: BookingSettings, request: BookingRequest) -> Service:
    service = queries.service_of(settings.business_id, request.service_id)
    if not service.is_active:
        raise queries.NoSuchService
    if not settings.is_taking_bookings:
        raise NotTakingBookings
    return service


def _seated(
    booking: Booking, business: Business, service: Service, wish: Wish, *, at: datetime
) -> None:
    """Give the booking its row and its seats. The guard of the database has the last word."""
    db.session.add(booking)
    db.session.flush()
    seat(booking, business, service, wish, at=at)
