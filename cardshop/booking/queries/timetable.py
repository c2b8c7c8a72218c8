"""What open times are computed from: rules, hours and all that is taken, in a few statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import BindParameter, bindparam, func, or_, select, union_all

from cardshop.accounts.domain.hours import Hours
from cardshop.accounts.models import Business
from cardshop.booking.domain.bookable import (
    Alignment,
    Asked,
    Bookable,
    CalendarTimes,
    ServiceRules,
    Taken,
    needed,
)
from cardshop.booking.domain.intervals import Interval, instant
from cardshop.booking.models import (
    Appointment,
    Booking,
    BusyInterval,
    BusySource,
    Calendar,
    Seat,
    Service,
    WaitingEntry,
)
from cardshop.booking.models.appointments import LONGEST
from cardshop.booking.queries.services import calendars_of_service
from cardshop.db import db


def bookable(
    business: Business,
    service: Service,
    asked: Asked,
    *,
    at: datetime,
    calendar_id: int | None = None,
    giving: Sequence[Calendar] | None = None,
) -> Bookable:
    """A service with everything that decides which of the asked starts are open.

    Three statements however many calendars and bookings, two for who knows `calendars_of_service`
    already; one more for a service with a daily limit of which only one calendar is asked. Holds
    that are over at `at` count as free already. A calendar that does not give the service leaves
    nobody who could take it.
    """
    giving = calendars_of_service(service) if giving is None else giving
    chosen = [c for c in giving if calendar_id in (None, c.id)]
    times = times_of(business, chosen, asked, at=at)
    others = [c for c in giving if c not in chosen] if service.daily_limit else []
    return Bookable(rules_of(service), times, _starts(service, others, asked, at))


def rules_of(service: Service) -> ServiceRules:
    """The rules as the pure functions want them."""
    return ServiceRules(
        id=service.id,
        duration_minutes=service.duration_minutes,
        interval_minutes=service.slot_interval_minutes or 0,
        buffer_before_minutes=service.buffer_before_minutes,
        buffer_after_minutes=service.buffer_after_minutes,
        notice_minutes=service.minimum_notice_minutes,
        horizon_days=service.horizon_days,
        capacity=service.capacity,
        daily_limit=service.daily_limit,
        alignment=Alignment(service.slot_alignment.value),
    )


def hours_of(business: Business, calendar: Calendar) -> Hours:
    """The calendar's own hours, or the opening hours of the business."""
    kept = business.opening_hours if calendar.hours is None else calendar.hours
    return Hours.parse(kept) if kept else Hours()


def times_of(
    business: Business, calendars: Sequence[Calendar], asked: Asked, *, at: datetime
) -> list[CalendarTimes]:
    """The calendars with all that is taken on them around what is asked. Two statements."""
    if not calendars:
        return []
    zones = {calendar.id: ZoneInfo(calendar.timezone) for calendar in calendars}
    spans = [needed(asked, zone) for zone in zones.values()]
    within = min(since for since, _ in spans), max(until for _, until in spans)
    taken = _taken(zones, within, at)
    external = _external(zones, within)
    return [
        CalendarTimes(
            calendar.id,
            zones[calendar.id],
            hours_of(business, calendar),
            taken[calendar.id],
            external[calendar.id],
            calendar.daily_limit,
        )
        for calendar in calendars
    ]


def _taken(calendar_ids: Iterable[int], within: Interval, at: datetime) -> dict[int, list[Taken]]:
    """What is booked or held for somebody, one entry for each of them."""
    found: defaultdict[int, list[Taken]] = defaultdict(list)
    rows = db.session.execute(_TAKEN, _meeting(calendar_ids, within) | {"at": at})
    for calendar_id, *times in rows:
        found[calendar_id].append(Taken(*times))
    return found


def _external(calendar_ids: Iterable[int], within: Interval) -> dict[int, list[Interval]]:
    """Times without buffers: blocked by the owner, or busy in a calendar elsewhere."""
    found: defaultdict[int, list[Interval]] = defaultdict(list)
    for calendar_id, since, until in db.session.execute(_EXTERNAL, _meeting(calendar_ids, within)):
        found[calendar_id].append((since, until))
    for spans in found.values():
        spans.sort()
    return found


def _starts(
    service: Service, calendars: Sequence[Calendar], asked: Asked, at: datetime
) -> list[datetime]:
    """When the service is booked in calendars that are not asked, for its daily limit."""
    if not calendars:
        return []
    spans = [needed(asked, ZoneInfo(calendar.timezone)) for calendar in calendars]
    within = min(since for since, _ in spans), max(until for _, until in spans)
    named = _meeting([calendar.id for calendar in calendars], within)
    rows = db.session.execute(_STARTS, named | {"service": service.id, "at": at})
    return [instant(row[0]) for row in rows]


def _meeting(calendar_ids: Iterable[int], within: Interval) -> dict[str, Any]:
    since, until = within
    return {
        "calendars": list(calendar_ids),
        "reach": since - LONGEST,
        "since": since,
        "until": until,
    }


# Made once: whoever takes a booking asks under a lock, and making statements took a fifth of that.
_CALENDARS: BindParameter[Sequence[int]] = bindparam("calendars", expanding=True)
# Active appointments that meet a stretch; the bound `reach` lets an index answer.
_MEETING = (
    Appointment.calendar_id.in_(_CALENDARS),
    Appointment.active,
    Appointment.blocked_from > bindparam("reach"),
    Appointment.blocked_from < bindparam("until"),
    Appointment.blocked_until > bindparam("since"),
)
# Each seat is a booking's or somebody's who waits; a hold that is over holds nothing.
_STILL_HELD = (
    or_(Booking.hold_until.is_(None), Booking.hold_until > bindparam("at")),
    or_(WaitingEntry.offer_until.is_(None), WaitingEntry.offer_until > bindparam("at")),
)
_TAKEN = (
    select(
        Appointment.calendar_id,
        func.coalesce(Appointment.service_id, 0),
        Appointment.visit_from,
        Appointment.visit_until,
        Appointment.blocked_from,
        Appointment.blocked_until,
        func.count(),
    )
    .join(Seat, Seat.appointment_id == Appointment.id)
    .outerjoin(Booking, Booking.id == Seat.booking_id)
    .outerjoin(WaitingEntry, WaitingEntry.id == Seat.waiting_id)
    .where(*_MEETING, *_STILL_HELD)
    .group_by(Appointment.id, Seat.booking_id, Seat.waiting_id)
    .order_by(Appointment.blocked_from)
)
_EXTERNAL = union_all(
    select(Appointment.calendar_id, Appointment.blocked_from, Appointment.blocked_until).where(
        *_MEETING, Appointment.blocked_time_id.is_not(None)
    ),
    select(BusySource.calendar_id, BusyInterval.busy_from, BusyInterval.busy_until)
    .join(BusySource, BusySource.id == BusyInterval.source_id)
    .where(
        BusySource.calendar_id.in_(_CALENDARS),
        BusyInterval.busy_until > bindparam("since"),
        BusyInterval.busy_from < bindparam("until"),
    ),
)
_STARTS = (
    select(Appointment.visit_from)
    .join(Seat, Seat.appointment_id == Appointment.id)
    .outerjoin(Booking, Booking.id == Seat.booking_id)
    .outerjoin(WaitingEntry, WaitingEntry.id == Seat.waiting_id)
    .where(*_MEETING, Appointment.service_id == bindparam("service"), *_STILL_HELD)
    .group_by(Appointment.id, Seat.booking_id, Seat.waiting_id)
)
