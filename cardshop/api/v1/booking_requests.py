"""What taking and moving a booking have in common: what a refusal tells, and the new state."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from cardshop.api.answers import Answer, etag_of
from cardshop.booking import queries
from cardshop.booking.models import Booking
from cardshop.booking.operations.choosing import SlotTaken
from cardshop.booking.presenters_json import booking_as_json, instant
from cardshop.booking.queries import NoSuchService
from cardshop.db import db
from cardshop.lib.errors import FieldError, FieldErrors


@contextmanager
def telling() -> Iterator[None]:
    """Give a program what it needs to go on: the nearest open starts, or which field is wrong."""
    try:
        yield
    except SlotTaken as refusal:
        refusal.members = {"nearest": [instant(start) for start in refusal.nearest]}
        raise
    except NoSuchService as refusal:
        raise FieldErrors([FieldError("/service_id", refusal.detail)]) from refusal


def again(booking: Booking) -> Booking:
    """The booking as the database has it after a change, its history in order."""
    db.session.flush()
    return queries.booking_of(booking.business_id, booking.id)


def shown(
    booking: Booking, status: int = 200, location: str = "", *, public: bool = False
) -> Answer:
    """A booking as the answer, with its ETag."""
    payload = booking_as_json(booking, public=public)
    return Answer(payload, status, etag=etag_of(payload), location=location)
