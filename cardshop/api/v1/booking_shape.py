"""BOOKING and open times, and what they look like."""

from __future__ import annotations

from typing import Any, Literal

from cardshop.api.v1.shape import Instant, Shape, Uri
from cardshop.booking.domain.content import PlaceKind, Question

State = Literal["pending", "confirmed", "completed", "no_show", "declined", "cancelled", "expired"]

REQUEST_EXAMPLE: dict[str, Any] = {
    "service_id": 4,
    "start": "2027-03-29T09:00:00Z",
    "customer": {
        "name": "Wanjiru Mwangi",
        "phone": "+254711000111",
        "timezone": "Europe/Berlin",
    },
    "answers": {"9": True},
    "note": "Please call when you are free earlier.",
}
EXAMPLE: dict[str, Any] = {
    "id": 77,
    "token": "Zk3v0J8bQ1mT9xYw2LrE5A",
    "state": "confirmed",
    "service_id": 4,
    "service_name": "Haircut",
    "calendar_id": 2,
    "calendar_name": "Otieno",
    "starts_at": "2027-03-29T09:00:00Z",
    "ends_at": "2027-03-29T09:30:00Z",
    "timezone": "Africa/Nairobi",
    "seats": 1,
    "price": 150000,
    "currency": "KES",
    "place": "business",
    "place_details": "",
    "customer": {
        "name": "Wanjiru Mwangi",
        "phone": "+254711000111",
        "email": "",
        "locale": "en-KE",
        "timezone": "Europe/Berlin",
    },
    "answers": {"9": True},
    "answered": [
        {"question_id": 9, "label": "Is it your first visit?", "kind": "checkbox", "value": True}
    ],
    "note": "Please call when you are free earlier.",
    "hold_until": None,
    "ics_uid": "b2f6d1a0-4c5e-4a0b-9d1e-7f3c2a1b0c9d@cards.example",
    "ics_sequence": 0,
    "ics_url": "https://cards.example/b/Zk3v0J8bQ1mT9xYw2LrE5A.ics",
    "manage_url": "https://cards.example/b/Zk3v0J8bQ1mT9xYw2LrE5A",
    "created_at": "2027-03-28T09:00:00Z",
    "history": [
        {
            "happening": "taken",
            "state": "confirmed",
            "starts_at": "2027-03-29T09:00:00Z",
            "calendar_name": "Otieno",
            "at": "2027-03-28T09:00:00Z",
            "actor": "customer",
            "note": "",
        }
    ],
}
SLOTS_EXAMPLE: dict[str, Any] = {
    "timezone": "Africa/Nairobi",
    "as_of": "2027-03-28T09:00:00Z",
    "slots": [
        {
            "start": "2027-03-29T09:00:00Z",
            "end": "2027-03-29T09:30:00Z",
            "seats": 1,
            "calendar_ids": [2, 3],
        }
    ],
}


class GuestShape(Shape):
    """Who comes, and in which language and zone they read their booking."""

    name: str
    phone: str
    email: str
    locale: str
    timezone: str


class AnswerShape(Shape):
    """A question as it was asked, and its answer."""

    question_id: int
    label: str
    kind: Question
    value: str | bool


class BookingEventShape(Shape):
    """What happened. `actor` is `customer`, `system`, or who of the business it was."""

    happening: Literal[
        "taken",
        "approved",
        "moved",
        "will_come",
        "completed",
        "no_show",
        "declined",
        "cancelled",
        "expired",
    ]
    state: State
    starts_at: Instant
    calendar_name: str
    at: Instant
    actor: str
    note: str


class BookingShape(Shape):
    """A booking: its words and its price are those of the day it was taken."""

    id: int
    token: str
    state: State
    service_id: int | None
    service_name: str
    calendar_id: int | None
    calendar_name: str
    starts_at: Instant
    ends_at: Instant
    timezone: str
    seats: int
    price: int
    currency: str
    place: PlaceKind
    place_details: str
    customer: GuestShape
    answers: dict[str, str | bool]
    answered: list[AnswerShape]
    note: str
    hold_until: Instant | None
    ics_uid: str
    ics_sequence: int
    ics_url: Uri
    manage_url: Uri
    created_at: Instant
    history: list[BookingEventShape]


class SlotShape(Shape):
    """A time that is open."""

    start: Instant
    end: Instant
    seats: int
    calendar_ids: list[int]


class SlotsShape(Shape):
    """The open times of some days, in order."""

    timezone: str
    as_of: Instant
    slots: list[SlotShape]
