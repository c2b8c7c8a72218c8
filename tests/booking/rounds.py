"""Many businesses prepared in bulk, each for one round of everybody wanting the same moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import insert

from cardshop.accounts.models import Business
from cardshop.booking import queries
from cardshop.booking.domain.request import BookingRequest
from cardshop.booking.models import (
    Appointment,
    Booking,
    BookingEvent,
    BookingSettings,
    Calendar,
    CalendarService,
    Happening,
    Seat,
    Service,
)
from cardshop.booking.operations import blocking, moving, taking
from cardshop.db import transaction
from cardshop.lib import ids
from cardshop.lib.validation import parse
from tests.booking.crowds import Try, shuffled
from tests.support import booked, salons
from tests.support.factories import NOW

# Whoever wins has it; all that is tried overlaps at it.
MOMENT = salons.SOON.replace(hour=12)
LENGTHS = (30, 60, 90)
MOVERS = 10
# Beyond what the engines number by themselves.
_FIRST = 1_000_000
_QUARTER = timedelta(minutes=15)
_ASKED = parse(
    BookingRequest,
    {
        "service_id": 1,
        "start": MOMENT,
        "customer": {"name": "Otieno", "email": "otieno@example.com"},
    },
    {"country": "KE"},
)


@dataclass(frozen=True, slots=True)
class Arena:
    """One business with one calendar, services of three lengths, and bookings that want to move."""

    number: int

    @property
    def business_id(self) -> int:
        """Also its calendar's key."""
        return _FIRST + self.number

    @property
    def service_ids(self) -> list[int]:
        """In the order of LENGTHS."""
        return [_FIRST + 10 * self.number + n for n, _ in enumerate(LENGTHS)]

    @property
    def booking_ids(self) -> list[int]:
        """Those that want to move, half an hour each, long after the moment."""
        return [_FIRST + 100 * self.number + n for n in range(MOVERS)]


def arenas(count: int) -> list[Arena]:
    """So many businesses, written in a few statements."""
    made = [Arena(number) for number in range(count)]
    with transaction() as session:
        for table, rows in _rows(made):
            session.execute(insert(table), rows)
    return made


def fifty(arena: Arena) -> list[Try]:
    """Thirty customers, ten bookings that move and ten times to block, in some order."""
    ahead = [(n, back) for n, length in enumerate(LENGTHS) for back in range(0, length, 15)]
    spots = [(n, MOMENT - timedelta(minutes=back)) for n, back in ahead]
    customers = [spots[n % len(spots)] for n in range(30)]
    tries: list[Try] = [partial(_take, arena, _request(arena, *spot)) for spot in customers]
    tries += [
        partial(_move, arena, key, MOMENT - _QUARTER * (n % 2), by_owner=n % 3 == 0)
        for n, key in enumerate(arena.booking_ids)
    ]
    tries += [partial(_block, arena, MOMENT - _QUARTER * n, 1 + n % 3) for n in range(4)] * 2
    tries += [partial(_block, arena, MOMENT, 1)] * 2
    return shuffled(tries, arena.number)


def a_class(arena: Arena, seats: int) -> list[Try]:
    """Fifty customers of a class of so many seats."""
    with transaction() as session:
        session.get_one(Service, arena.service_ids[0]).capacity = seats
    return [partial(_take, arena, _request(arena, 0, MOMENT))] * 50


def one_key(arena: Arena) -> list[Try]:
    """One customer whose network sends the same request fifty times."""
    return [partial(_take, arena, _request(arena, 0, MOMENT), key="the same")] * 50


def one_person(arena: Arena) -> list[Try]:
    """One customer who wants fifty times of a day, of which no two overlap."""
    times = [MOMENT - timedelta(hours=4) + n * _QUARTER for n in range(0, 26, 2)]
    return [partial(_take, arena, _request(arena, 0, times[n % 13])) for n in range(50)]


def _request(arena: Arena, service: int, start: datetime) -> BookingRequest:
    return _ASKED.model_copy(update={"service_id": arena.service_ids[service], "start": start})


