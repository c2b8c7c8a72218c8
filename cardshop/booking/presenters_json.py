"""Services, calendars, bookings and slots as programs take them: JSON in the shape of http.md."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from cardshop.booking.domain.ical_event import uid_of
from cardshop.booking.domain.slots import Slot
from cardshop.booking.models import (
    Booking,
    BookingEvent,
    Calendar,
    CalendarFeed,
    Happening,
    Place,
    Service,
    ServiceQuestion,
    WaitingEntry,
)
from cardshop.web.site import absolute, base_url

_SERVICE = (
    *("id", "slug", "name", "description", "duration_minutes", "price", "slot_interval_minutes"),
    *("buffer_before_minutes", "buffer_after_minutes", "minimum_notice_minutes", "horizon_days"),
    *("capacity", "daily_limit", "person_limit", "requires_approval"),
    *("cancel_cutoff_minutes", "reschedule_cutoff_minutes", "place_details"),
)
_BOOKING = (
    *("id", "token", "service_id", "service_name", "calendar_id", "calendar_name", "timezone"),
    *("seats", "price", "currency", "place_details", "note", "ics_sequence"),
)
_WAITING = ("id", "service_id", "calendar_id", "seats", "note")
# Who did something, as a customer may know it.
_OPEN_ACTORS = ("customer", "system")
# What the business notes of a visit that is over is its own.
_KEPT = (Happening.COMPLETED, Happening.NO_SHOW)


def service_as_json(service: Service, calendar_ids: Iterable[int]) -> dict[str, Any]:
    """The SERVICE of http.md. Its questions are loaded; `calendar_ids` are those that give it."""
    return {
        **{name: getattr(service, name) for name in _SERVICE},
        "slot_alignment": service.slot_alignment.value,
        "place": service.place.value,
        "reminder_offsets": list(service.reminder_offsets),
        "questions": [_question(question) for question in service.questions],
        "calendar_ids": list(calendar_ids),
        "active": service.is_active,
    }


def public_service_as_json(service: Service, calendars: Iterable[Calendar]) -> dict[str, Any]:
    """The same for everyone, with the names of the calendars; a video link is for guests alone."""
    shown = list(calendars)
    told = service_as_json(service, [calendar.id for calendar in shown])
    if service.place is Place.VIDEO:
        told["place_details"] = ""
    return told | {"calendars": [{"id": one.id, "name": one.name} for one in shown]}


def calendar_as_json(
    calendar: Calendar, service_ids: Iterable[int], feed: CalendarFeed | None
) -> dict[str, Any]:
    """A calendar as http.md lists it; without hours of its own it has the business's."""
    return {
        "id": calendar.id,
        "name": calendar.name,
        "timezone": calendar.timezone,
        "hours": calendar.hours,
        "service_ids": list(service_ids),
        "feed_url": absolute(f"/feeds/{feed.token}.ics") if feed else None,
        "color": calendar.color,
        "daily_limit": calendar.daily_limit,
        "active": calendar.is_active,
    }


def booking_as_json(booking: Booking, *, public: bool = False) -> dict[str, Any]:
    """The BOOKING of http.md. Its history is loaded.

    `public` leaves out who of the business did what.
    """
    link = absolute(f"/b/{booking.token}")
    return {
        **{name: getattr(booking, name) for name in _BOOKING},
        "state": booking.state.value,
        "starts_at": instant(booking.starts_at),
        "ends_at": instant(booking.ends_at),
        "place": booking.place.value,
        "customer": {
            "name": booking.customer_name,
            "phone": booking.customer_phone,
            "email": booking.customer_email,
            "locale": booking.locale,
            "timezone": booking.customer_timezone or booking.timezone,
        },
        "answers": {str(given["question_id"]): given["value"] for given in booking.answers},
        "answered": list(booking.answers),
        "hold_until": instant(booking.hold_until) if booking.hold_until else None,
        "ics_uid": uid_of(booking.ics_uid, urlsplit(base_url()).hostname or "localhost"),
        "ics_url": f"{link}.ics",
        "manage_url": link,
        "created_at": instant(booking.created_at),
        "history": [_event(event, public=public) for event in booking.events],
    }


def waiting_as_json(entry: WaitingEntry) -> dict[str, Any]:
    """Somebody who waits, and the time that is held for them, if one is."""
    return {
        **{name: getattr(entry, name) for name in _WAITING},
        "day": entry.day.isoformat(),
        "state": entry.state.value,
        "customer": {
            "name": entry.customer_name,
            "phone": entry.customer_phone,
            "email": entry.customer_email,
            "locale": entry.locale,
            "timezone": entry.customer_timezone,
        },
        "offered_starts_at": instant(entry.offered_starts_at) if entry.offered_starts_at else None,
        "offer_until": instant(entry.offer_until) if entry.offer_until else None,
        "created_at": instant(entry.created_at),
    }


def slot_as_json(slot: Slot) -> dict[str, Any]:
    """An open time with the seats left and the calendars that can take it."""
    return {
        "start": instant(slot.start),
        "end": instant(slot.end),
        "seats": slot.seats,
        "calendar_ids": list(slot.calendars),
    }


def instant(at: datetime) -> str:
    """RFC 3339 in UTC, to the second."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _question(question: ServiceQuestion) -> dict[str, Any]:
    return {
        "id": question.id,
        "label": question.label,
        "kind": question.kind.value,
        "required": question.is_required,
        "choices": list(question.choices),
    }


def _event(event: BookingEvent, *, public: bool) -> dict[str, Any]:
    known = not public or event.actor in _OPEN_ACTORS
    told = not public or event.happening not in _KEPT
    return {
        "happening": event.happening.value,
        "state": event.state.value,
        "starts_at": instant(event.starts_at),
        "calendar_name": event.calendar_name,
        "at": instant(event.at),
        "actor": event.actor if known else "business",
        "note": event.note if told else "",
    }
