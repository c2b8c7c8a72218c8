"""A booking on its way: approved, declined, completed, cancelled; every step is kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import selectinload

from cardshop.accounts.models import Business
from cardshop.booking import queries
from cardshop.booking.domain import states
from cardshop.booking.messages import notices
from cardshop.booking.models import Booking, BookingState, Happening, Service
from cardshop.booking.operations import offering, reminding, seating, snapshot
from cardshop.booking.operations.actors import CUSTOMER, SYSTEM
from cardshop.booking.operations.seating import Holder
from cardshop.db import db
from cardshop.lib.errors import Conflict
from cardshop.notifications import outbox

# So many holds end in one turn of the worker; the others in the next minute.
MOST_AT_ONCE = 200

HAPPENINGS = {
    BookingState.CONFIRMED: Happening.APPROVED,
    BookingState.DECLINED: Happening.DECLINED,
    BookingState.CANCELLED: Happening.CANCELLED,
    BookingState.EXPIRED: Happening.EXPIRED,
    BookingState.COMPLETED: Happening.COMPLETED,
    BookingState.NO_SHOW: Happening.NO_SHOW,
}


class StepImpossible(Conflict):
    """This booking cannot take that step. Look at its present state."""


class TooLate(Conflict):
    """It is too late to change this booking here. Write to us or call."""


class BookingOver(Conflict):
    """This booking has ended or was called off. Book a new time."""


def approve(booking: Booking, *, actor: str, at: datetime, note: str = "") -> None:
    """Confirm a request. Raises StepImpossible."""
    if booking.state is not BookingState.PENDING:
        raise StepImpossible
    move_to(booking, BookingState.CONFIRMED, actor=actor, at=at, note=note)


def decline(booking: Booking, *, actor: str, at: datetime, note: str = "") -> None:
    """Refuse a request; its time is free. Raises StepImpossible."""
    move_to(booking, BookingState.DECLINED, actor=actor, at=at, note=note)


def cancel(booking: Booking, *, actor: str, at: datetime, note: str = "") -> None:
    """Call a booking off; its time is free. Raises StepImpossible."""
    move_to(booking, BookingState.CANCELLED, actor=actor, at=at, note=note)


def complete(booking: Booking, *, actor: str, at: datetime, note: str = "") -> None:
    """The visit took place. Raises StepImpossible."""
    move_to(booking, BookingState.COMPLETED, actor=actor, at=at, note=note)


def no_show(booking: Booking, *, actor: str, at: datetime, note: str = "") -> None:
    """Nobody came. Raises StepImpossible."""
    move_to(booking, BookingState.NO_SHOW, actor=actor, at=at, note=note)


def move_to(
    booking: Booking, state: BookingState, *, actor: str, at: datetime, note: str = ""
) -> None:
    """Bring a booking that was read `for_change` to another state, and tell whoever must know.

    What it held is offered to whoever waits. Raises StepImpossible.
    """
    freed = _step(booking, state, actor=actor, at=at, note=note)
    _offer(booking.business_id, freed, at)


def cancel_by_customer(booking: Booking, *, at: datetime, note: str = "") -> None:
    """The customer changes their mind before the cut-off. Twice is once.

    Raises TooLate, BookingOver.
    """
    if booking.state is BookingState.CANCELLED:
        return
    if booking.state.value not in states.HOLDING:
        raise BookingOver
    if not may_cancel(booking, service_of(booking), at=at):
        raise TooLate
    cancel(booking, actor=CUSTOMER, at=at, note=note)


def may_cancel(booking: Booking, service: Service | None, *, at: datetime) -> bool:
    """Whether its customer may call it off: while it holds its time, until the cut-off."""
    cutoff = service.cancel_cutoff_minutes if service else 0
    holds = booking.state.value in states.HOLDING
    return holds and states.before_cutoff(booking.starts_at, cutoff, at)


def may_move(booking: Booking, service: Service | None, *, at: datetime) -> bool:
    """Whether its customer may move it; what is no longer offered cannot be moved."""
    if service is None or not service.is_active or booking.state.value not in states.HOLDING:
        return False
    return states.before_cutoff(booking.starts_at, service.reschedule_cutoff_minutes, at)


def service_of(booking: Booking) -> Service | None:
    """The service that was booked, while there is one."""
    if booking.service_id is None:
        return None
    return queries.service_of(booking.business_id, booking.service_id)


def expire_due(business_id: int, *, at: datetime) -> int:
    """End the business's requests that nobody approved in time. Its settings are held.

    Returns how many.
    """
    due = list(db.session.scalars(_OVER, {"business": business_id, "at": at}))
    freed = [
        stretch
        for booking in due
        for stretch in _step(booking, BookingState.EXPIRED, actor=SYSTEM, at=at, note="")
    ]
    _offer(business_id, freed, at)
    return len(due)


def expire_holds(*, at: datetime) -> int:
    """The same in every business: a chore of the worker. Returns how many requests ended."""
    owning = db.session.scalars(
        select(Booking.business_id).where(Booking.hold_until <= at).distinct().limit(MOST_AT_ONCE)
    )
    ended = 0
    for business_id in sorted(owning):
        queries.held_settings(business_id)
        ended += expire_due(business_id, at=at)
    return ended


def _step(
    booking: Booking, state: BookingState, *, actor: str, at: datetime, note: str
) -> list[tuple[datetime, datetime]]:
    """Write the step down; returns what became free."""
    if state.value not in states.following(booking.state.value):
        raise StepImpossible
    booking.state, booking.hold_until = state, None
    booking.ics_sequence += 1
    booking.revised_at = booking.updated_at = at
    booking.version += 1
    event = snapshot.told(booking, HAPPENINGS[state], actor=actor, at=at, note=note)
    booking.events.append(event)
    db.session.flush()
    freed = seating.release(Holder(booking_id=booking.id)) if state.value in states.FALLEN else []
    business = db.session.get_one(Business, booking.business_id)
    outbox.drop(notices.SUBJECT, booking.id)
    reminding.tell(booking, business, HAPPENINGS[state], actor=actor, at=at)
    return freed


def _offer(business_id: int, freed: Iterable[tuple[datetime, datetime]], at: datetime) -> None:
    """What is free again goes to whoever waits first; nobody waits for what is over."""
    for since, until in freed:
        if until > at:
            offering.offer_freed(business_id, since, until, at=at)


# Made once: whoever takes or moves a booking asks for it under the lock.
_OVER = (
    select(Booking)
    .where(Booking.business_id == bindparam("business"), Booking.hold_until <= bindparam("at"))
    .order_by(Booking.id)
    .limit(MOST_AT_ONCE)
    .options(selectinload(Booking.events))
    .execution_options(populate_existing=True)
    .with_for_update()
)
