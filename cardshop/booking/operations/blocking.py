"""Time that the owner keeps free: nobody books it, and it takes nothing that is booked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from cardshop.booking import queries
from cardshop.booking.models import BlockedTime, Booking, Calendar
from cardshop.booking.operations import offering, seating
from cardshop.booking.operations.due import clear_due
from cardshop.db import db
from cardshop.lib.errors import Conflict, FieldError, FieldErrors, Sentence

LONGEST = timedelta(days=366)
_DAY = timedelta(days=1)


class Occupied(Conflict):
    """Something stands at that time already. Move or cancel it first."""

    def __init__(self, bookings: list[Booking]) -> None:
        super().__init__()
        self.bookings = bookings


def block(
    calendar: Calendar, start: datetime, end: datetime, *, reason: str = "", at: datetime
) -> BlockedTime:
    """Keep a calendar free from one instant to another, at most 366 days.

    Raises Occupied with the bookings in the way, FieldErrors for times that do not fit.
    """
    _check(start, end)
    queries.held_settings(calendar.business_id)
    clear_due(calendar.business_id, at=at)
    blocked = BlockedTime(
        calendar_id=calendar.id, starts_at=start, ends_at=end, reason=reason, created_at=at
    )
    try:
        with db.session.begin_nested():
            db.session.add(blocked)
            db.session.flush()
            seating.block(calendar.id, blocked.id, _pieces(start, end))
    except seating.TimeTaken as refusal:
        held = queries.in_range(calendar.business_id, start, end, [calendar.id])
        raise Occupied([one for one in held if one.state in queries.HOLDING]) from refusal
    return blocked


def unblock(blocked: BlockedTime, business_id: int, *, at: datetime) -> None:
    """Give a blocked time back."""
    queries.held_settings(business_id)
    since, until = blocked.starts_at, blocked.ends_at
    db.session.delete(blocked)
    db.session.flush()
    if until > at:
        offering.offer_freed(business_id, max(since, at), until, at=at)


def _check(start: datetime, end: datetime) -> None:
    if end <= start:
        raise FieldErrors([FieldError("/end", Sentence.of("The end must be after the start."))])
    if end - start > LONGEST:
        raise FieldErrors([FieldError("/end", Sentence.of("Block at most a year at once."))])


def _pieces(start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """A day at most, as far as the guard looks back."""
    while start < end:
        until = min(start + _DAY, end)
        yield start, until
        start = until
