"""SERVICE as it is answered, and what it looks like."""

from __future__ import annotations

from typing import Any

from cardshop.api.v1.shape import Shape, Uri
from cardshop.booking.domain.content import Alignment, PlaceKind, Question

NEW_EXAMPLE: dict[str, Any] = {
    "name": "Haircut",
    "duration_minutes": 30,
    "price": 150000,
    "buffer_after_minutes": 10,
    "questions": [{"label": "Is it your first visit?", "kind": "checkbox"}],
}
EXAMPLE: dict[str, Any] = {
    "id": 4,
    "slug": "haircut",
    "name": "Haircut",
    "description": "",
    "duration_minutes": 30,
    "price": 150000,
    "slot_interval_minutes": None,
    "buffer_before_minutes": 0,
    "buffer_after_minutes": 10,
    "minimum_notice_minutes": 0,
    "horizon_days": 60,
    "capacity": 1,
    "daily_limit": None,
    "person_limit": None,
    "requires_approval": False,
    "slot_alignment": "opening",
    "place": "business",
    "place_details": "",
    "cancel_cutoff_minutes": 0,
    "reschedule_cutoff_minutes": 0,
    "reminder_offsets": [1440, 120],
    "questions": [
        {
            "id": 9,
            "label": "Is it your first visit?",
            "kind": "checkbox",
            "required": False,
            "choices": [],
        }
    ],
    "calendar_ids": [2, 3],
    "active": True,
}


class QuestionShape(Shape):
    """What is asked of whoever books."""

    id: int
    label: str
    kind: Question
    required: bool
    choices: list[str]


class ServiceShape(Shape):
    """Something that can be booked."""

    id: int
    slug: str
    name: str
    description: str
    duration_minutes: int
    price: int
    slot_interval_minutes: int | None
    buffer_before_minutes: int
    buffer_after_minutes: int
    minimum_notice_minutes: int
    horizon_days: int
    capacity: int
    daily_limit: int | None
    person_limit: int | None
    requires_approval: bool
    slot_alignment: Alignment
    place: PlaceKind
    place_details: str
    cancel_cutoff_minutes: int
    reschedule_cutoff_minutes: int
    reminder_offsets: list[int]
    questions: list[QuestionShape]
    calendar_ids: list[int]
    active: bool


class GiverShape(Shape):
    """A calendar that gives a service, as customers choose it."""

    id: int
    name: str


class PublicServiceShape(ServiceShape):
    """A service that can be booked, with its page and the names of its calendars."""

    calendars: list[GiverShape]
    currency: str
    url: Uri
