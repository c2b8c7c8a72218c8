"""What owners' and customers' programs have in common: which field is wrong, and the answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from cardshop.api.answers import Answer, etag_of
from cardshop.booking import queries
from cardshop.booking.models import Booking
from cardshop.booking.presenters_json import booking_as_json
from cardshop.booking.queries import NoSuchService
from cardshop.db import db
from cardshop.lib.errors import FieldError, FieldErrors


@contextmanager
def naming_service() -> Iterator[None]:
    """Say of a service that is not there which field named it."""
    try:
        yield
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
