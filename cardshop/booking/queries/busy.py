"""The busy calendars elsewhere, and the bookings that stand in their way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from cardshop.booking.domain.intervals import Interval, ceil_seconds, floor_seconds, instant
from cardshop.booking.domain.meetings import meetings
from cardshop.booking.models import (
    Appointment,
    Booking,
    BusyInterval,
    BusySource,
    Calendar,
    Seat,
)
from cardshop.booking.models.appointments import LONGEST
from cardshop.db import db
from cardshop.lib.errors import NotFound
from cardshop.lib.typed import LARGEST_KEY


class NoSuchBusySource(NotFound):
    """There is no such busy calendar."""


@dataclass(frozen=True, slots=True)
class BusyElsewhere:
    """A stretch in which a calendar is busy elsewhere; aware instants, the end not included."""

    calendar_id: int
    source_id: int
    start: datetime
    end: datetime
    summary: str


@dataclass(frozen=True, slots=True)
class Clash:
    """A booking that holds its time, and when its calendar is busy elsewhere meanwhile."""

    booking: Booking
    busy: BusyElsewhere


def sources(business_id: int, calendar_id: int | None = None) -> list[BusySource]:
    """The busy calendars of a business, or of one of its calendars, oldest first."""
    wanted = (
        select(BusySource)
        .join(Calendar, Calendar.id == BusySource.calendar_id)
        .where(Calendar.business_id == business_id)
        .order_by(BusySource.id)
        .execution_options(populate_existing=True)
    )
    if calendar_id is not None:
        wanted = wanted.where(BusySource.calendar_id == calendar_id)
    return list(db.session.scalars(wanted))


def source_of(business_id: int, source_id: int, *, for_change: bool = False) -> BusySource:
    """One busy calendar of the business. Raises NoSuchBusySource."""
    if not 0 < source_id <= LARGEST_KEY:
        raise NoSuchBusySource
    wanted = (
        select(BusySource)
        .join(Calendar, Calendar.id == BusySource.calendar_id)
        .where(Calendar.business_id == business_id, BusySource.id == source_id)
        .execution_options(populate_existing=True)
    )
    found = db.session.scalar(wanted.with_for_update(of=BusySource) if for_change else wanted)
    if found is None:
        raise NoSuchBusySource
    return found


def busy_in_range(
    business_id: int, since: datetime, until: datetime, calendar_ids: Collection[int] | None = None
) -> list[BusyElsewhere]:
    """When calendars are busy elsewhere within a stretch of time, in order. One statement."""
    wanted = (
        select(
            BusySource.calendar_id,
            BusySource.id,
            BusyInterval.busy_from,
            BusyInterval.busy_until,
            BusyInterval.summary,
        )
        .join(BusySource, BusySource.id == BusyInterval.source_id)
        .join(Calendar, Calendar.id == BusySource.calendar_id)
        .where(
            Calendar.business_id == business_id,
            BusyInterval.busy_until > floor_seconds(since),
            BusyInterval.busy_from < ceil_seconds(until),
        )
        .order_by(BusyInterval.busy_from, BusyInterval.id)
    )
    if calendar_ids is not None:
        wanted = wanted.where(BusySource.calendar_id.in_(list(calendar_ids)))
    return [
        BusyElsewhere(row[0], row[1], instant(row[2]), instant(row[3]), row[4])
        for row in db.session.execute(wanted)
    ]


def conflicts(
    business_id: int,
    *,
    since: datetime,
    until: datetime | None = None,
    calendar_ids: Collection[int] | None = None,
) -> list[Clash]:
    """Bookings not over at `since` whose calendar is busy elsewhere at that time, in order.

    Each is told once, with the first busy stretch that it meets. At most three statements, however
    many bookings and busy times; nothing is cancelled by it (issue 4, part 7).
    """
    last = until or datetime.max.replace(tzinfo=since.tzinfo)
    held = _held(business_id, (floor_seconds(since), ceil_seconds(last)), calendar_ids)
    if not held:
        return []
    ends = max(span[1] for spans in held.values() for span, _ in spans)
    busy = defaultdict[int, list[tuple[Interval, BusyElsewhere]]](list)
    for row in busy_in_range(business_id, since, instant(ends), held.keys()):
        span = floor_seconds(row.start), ceil_seconds(row.end)
        busy[row.calendar_id].append((span, row))
    met = {
        booking_id: row
        for calendar_id, spans in held.items()
        for booking_id, row in meetings(spans, busy[calendar_id])
    }
    return [Clash(booking, met[booking.id]) for booking in _bookings(met)]


def _held(
    business_id: int, within: Interval, calendar_ids: Collection[int] | None
) -> dict[int, list[tuple[Interval, int]]]:
    """By calendar, the visits that hold their time: from, until, and whose booking it is."""
    since, until = within
    wanted = (
        select(
            Appointment.calendar_id,
            Appointment.visit_from,
            Appointment.visit_until,
            func.coalesce(Seat.booking_id, 0),
        )
        .join(Seat, Seat.appointment_id == Appointment.id)
        .join(Calendar, Calendar.id == Appointment.calendar_id)
        .where(
            Calendar.business_id == business_id,
            Appointment.active,
            Appointment.blocked_from > since - LONGEST,
            Appointment.visit_from < until,
            Appointment.visit_until > since,
            Seat.booking_id.is_not(None),
        )
        .order_by(Appointment.visit_from)
        .distinct()
    )
    if calendar_ids is not None:
        wanted = wanted.where(Appointment.calendar_id.in_(list(calendar_ids)))
    found = defaultdict[int, list[tuple[Interval, int]]](list)
    for calendar_id, start, end, booking_id in db.session.execute(wanted):
        found[calendar_id].append(((start, end), booking_id))
    return found


def _bookings(keys: Collection[int]) -> list[Booking]:
    if not keys:
        return []
    return list(
        db.session.scalars(
            select(Booking)
            .where(Booking.id.in_(list(keys)))
            .order_by(Booking.starts_at, Booking.id)
        )
    )
