"""An offered time is taken up: what was held becomes a booking, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from cardshop.accounts.models import Business
from cardshop.booking import queries
from cardshop.booking.domain.request import BookingRequest
from cardshop.booking.messages import offers
from cardshop.booking.models import Booking, WaitingEntry, WaitingState
from cardshop.booking.operations import taking
from cardshop.booking.queries import waiting as lists
from cardshop.db import db
from cardshop.lib.errors import Conflict
from cardshop.lib.validation import parse
from cardshop.notifications import outbox


class OfferOver(Conflict):
    """This time was held for you, and is not any more. It went to whoever was next."""


class NothingOffered(Conflict):
    """No time is held for you yet. We write to you when it is your turn."""


def accept(
    entry: WaitingEntry,
    business: Business,
    *,
    answers: Mapping[str, str | bool],
    note: str = "",
    at: datetime,
) -> Booking:
    """The booking of the time that is held for somebody; pressing twice books once.

    An offer ends at `offer_until`: from that instant on it is over, and `offering.lapse_due` says
    the same. Raises NothingOffered, OfferOver, and what `taking.take` raises.
    """
    queries.held_settings(business.id)
    entry = lists.entry_of(business.id, entry.id, for_change=True)
    if entry.state is WaitingState.BOOKED and entry.booking_id is not None:
        return queries.booking_of(business.id, entry.booking_id)
    request = _request(entry, answers, note, at)
    booking = taking.take(
        business,
        request,
        idempotency_key=f"waiting:{entry.token[:40]}:{entry.offers}",
        at=at,
        card_id=entry.card_id,
        waiting=entry,
    )
    entry.state, entry.booking_id = WaitingState.BOOKED, booking.id
    entry.offered_starts_at = entry.offer_until = None
    db.session.flush()
    outbox.drop(offers.SUBJECT, entry.id)
    return booking


def _request(
    entry: WaitingEntry, answers: Mapping[str, str | bool], note: str, at: datetime
) -> BookingRequest:
    start, until = entry.offered_starts_at, entry.offer_until
    if entry.state is WaitingState.WAITING:
        raise NothingOffered
    if start is None or until is None or at >= until:
        raise OfferOver
    asked = {
        "service_id": entry.service_id,
        "start": start,
        "calendar_id": lists.held_calendar_id(entry),
        "seats": entry.seats,
        "customer": {
            "name": entry.customer_name,
            "phone": entry.customer_phone,
            "email": entry.customer_email,
            "locale": entry.locale,
            "timezone": entry.customer_timezone,
        },
        "answers": dict(answers),
        "note": note or entry.note,
    }
    return parse(BookingRequest, asked)
