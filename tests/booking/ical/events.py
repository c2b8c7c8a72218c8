"""A valid booking event for any test to change, and short ways to say times."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from cardshop.booking.domain.ical_event import BookingEvent, Person

BERLIN = ZoneInfo("Europe/Berlin")
SALON = Person("salon@example.com", "Salon Ana")
SARA = Person("sara@example.org", "Sara Ahmadi")

HAIRCUT = BookingEvent(
    uid="5f0c6f6e-2d5c-4b0e-9a52-0f2f6c1f7b10@cards.example",
    sequence=0,
    revised_at=datetime(2026, 5, 1, 8, tzinfo=UTC),
    starts_at=datetime(2026, 7, 1, 9, tzinfo=UTC),
    ends_at=datetime(2026, 7, 1, 10, tzinfo=UTC),
    state="confirmed",
    service="Haircut",
    customer="Sara Ahmadi",
    details="Phone: +49 151 1234567\nFirst visit: yes",
    place="Hauptstr. 1, Berlin",
    link="https://cards.example/b/k3fX",
    organizer=SALON,
    attendee=SARA,
)


def haircut(**changes: Any) -> BookingEvent:
    return replace(HAIRCUT, **changes)


def utc(text: str) -> datetime:
    """`2026-07-01 09:00` as an instant."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def unfolded(file: bytes) -> list[str]:
    """The whole lines of a file."""
    return file.decode().replace("\r\n ", "").split("\r\n")
