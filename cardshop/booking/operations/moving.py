"""A booking at another time: the old one is free and the new one taken, or nothing changed."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from cardshop.accounts.models import Business
from cardshop.booking import queries
from cardshop.booking.domain import states
from cardshop.booking.messages import notices
from cardshop.booking.models import (
    Booking,
    BookingSettings,
    BookingState,
    Calendar,
    Happening,
    Service,
)
from cardshop.booking.operations import offering, reminding, seating, snapshot
from cardshop.booking.operations.actors import CUSTOMER
from cardshop.booking.operations.choosing import (
    SlotTaken,
    Wish,
    calendar_for,
    check_reach,
    nearest_to,
)
from cardshop.booking.operations.due import clear_due
from cardshop.booking.operations.seating import Holder
from cardshop.booking.operations.states import BookingOver, TooLate, may_move, service_of
from cardshop.db import db
from cardshop.lib.errors import Conflict
from cardshop.notifications import outbox


class ServiceGone(Conflict):
    """This service is no longer offered, so its booking cannot be moved."""


def reschedule(
    booking: Booking,
    business: Business,
    start: datetime,
    *,
    calendar_id: int | None = None,
    actor: str,
    at: datetime,
    shown_at: datetime | None = None,
    at_any_time: bool = False,
    note: str = "",
) -> None:
    """Move a booking that was read `for_change`; without a calendar it stays with the one it has.

    The customer (`actor`) moves it until the cut-off, and where the service needs approval it
    waits for that again. `at_any_time` is as in `taking.book_by_owner`. Raises SlotTaken,
    BookingOver, TooLate, ServiceGone, FieldErrors; the transaction must end then.
    """
    clear_due(business.id, at=at)  # It may be this one that is over.
    service = _movable(booking, actor, at)
    wanted = calendar_id or booking.calendar_id
    if (start, wanted) == (booking.starts_at, booking.calendar_id):
        return
    freed = seating.release(Holder(booking_id=booking.id))
    wish = Wish(start, booking.seats, wanted, shown_at)
    choose = _whatever_the_hours if at_any_time and wanted else calendar_for
    calendar = choose(business, service, wish, at=at)
    _write(booking, service, calendar, wish, at=at)
    if actor == CUSTOMER and service.requires_approval:
        await_approval(booking, queries.held_settings(business.id), at=at)
    seat(booking, business, service, wish, at=at)
    event = snapshot.told(booking, Happening.MOVED, actor=actor, at=at, note=note)
    booking.events.append(event)
    db.session.flush()
    for since, until in freed:
        offering.offer_freed(business.id, since, until, at=at)
    # What still waits to be said names the old time.
    outbox.drop(notices.SUBJECT, booking.id)
    reminding.tell(booking, business, Happening.MOVED, actor=actor, at=at)


def seat(
    booking: Booking, business: Business, service: Service, wish: Wish, *, at: datetime
) -> None:
    """Give a booking its seats. The guard of the database has the last word: SlotTaken."""
    assert booking.calendar_id is not None  # noqa: S101 - it was just chosen
    try:
        holder = Holder(booking_id=booking.id)
        seating.hold(holder, service, booking.calendar_id, wish.start, seats=wish.seats)
    except seating.TimeTaken as refusal:
        raise SlotTaken(partial(nearest_to, business, service, wish, at=at)) from refusal


def _movable(booking: Booking, actor: str, at: datetime) -> Service:
    if booking.state.value not in states.HOLDING:
        raise BookingOver
    service = service_of(booking)
    if service is None:
        raise ServiceGone
    if actor == CUSTOMER and not may_move(booking, service, at=at):
        raise TooLate
    return service


def _whatever_the_hours(
    business: Business, _service: Service, wish: Wish, *, at: datetime
) -> Calendar:
    """The calendar wished for, also one that does not give the service."""
    check_reach(wish.start, at=at)
    return queries.calendar_of(business.id, wish.calendar_id or 0)


def _write(
    booking: Booking, service: Service, calendar: Calendar, wish: Wish, *, at: datetime
) -> None:
    """The new time, as long as the service is now: that is how long its seats are held."""
    booking.starts_at = wish.start
    booking.ends_at = wish.start + timedelta(minutes=service.duration_minutes)
    booking.calendar_id, booking.calendar_name = calendar.id, calendar.name
    booking.timezone = calendar.timezone
    booking.ics_sequence += 1
    booking.revised_at = booking.updated_at = at
    booking.version += 1


def await_approval(booking: Booking, settings: BookingSettings, *, at: datetime) -> None:
    """Let its time be held until it is approved: so long as set, and at most until it begins."""
    booking.state = BookingState.PENDING
    wait = timedelta(minutes=settings.approval_minutes)
    booking.hold_until = min(at + wait, booking.starts_at)
