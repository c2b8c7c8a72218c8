"""Bookings: one, by its key or its link, pages of them, and those of a person."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select
from sqlalchemy.orm import selectinload

from cardshop.booking.models import Booking, BookingState
from cardshop.booking.queries.settings import held_settings
from cardshop.db import db
from cardshop.lib.errors import NotFound
from cardshop.lib.typed import LARGEST_KEY

# Of a visit: services take a day at most with all around them (models.services).
LONGEST = timedelta(days=1)
HOLDING = (BookingState.PENDING, BookingState.CONFIRMED)


class NoSuchBooking(NotFound):
    """There is no such booking."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which bookings, by their start. `since` is included, `until` is not.

    `after` is the start and the key of the last one seen. `search` is part of a name, a telephone
    number or an e-mail address.
    """

    since: datetime | None = None
    until: datetime | None = None
    states: Collection[BookingState] = ()
    calendar_id: int | None = None
    service_id: int | None = None
    search: str = ""
    after: tuple[datetime, int] | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of bookings with their history; `next` is empty on the last one."""

    items: list[Booking]
    next: tuple[datetime, int] | None


def booking_of(business_id: int, booking_id: int, *, for_change: bool = False) -> Booking:
    """One booking of the business with its history. Raises NoSuchBooking.

    `for_change` holds the business's settings first, as everybody does who changes bookings.
    """
    if for_change:
        held_settings(business_id)
    if not 0 < booking_id <= LARGEST_KEY:
        raise NoSuchBooking
    wanted = select(Booking).where(Booking.business_id == business_id, Booking.id == booking_id)
    return _one(wanted, for_change=for_change)


def by_token(token: str, *, for_change: bool = False) -> Booking:
    """The booking of a customer's link with its history, or NoSuchBooking; see `booking_of`."""
    business_id = business_of_token(token)
    if for_change:
        held_settings(business_id)
    return _one(select(Booking).where(Booking.token == token), for_change=for_change)


def business_of_token(token: str) -> int:
    """Whose booking it is. Raises NoSuchBooking."""
    if not re.fullmatch("[0-9A-Za-z_-]{1,64}", token):
        raise NoSuchBooking
    found = db.session.scalar(select(Booking.business_id).where(Booking.token == token))
    if found is None:
        raise NoSuchBooking
    return found


def by_idempotency_key(business_id: int, key: str) -> Booking | None:
    """The booking that was taken under a key already."""
    return db.session.scalar(_UNDER_KEY, {"business": business_id, "key": key})


def listed(business_id: int, wanted: Wanted) -> Listing:
    """A page in two statements, in the order of their starts."""
    statement = (
        select(Booking)
        .where(Booking.business_id == business_id, *_conditions(wanted))
        .order_by(Booking.starts_at, Booking.id)
        .limit(wanted.limit + 1)
        .options(selectinload(Booking.events))
        .execution_options(populate_existing=True)
    )
    rows = list(db.session.scalars(statement))
    shown = rows[: wanted.limit]
    last = (shown[-1].starts_at, shown[-1].id) if len(rows) > wanted.limit else None
    return Listing(shown, last)


def in_range(
    business_id: int, since: datetime, until: datetime, calendar_ids: Collection[int] | None = None
) -> list[Booking]:
    """The bookings of every state that meet a stretch of time, in order. One statement."""
    wanted = select(Booking).where(Booking.business_id == business_id, *meeting(since, until))
    if calendar_ids is not None:
        wanted = wanted.where(Booking.calendar_id.in_(list(calendar_ids)))
    return list(db.session.scalars(wanted.order_by(Booking.starts_at, Booking.id)))


def meeting(since: datetime, until: datetime) -> tuple[ColumnElement[bool], ...]:
    """What meets a stretch of time; no service lasts over a day, so the index has both bounds."""
    return (
        Booking.starts_at > since - LONGEST,
        Booking.starts_at < until,
        Booking.ends_at > since,
    )


def of_person(business_id: int, phone_key: str, email_key: str) -> list[Booking]:
    """All bookings of a person, known by telephone or mail, the latest start first."""
    who = person(phone_key, email_key)
    if who is None:
        return []
    return list(
        db.session.scalars(
            select(Booking)
            .where(Booking.business_id == business_id, who)
            .order_by(Booking.starts_at.desc(), Booking.id.desc())
            .limit(200)
        )
    )


def starts_ahead(
    business_id: int, phone_key: str, email_key: str, at: datetime
) -> list[tuple[int | None, datetime]]:
    """The service and start of each booking that a person holds and that is not over."""
    who = person(phone_key, email_key)
    if who is None:
        return []
    rows = db.session.execute(
        select(Booking.service_id, Booking.starts_at).where(
            Booking.business_id == business_id,
            who,
            Booking.state.in_(HOLDING),
            Booking.ends_at > at,
        )
    )
    return [(row[0], row[1]) for row in rows]


def person(phone_key: str, email_key: str) -> ColumnElement[bool] | None:
    """Bookings by either key; nothing for somebody with neither."""
    known = [Booking.phone_key == phone_key] if phone_key else []
    known += [Booking.email_key == email_key] if email_key else []
    return or_(*known) if known else None


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.states:
        yield Booking.state.in_(list(wanted.states))
    if wanted.calendar_id is not None:
        yield Booking.calendar_id == wanted.calendar_id
    if wanted.service_id is not None:
        yield Booking.service_id == wanted.service_id
    if wanted.search.strip():
        yield _found(wanted.search.strip())
    yield from _starting(wanted)


def _starting(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.since:
        yield Booking.starts_at >= wanted.since
    if wanted.until:
        yield Booking.starts_at < wanted.until
    if wanted.after:
        start, key = wanted.after
        yield or_(Booking.starts_at > start, and_(Booking.starts_at == start, Booking.id > key))


def _found(words: str) -> ColumnElement[bool]:
    columns = (Booking.customer_name, Booking.customer_phone, Booking.customer_email)
    return or_(*(column.icontains(words, autoescape=True) for column in columns))


def _one(wanted: Select[Booking], *, for_change: bool) -> Booking:
    statement = wanted.options(selectinload(Booking.events)).execution_options(
        populate_existing=True
    )
    found = db.session.scalar(statement.with_for_update() if for_change else statement)
    if found is None:
        raise NoSuchBooking
    return found


# Made once: every booking that is taken asks for it under the lock.
_UNDER_KEY = (
    select(Booking)
    .where(
        Booking.business_id == bindparam("business"), Booking.idempotency_key == bindparam("key")
    )
    .options(selectinload(Booking.events))
)
