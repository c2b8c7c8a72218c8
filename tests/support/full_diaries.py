"""Many bookings and busy times at once, for measuring: rows alone, thousands in a second."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select

from cardshop.accounts.models import Business
from cardshop.booking.models import (
    Appointment,
    Booking,
    BusyInterval,
    Calendar,
    Seat,
    Service,
)
from cardshop.db import db, transaction
from cardshop.lib import ids
from tests.support import booked, salons


def fill(business: Business, of: Service, at: Calendar, starts: Iterable[datetime]) -> None:
    """A confirmed booking at each of these starts, which do not meet. Their keys are chosen here:
    on PostgreSQL nothing else may be added afterwards.
    """
    wanted = list(starts)
    like = booked.columns_of(business, of, at, wanted[0]) if wanted else {}
    length = timedelta(minutes=of.duration_minutes)
    with transaction() as session:
        first = max(_next(Booking), _next(Appointment))
        numbered = list(enumerate(wanted, start=first))
        rows = [like | _own(start, start + length) | {"id": key} for key, start in numbered]
        for chunk in range(0, len(rows), 5000):
            part = numbered[chunk : chunk + 5000]
            session.execute(insert(Booking), rows[chunk : chunk + 5000])
            session.execute(insert(Appointment), [_held(key, of, at, start) for key, start in part])
            session.execute(insert(Seat), [_seat(key, of) for key, _ in part])


def busy(at: Calendar, starts: Iterable[datetime], minutes: int) -> None:
    """A calendar elsewhere that is busy for so long from each of these starts."""
    source = salons.busy_source(at)
    spans = [(int(start.timestamp()), int(start.timestamp()) + minutes * 60) for start in starts]
    with transaction() as session:
        rows = [{"source_id": source.id, "busy_from": a, "busy_until": b} for a, b in spans]
        session.execute(insert(BusyInterval), rows)


def every(minutes: int, count: int, *, since: datetime) -> list[datetime]:
    """So many instants at equal distances."""
    return [since + timedelta(minutes=minutes * n) for n in range(count)]


def midnight(instant: datetime) -> datetime:
    """The last midnight in UTC."""
    return instant.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _next(model: type[Booking | Appointment]) -> int:
    return (db.session.scalar(select(func.max(model.id))) or 0) + 1


def _own(start: datetime, end: datetime) -> dict[str, Any]:
    names = {name: ids.new_token() for name in ("token", "idempotency_key", "ics_uid")}
    return names | {"starts_at": start, "ends_at": end}


def _held(key: int, of: Service, at: Calendar, start: datetime) -> dict[str, Any]:
    first = int(start.timestamp())
    last = first + of.duration_minutes * 60
    return {
        "id": key,
        "calendar_id": at.id,
        "service_id": of.id,
        "visit_from": first,
        "visit_until": last,
        "blocked_from": first - of.buffer_before_minutes * 60,
        "blocked_until": last + of.buffer_after_minutes * 60,
        "capacity": of.capacity,
        "active": True,
    }


def _seat(key: int, of: Service) -> dict[str, Any]:
    return {"appointment_id": key, "lane": 0, "capacity": of.capacity, "booking_id": key}
