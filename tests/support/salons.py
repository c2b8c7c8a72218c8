"""One-line makers of what is booked and by whom; a test says only what it is about."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from typing import Any

from cardshop.accounts.models import Business
from cardshop.booking.models import (
    BlockedTime,
    Booking,
    BookingSettings,
    BookingState,
    BusyInterval,
    BusySource,
    Calendar,
    CalendarFeed,
    CalendarService,
    QuestionKind,
    Service,
    ServiceQuestion,
    WaitingEntry,
)
from cardshop.db import db, transaction
from cardshop.lib import ids, phones
from tests.support import booked
from tests.support.factories import NOW

# 2 December 2026, a Wednesday, 10:00 in Nairobi; it is 24 November then (NOW).
SOON = NOW.replace(month=12, day=2, hour=7)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_numbers = itertools.count(1)


def _kept(row: Any) -> Any:
    with transaction() as session:
        session.add(row)
    db.session.refresh(row)
    return row


def hours(*intervals: str, days: tuple[str, ...] = WEEKDAYS, **overrides: Any) -> dict[str, Any]:
    """HOURS with the same intervals on each of the days: `hours("09:00-12:00", "13:00-17:00")`."""
    spans = [text.split("-") for text in intervals or ("09:00-17:00",)]
    return {"weekly": dict.fromkeys(days, spans), "overrides": overrides}


def settings(business: Business, **columns: Any) -> BookingSettings:
    """How the business takes bookings: as it does without a row, unless said otherwise."""
    made: BookingSettings = _kept(BookingSettings(business_id=business.id, **columns))
    return made


def service(business: Business, name: str = "Haircut", **columns: Any) -> Service:
    """Half an hour at 1,500.00, at once confirmed, without buffers, notice or questions."""
    n = next(_numbers)
    values = {
        "slug": f"service-{n}",
        "duration_minutes": 30,
        "price": 150000,
        "position": n,
        "created_at": NOW,
        "updated_at": NOW,
    } | columns
    made: Service = _kept(Service(business_id=business.id, name=name, **values))
    return made


def question(
    of: Service, label: str = "Is it your first visit?", kind: str = "text", **columns: Any
) -> ServiceQuestion:
    """Something that the service asks, not required."""
    values = {"position": next(_numbers)} | columns
    row = ServiceQuestion(service_id=of.id, label=label, kind=QuestionKind(kind), **values)
    made: ServiceQuestion = _kept(row)
    return made


def calendar(
    business: Business, *services: Service, name: str = "Amina", **columns: Any
) -> Calendar:
    """Somebody in the business's zone who gives these services every day from 9 to 17."""
    values = {
        "timezone": business.timezone,
        "hours": hours(),
        "position": next(_numbers),
        "created_at": NOW,
        "updated_at": NOW,
    } | columns
    with transaction() as session:
        made = Calendar(business_id=business.id, name=name, **values)
        session.add(made)
        session.flush()
        session.add_all(
            CalendarService(calendar_id=made.id, service_id=given.id) for given in services
        )
    db.session.refresh(made)
    return made


def booking(
    business: Business,
    of: Service | None = None,
    on: Calendar | None = None,
    *,
    starts_at: datetime = SOON,
    **columns: Any,
) -> Booking:
    """A confirmed booking of Wanjiru; while it is pending or confirmed it holds its time and seats.

    Without a service and a calendar it makes them, too.
    """
    of = of or service(business)
    on = on or calendar(business, of)
    with transaction() as session:
        made = Booking(**booked.columns_of(business, of, on, starts_at) | columns)
        made.hold_until = columns.get("hold_until") or (
            NOW + timedelta(days=1) if made.state is BookingState.PENDING else None
        )
        session.add(made)
        session.flush()
        session.add(booked.taken(made, on))
        booked.hold(session, made, of)
    db.session.refresh(made)
    return made


def blocked_time(
    on: Calendar, starts_at: datetime = SOON, hours: float = 1, **columns: Any
) -> BlockedTime:
    """Time that the owner keeps free."""
    values = {"ends_at": starts_at + timedelta(hours=hours), "created_at": NOW} | columns
    with transaction() as session:
        made = BlockedTime(calendar_id=on.id, starts_at=starts_at, **values)
        session.add(made)
        session.flush()
        booked.hold_blocked(session, made)
    db.session.refresh(made)
    return made


def busy_source(
    on: Calendar, *intervals: tuple[datetime, datetime], summary: str = "Dentist", **columns: Any
) -> BusySource:
    """A calendar elsewhere with its busy times, read at NOW."""
    values = {
        "url": "https://calendar.example/private.ics",
        "last_fetched_at": NOW,
        "last_tried_at": NOW,
        "events": len(intervals),
        "next_fetch_at": NOW + timedelta(minutes=15),
        "created_at": NOW,
    } | columns
    with transaction() as session:
        made = BusySource(calendar_id=on.id, **values)
        session.add(made)
        session.flush()
        session.add_all(
            BusyInterval(
                source_id=made.id,
                busy_from=int(since.timestamp()),
                busy_until=int(until.timestamp()),
                summary=summary,
            )
            for since, until in intervals
        )
    db.session.refresh(made)
    return made


def feed(business: Business, of: Calendar | None = None, **columns: Any) -> CalendarFeed:
    """An address to subscribe at: of one calendar, or of all."""
    values = {"token": ids.new_token(), "created_at": NOW} | columns
    row = CalendarFeed(business_id=business.id, calendar_id=of.id if of else None, **values)
    made: CalendarFeed = _kept(row)
    return made


def waiting_entry(
    business: Business, of: Service, day: date | None = None, **columns: Any
) -> WaitingEntry:
    """Somebody who waits for a time of anyone on that day; each has another telephone."""
    phone = columns.pop("phone", f"+2547110{next(_numbers):05}")
    values = {
        "service_id": of.id,
        "day": day or SOON.date(),
        "token": ids.new_token(),
        "customer_name": "Otieno Ouma",
        "customer_phone": phone,
        "phone_key": phones.canonical(phone),
        "customer_timezone": business.timezone,
        "locale": "en-KE",
        "created_at": NOW,
    } | columns
    made: WaitingEntry = _kept(WaitingEntry(business_id=business.id, **values))
    return made
