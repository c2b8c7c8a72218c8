"""A booking as it is written down: every word and price as it was when it was taken."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from cardshop.accounts.models import Business
from cardshop.booking.domain import answers
from cardshop.booking.domain.request import BookingRequest, CustomerRequest
from cardshop.booking.models import (
    Booking,
    BookingEvent,
    BookingState,
    Calendar,
    Happening,
    Service,
)
from cardshop.lib import ids, phones


def of(
    business: Business,
    service: Service,
    calendar: Calendar,
    request: BookingRequest,
    *,
    actor: str,
    at: datetime,
) -> Booking:
    """The confirmed booking with the beginning of its history, in no session yet.

    Raises FieldErrors for answers that do not fit the questions.
    """
    kept = answers.check(questions_of(service), request.answers, country=business.country)
    booking = Booking(
        business_id=business.id,
        service_id=service.id,
        calendar_id=calendar.id,
        token=ids.new_token(),
        ics_uid=ids.new_uid(),
        ics_sequence=0,
        state=BookingState.CONFIRMED,
        starts_at=request.start,
        ends_at=request.start + timedelta(minutes=service.duration_minutes),
        timezone=calendar.timezone,
        customer_timezone=request.customer.timezone or "",
        locale=request.customer.locale or business.locale,
        seats=request.seats,
        answers=kept,
        note=request.note,
        owner_note="",
        created_at=at,
        revised_at=at,
        updated_at=at,
        version=1,
        **_offer(business, service, calendar, request.seats),
        **customer_columns(request.customer),
    )
    booking.events = [told(booking, Happening.TAKEN, actor=actor, at=at)]
    return booking


def told(
    booking: Booking, happening: Happening, *, actor: str, at: datetime, note: str = ""
) -> BookingEvent:
    """A line of history: how the booking is after what happened."""
    return BookingEvent(
        happening=happening,
        state=booking.state,
        starts_at=booking.starts_at,
        calendar_name=booking.calendar_name,
        at=at,
        actor=actor,
        note=note,
    )


def questions_of(service: Service) -> list[answers.Question]:
    """The questions as the pure check wants them."""
    return [
        answers.Question(row.id, row.label, row.kind.value, row.is_required, tuple(row.choices))
        for row in service.questions
    ]


def keys_of(customer: CustomerRequest) -> tuple[str, str]:
    """By what the person is known: one key for all spellings of a telephone, and the e-mail."""
    return phones.canonical(customer.phone) if customer.phone else "", customer.email


def customer_columns(customer: CustomerRequest) -> dict[str, Any]:
    """What bookings and the waiting list keep of whoever asks."""
    phone_key, email_key = keys_of(customer)
    return {
        "customer_name": customer.name,
        "customer_phone": customer.phone,
        "phone_key": phone_key,
        "customer_email": customer.email,
        "email_key": email_key,
    }


def _offer(business: Business, service: Service, calendar: Calendar, seats: int) -> dict[str, Any]:
    return {
        "service_name": service.name,
        "calendar_name": calendar.name,
        "price": service.price * seats,
        "currency": business.currency,
        "currency_exponent": business.currency_exponent,
        "place": service.place,
        "place_details": service.place_details,
    }
