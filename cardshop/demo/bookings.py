"""Writes an example's bookings down, all at once: rows as `booking.operations` would leave them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert

from cardshop.accounts.models import Business
from cardshop.booking.domain.states import FALLEN
from cardshop.booking.models import (
    Appointment,
    Booking,
    BookingEvent,
    BookingState,
    QuestionKind,
    Seat,
    ServiceQuestion,
)
from cardshop.db import db
from cardshop.demo import stories
from cardshop.demo.chance import throw
from cardshop.demo.salon import Salon
from cardshop.demo.stories import Step
from cardshop.demo.visits import Visit
from cardshop.lib import ids, phones

# Together in one booking, at most.
_FRIENDS = 2


@dataclass(frozen=True, slots=True)
class Setting:
    """Everyone and everything that a booking can be made of."""

    business: Business
    salon: Salon
    card_id: int
    owner: str
    approval: timedelta
    at: datetime


@dataclass(frozen=True, slots=True)
class _Kept:
    """A booking of a visit, with its history."""

    visit: Visit
    seats: int
    row: dict[str, Any]
    steps: list[Step]

    @property
    def holds(self) -> bool:
        """Whether it has seats."""
        return self.row["state"].value not in FALLEN


def write_down(setting: Setting, visits: Sequence[Visit]) -> None:
    """The bookings of these visits, their histories, and the seats of those that have any."""
    kept = [booking for visit in visits for booking in _bookings(setting, visit)]
    if not kept:
        return
    keys = _inserted(Booking, [one.row for one in kept])
    lines = [
        _event(key, one, step) for key, one in zip(keys, kept, strict=True) for step in one.steps
    ]
    db.session.execute(insert(BookingEvent), lines)
    _seat([(key, one) for key, one in zip(keys, kept, strict=True) if one.holds])


def _bookings(setting: Setting, visit: Visit) -> Iterator[_Kept]:
    """One, or as many as a class has; a full one leaves no seat."""
    capacity, number = visit.service.capacity, visit.starts_at // 60 + visit.calendar.id * 7
    wanted = capacity if visit.is_full else 1 + throw(number, "seats", capacity)
    while wanted > 0:
        seats = min(wanted, 1 + throw(number, "friends", _FRIENDS))
        yield _kept(setting, visit, number, seats)
        wanted, number = wanted - seats, number + 1


def _kept(setting: Setting, visit: Visit, number: int, seats: int) -> _Kept:
    steps = stories.steps(visit, number, owner=setting.owner, at=setting.at)
    first, last = steps[0], steps[-1]
    is_pending = last.state is BookingState.PENDING
    row = {
        "business_id": setting.business.id,
        "token": ids.new_token(),
        "idempotency_key": ids.new_token(),
        "ics_uid": ids.new_uid(),
        "ics_sequence": len(steps) - 1,
        "version": len(steps),
        "state": last.state,
        "card_id": setting.card_id if first.actor == "customer" else None,
        "locale": setting.business.locale,
        "currency": setting.business.currency,
        "currency_exponent": setting.business.currency_exponent,
        "hold_until": min(first.at + setting.approval, visit.start) if is_pending else None,
        "created_at": first.at,
        "revised_at": last.at,
        "updated_at": last.at,
        "note": _word(setting.salon.notes, number, "note", one_in=9),
        "answers": _answers(setting.salon, visit, number),
        **_visit(visit, seats),
        **_customer(setting.salon, visit, number),
    }
    return _Kept(visit, seats, row, steps)


def _visit(visit: Visit, seats: int) -> dict[str, Any]:
    service, calendar = visit.service, visit.calendar
    return {
        "service_id": service.id,
        "calendar_id": calendar.id,
        "starts_at": visit.start,
        "ends_at": visit.start + timedelta(minutes=service.duration_minutes),
        "timezone": calendar.timezone,
        "seats": seats,
        "service_name": service.name,
        "calendar_name": calendar.name,
        "price": service.price * seats,
        "place": service.place,
        "place_details": service.place_details,
    }


def _customer(salon: Salon, visit: Visit, number: int) -> dict[str, Any]:
    which = throw(number, "who", len(salon.customers))
    name, phone, email = salon.customers[which]
    zones = salon.zones or (visit.calendar.timezone,)
    return {
        "customer_name": name,
        "customer_phone": phone,
        "phone_key": phones.canonical(phone),
        "customer_email": email,
        "email_key": email,
        "customer_timezone": zones[which % len(zones)],
    }


def _answers(salon: Salon, visit: Visit, number: int) -> list[dict[str, Any]]:
    """To every question that must be answered, and to some of the others."""
    given = [
        (question, _answer(salon, question, number))
        for question in visit.service.questions
        if question.is_required or throw(number, question.label, 3)
    ]
    return [
        {
            "question_id": question.id,
            "label": question.label,
            "kind": question.kind.value,
            "value": value,
        }
        for question, value in given
        if value
    ]


def _answer(salon: Salon, question: ServiceQuestion, number: int) -> str | bool:
    if question.kind is QuestionKind.CHECKBOX:
        return True
    words = question.choices or salon.answers.get(question.label, ())
    return _word(words, number, question.label)


def _word(words: Sequence[str], number: int, what: str, *, one_in: int = 1) -> str:
    if not words or throw(number, f"any {what}", one_in):
        return ""
    return words[throw(number, what, len(words))]


def _event(booking_id: int, booking: _Kept, step: Step) -> dict[str, Any]:
    return {
        "booking_id": booking_id,
        "happening": step.happening,
        "state": step.state,
        "starts_at": step.starts_at,
        "calendar_name": booking.visit.calendar.name,
        "at": step.at,
        "actor": step.actor,
    }


def _seat(holding: Sequence[tuple[int, _Kept]]) -> None:
    """An appointment for each visit that anybody comes to, and its lanes in order."""
    parties: dict[Visit, list[tuple[int, int]]] = {}
    for key, booking in holding:
        parties.setdefault(booking.visit, []).append((key, booking.seats))
    keys = _inserted(Appointment, [_appointment(visit) for visit in parties])
    seats = [
        {
            "appointment_id": key,
            "capacity": visit.service.capacity,
            "booking_id": booking,
            "lane": n,
        }
        for key, (visit, party) in zip(keys, parties.items(), strict=True)
        for n, booking in enumerate(one for one, seats in party for _ in range(seats))
    ]
    db.session.execute(insert(Seat), seats)


def _appointment(visit: Visit) -> dict[str, Any]:
    (visit_from, visit_until), (blocked_from, blocked_until) = visit.visit, visit.blocked
    return {
        "calendar_id": visit.calendar.id,
        "service_id": visit.service.id,
        "visit_from": visit_from,
        "visit_until": visit_until,
        "blocked_from": blocked_from,
        "blocked_until": blocked_until,
        "capacity": visit.service.capacity,
        "active": True,
    }


def _inserted(model: type[Booking | Appointment], rows: Sequence[dict[str, Any]]) -> list[int]:
    """The keys of the rows, in their order."""
    statement = insert(model).returning(model.id, sort_by_parameter_order=True)
    return list(db.session.scalars(statement, rows))