def _take(arena: Arena, wanted: BookingRequest, *, key: str = "") -> None:
    with transaction() as session:
        business = session.get_one(Business, arena.business_id)
        taking.take(business, wanted, idempotency_key=key or ids.new_token(), at=NOW)


def _move(arena: Arena, key: int, start: datetime, *, by_owner: bool) -> None:
    with transaction() as session:
        queries.held_settings(arena.business_id)
        booking = queries.booking_of(arena.business_id, key, for_change=True)
        business = session.get_one(Business, arena.business_id)
        actor = "amina@example.com" if by_owner else "customer"
        moving.reschedule(booking, business, start, actor=actor, at=NOW, at_any_time=by_owner)


def _block(arena: Arena, start: datetime, hours: int) -> None:
    with transaction():
        calendar = queries.calendar_of(arena.business_id, arena.business_id)
        blocking.block(calendar, start, start + timedelta(hours=hours), at=NOW)


def _rows(made: list[Arena]) -> list[tuple[Any, list[dict[str, Any]]]]:
    services = [row for arena in made for row in _services(arena)]
    bookings = [row for arena in made for row in _bookings(arena)]
    return [
        (Business, [_business(arena) for arena in made]),
        (BookingSettings, [{"business_id": arena.business_id} for arena in made]),
        (Calendar, [_calendar(arena) for arena in made]),
        (Service, services),
        (
            CalendarService,
            [{"calendar_id": row["business_id"], "service_id": row["id"]} for row in services],
        ),
        (Booking, bookings),
        (BookingEvent, [_event(row) for row in bookings]),
        (Appointment, [_appointment(row) for row in bookings]),
        (Seat, [_seat(row) for row in bookings]),
    ]


def _business(arena: Arena) -> dict[str, Any]:
    return {
        "id": arena.business_id,
        "name": "Salon",
        "country": "KE",
        "currency": "KES",
        "currency_exponent": 2,
        "timezone": "UTC",
        "locale": "en-KE",
        "opening_hours": {"weekly": {}, "overrides": {}},
        "created_at": NOW,
    }


def _calendar(arena: Arena) -> dict[str, Any]:
    return {
        "id": arena.business_id,
        "business_id": arena.business_id,
        "name": "Amina",
        "timezone": "UTC",
        "hours": salons.hours("08:00-22:00"),
        "created_at": NOW,
        "updated_at": NOW,
    }


def _services(arena: Arena) -> list[dict[str, Any]]:
    return [
        {
            "id": key,
            "business_id": arena.business_id,
            "slug": f"service-{length}",
            "name": "Haircut",
            "duration_minutes": length,
            "slot_interval_minutes": 15,
            "created_at": NOW,
            "updated_at": NOW,
        }
        for key, length in zip(arena.service_ids, LENGTHS, strict=True)
    ]


def _bookings(arena: Arena) -> list[dict[str, Any]]:
    business = Business(**_business(arena))
    calendar = Calendar(**_calendar(arena))
    service = Service(**_services(arena)[0] | {"price": 0})
    return [
        booked.columns_of(
            business, service, calendar, MOMENT + timedelta(hours=3, minutes=30 * place)
        )
        | {"id": key}
        for place, key in enumerate(arena.booking_ids)
    ]


def _event(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "booking_id": row["id"],
        "happening": Happening.TAKEN,
        "state": row["state"],
        "starts_at": row["starts_at"],
        "calendar_name": "Amina",
        "at": NOW,
        "actor": "customer",
    }


def _appointment(row: dict[str, Any]) -> dict[str, Any]:
    start, end = int(row["starts_at"].timestamp()), int(row["ends_at"].timestamp())
    return {
        "id": row["id"],
        "calendar_id": row["calendar_id"],
        "service_id": row["service_id"],
        "visit_from": start,
        "visit_until": end,
        "blocked_from": start,
        "blocked_until": end,
    }


def _seat(row: dict[str, Any]) -> dict[str, Any]:
    return {"appointment_id": row["id"], "lane": 0, "capacity": 1, "booking_id": row["id"]}
