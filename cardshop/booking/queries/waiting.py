"""Who waits for a time: in order, within one business, or by the unguessable link."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, or_, select

from cardshop.accounts.models import Business
from cardshop.booking.domain.slots import Slot
from cardshop.booking.domain.waiting import Person, free, starts_on
from cardshop.booking.models import Appointment, Seat, WaitingEntry, WaitingState
from cardshop.booking.models.waiting import QUEUED
from cardshop.booking.queries.services import calendar_of, service_of
from cardshop.booking.queries.timetable import bookable
from cardshop.db import db
from cardshop.lib.errors import NotFound


class NoSuchEntry(NotFound):
    """This place on a waiting list is not there any more. Check the link."""


def entry_of(business_id: int, entry_id: int, *, for_change: bool = False) -> WaitingEntry:
    """One entry of the business. Raises NoSuchEntry."""
    return _one(
        WaitingEntry.business_id == business_id, WaitingEntry.id == entry_id, lock=for_change
    )


def entry_by_token(token: str, *, for_change: bool = False) -> WaitingEntry:
    """The entry of a customer's link. Raises NoSuchEntry."""
    return _one(WaitingEntry.token == token, lock=for_change)


def is_known(token: str) -> bool:
    """Whether a link is somebody's already."""
    found = select(WaitingEntry.id).where(WaitingEntry.token == token)
    return db.session.scalar(found) is not None


def waiting_between(business_id: int, first: date, last: date) -> list[WaitingEntry]:
    """Who waits for one of these dates and was offered nothing yet, who came first first."""
    return list(
        db.session.scalars(
            select(WaitingEntry)
            .where(
                WaitingEntry.business_id == business_id,
                WaitingEntry.state == WaitingState.WAITING,
                WaitingEntry.day.between(first, last),
            )
            .order_by(WaitingEntry.id)
            .execution_options(populate_existing=True)
        )
    )


def queue_of(service_id: int, day: date) -> list[WaitingEntry]:
    """Who stands in the queue for a service on a day, offered a time or not, in order."""
    return list(
        db.session.scalars(
            select(WaitingEntry)
            .where(
                WaitingEntry.service_id == service_id,
                WaitingEntry.day == day,
                WaitingEntry.state.in_(QUEUED),
            )
            .order_by(WaitingEntry.id)
        )
    )


def place_of(entry: WaitingEntry) -> int:
    """The place in the queue of somebody who waits, counted from 1: all who came before count."""
    before = db.session.scalar(
        select(func.count())
        .select_from(WaitingEntry)
        .where(
            WaitingEntry.service_id == entry.service_id,
            WaitingEntry.day == entry.day,
            WaitingEntry.state.in_(QUEUED),
            WaitingEntry.id < entry.id,
        )
    )
    return (before or 0) + 1


def waits_of(business_id: int, person: Person, *, since: date) -> int:
    """For how many services and days from a date on a person stands in a queue."""
    known = [
        column == key
        for column, key in (
            (WaitingEntry.phone_key, person.phone_key),
            (WaitingEntry.email_key, person.email_key),
        )
        if key
    ]
    found = db.session.scalar(
        select(func.count())
        .select_from(WaitingEntry)
        .where(
            WaitingEntry.business_id == business_id,
            WaitingEntry.state.in_(QUEUED),
            WaitingEntry.day >= since,
            or_(*known),
        )
    )
    return found or 0


def listed(business_id: int, *, since: date, most: int) -> list[WaitingEntry]:
    """Everybody on the lists of the business from a date on: day by day, in order."""
    return list(
        db.session.scalars(
            select(WaitingEntry)
            .where(WaitingEntry.business_id == business_id, WaitingEntry.day >= since)
            .order_by(WaitingEntry.day, WaitingEntry.id)
            .limit(most)
        )
    )


def free_for(entry: WaitingEntry, business: Business, *, at: datetime) -> list[Slot]:
    """The open slots of the day that somebody waits for, with as many seats, of any calendar."""
    service = service_of(business.id, entry.service_id)
    chosen = calendar_of(business.id, entry.calendar_id) if entry.calendar_id else business
    asked = starts_on(entry.day, ZoneInfo(chosen.timezone))
    return free(bookable(business, service, asked, at=at), asked, seats=entry.seats, at=at)


def held_calendar_id(entry: WaitingEntry) -> int | None:
    """The calendar whose time is held for somebody, if any is."""
    return db.session.scalar(
        select(Appointment.calendar_id)
        .join(Seat, Seat.appointment_id == Appointment.id)
        .where(Seat.waiting_id == entry.id)
        .limit(1)
    )


def queued_for(service_id: int) -> list[WaitingEntry]:
    """Everybody who stands in a queue for a service, on any day, locked."""
    return list(
        db.session.scalars(
            select(WaitingEntry)
            .where(WaitingEntry.service_id == service_id, WaitingEntry.state.in_(QUEUED))
            .order_by(WaitingEntry.id)
            .execution_options(populate_existing=True)
            .with_for_update()
        )
    )


def overdue_of(business_id: int, *, at: datetime) -> list[WaitingEntry]:
    """The business's offers whose time is over, locked, the oldest first."""
    return list(
        db.session.scalars(
            select(WaitingEntry)
            .where(WaitingEntry.business_id == business_id, *_overdue(at))
            .order_by(WaitingEntry.id)
            .execution_options(populate_existing=True)
            .with_for_update()
        )
    )


def with_overdue(*, at: datetime, most: int) -> list[int]:
    """The keys of businesses with offers whose time is over, in order."""
    return _businesses(*_overdue(at), most=most)


def waited_at(*, since: date) -> list[int]:
    """The keys of businesses where somebody waits for a date from this one on, in order."""
    return _businesses(WaitingEntry.state == WaitingState.WAITING, WaitingEntry.day >= since)


def next_dates(business_id: int, *, since: date, most: int) -> list[date]:
    """The next dates that somebody waits for at a business."""
    return list(
        db.session.scalars(
            select(WaitingEntry.day)
            .where(
                WaitingEntry.business_id == business_id,
                WaitingEntry.state == WaitingState.WAITING,
                WaitingEntry.day >= since,
            )
            .distinct()
            .order_by(WaitingEntry.day)
            .limit(most)
        )
    )


def _overdue(at: datetime) -> tuple[ColumnElement[bool], ...]:
    return WaitingEntry.state == WaitingState.OFFERED, WaitingEntry.offer_until <= at


def _businesses(*conditions: ColumnElement[bool], most: int | None = None) -> list[int]:
    return list(
        db.session.scalars(
            select(WaitingEntry.business_id)
            .where(*conditions)
            .distinct()
            .order_by(WaitingEntry.business_id)
            .limit(most)
        )
    )


def _one(*conditions: ColumnElement[bool], lock: bool) -> WaitingEntry:
    asked = select(WaitingEntry).where(*conditions)
    if lock:
        asked = asked.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(asked)
    if found is None:
        raise NoSuchEntry
    return found
