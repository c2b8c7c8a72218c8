"""Seats of a start taken and given back: the one place that writes what the database guards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.exc import IntegrityError

from cardshop.booking.domain.intervals import ceil_seconds, floor_seconds
from cardshop.booking.models import Appointment, Seat, Service
from cardshop.booking.models.appointments import LONGEST, OVERLAP_GUARD
from cardshop.db import db
from cardshop.lib.errors import Conflict


class TimeTaken(Conflict):
    """This time is taken."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose seats: a booking's, or those of somebody on the waiting list. One of the two."""

    booking_id: int | None = None
    waiting_id: int | None = None

    @property
    def mine(self) -> ColumnElement[bool]:
        """Which seats are theirs."""
        if self.booking_id is not None:
            return Seat.booking_id == self.booking_id
        return Seat.waiting_id == self.waiting_id


def hold(
    holder: Holder, service: Service, calendar_id: int, start: datetime, *, seats: int
) -> None:
    """Take seats of a start, with the service's buffers around it.

    Raises TimeTaken where the database finds an overlap, or too few seats are left; nothing of it
    stays then.
    """
    shared = _shared(service, calendar_id, floor_seconds(start)) if service.capacity > 1 else None
    try:
        with db.session.begin_nested():
            appointment = shared or _opened(service, calendar_id, start)
            _sit(holder, appointment, seats)
    except IntegrityError as fault:
        raise TimeTaken from fault


def has_room(service: Service, calendar_id: int, start: datetime, *, seats: int) -> bool:
    """Whether so many seats could be taken there and then, whatever the hours say."""
    second = floor_seconds(start)
    first = second - service.buffer_before_minutes * 60
    last = second + (service.duration_minutes + service.buffer_after_minutes) * 60
    rows = db.session.execute(
        select(Appointment.service_id, Appointment.visit_from, func.count(Seat.lane))
        .outerjoin(Seat, Seat.appointment_id == Appointment.id)
        .where(
            Appointment.calendar_id == calendar_id,
            Appointment.active,
            Appointment.blocked_from > first - LONGEST,
            Appointment.blocked_from < last,
            Appointment.blocked_until > first,
        )
        .group_by(Appointment.id)
    )
    return all(
        (service_id, since) == (service.id, second) and taken + seats <= service.capacity
        for service_id, since, taken in rows
    )


def block(
    calendar_id: int, blocked_time_id: int, pieces: Iterable[tuple[datetime, datetime]]
) -> None:
    """Keep a calendar free; each piece is a day long at most. Raises TimeTaken."""
    try:
        with db.session.begin_nested():
            for since, until in pieces:
                first, last = floor_seconds(since), ceil_seconds(until)
                row = Appointment(
                    calendar_id=calendar_id,
                    blocked_time_id=blocked_time_id,
                    visit_from=first,
                    visit_until=last,
                    blocked_from=first,
                    blocked_until=last,
                    capacity=1,
                    active=True,
                )
                db.session.add(row)
                db.session.flush()
    except IntegrityError as fault:
        if OVERLAP_GUARD not in str(fault.orig):
            raise
        raise TimeTaken from fault


def release(holder: Holder) -> list[tuple[datetime, datetime]]:
    """Give their seats back; what nobody sits at any more is free.

    Returns the stretches, buffers included, in which seats are free now.
    """
    ids = list(db.session.scalars(select(Seat.appointment_id).where(holder.mine).distinct()))
    if not ids:
        return []
    db.session.execute(delete(Seat).where(holder.mine))
    db.session.execute(
        update(Appointment)
        .where(
            Appointment.id.in_(ids),
            ~select(Seat.lane).where(Seat.appointment_id == Appointment.id).exists(),
        )
        .values(active=False)
    )
    rows = db.session.execute(
        select(Appointment.blocked_from, Appointment.blocked_until).where(Appointment.id.in_(ids))
    )
    return [(datetime.fromtimestamp(a, UTC), datetime.fromtimestamp(b, UTC)) for a, b in rows]


def _shared(service: Service, calendar_id: int, start: int) -> Appointment | None:
    """The same start of the same service, where others sit already."""
    found = db.session.scalar(
        select(Appointment)
        .where(
            Appointment.calendar_id == calendar_id,
            Appointment.service_id == service.id,
            Appointment.visit_from == start,
            Appointment.active,
        )
        .execution_options(populate_existing=True)
    )
    if found is not None and found.capacity < service.capacity:
        # The owner has made room since; fewer seats than before take nobody's away.
        found.capacity = service.capacity
        db.session.flush()
    return found


def _opened(service: Service, calendar_id: int, start: datetime) -> Appointment:
    first = floor_seconds(start)
    last = first + service.duration_minutes * 60
    appointment = Appointment(
        calendar_id=calendar_id,
        service_id=service.id,
        visit_from=first,
        visit_until=last,
        blocked_from=first - service.buffer_before_minutes * 60,
        blocked_until=last + service.buffer_after_minutes * 60,
        capacity=service.capacity,
        active=True,
    )
    db.session.add(appointment)
    db.session.flush()
    return appointment


def _sit(holder: Holder, appointment: Appointment, seats: int) -> None:
    taken = set(db.session.scalars(select(Seat.lane).where(Seat.appointment_id == appointment.id)))
    free = [lane for lane in range(appointment.capacity) if lane not in taken][:seats]
    if len(free) < seats:
        raise TimeTaken
    db.session.add_all(
        Seat(
            appointment_id=appointment.id,
            lane=lane,
            capacity=appointment.capacity,
            booking_id=holder.booking_id,
            waiting_id=holder.waiting_id,
        )
        for lane in free
    )
    db.session.flush()
