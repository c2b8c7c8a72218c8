"""The addresses at which bookings can be subscribed to, and what stands in such a feed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select

from cardshop.accounts.models import Business
from cardshop.booking.domain.ical_event import CANCELLED_SHOWN, PAST_SHOWN
from cardshop.booking.models import Booking, BookingState, Calendar, CalendarFeed
from cardshop.db import db
from cardshop.lib.errors import NotFound
from cardshop.lib.typed import LARGEST_KEY

# Those that a feed marks as cancelled: their time is free again.
GONE = (BookingState.DECLINED, BookingState.CANCELLED, BookingState.EXPIRED)
# No booking is longer, so an index over the starts finds those that end after a time.
_LONGEST = timedelta(days=1)


class NoSuchFeed(NotFound):
    """There is no such feed."""


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A feed that was found by its address; without a calendar it is that of all of them."""

    feed: CalendarFeed
    business: Business
    calendar: Calendar | None


def feeds_of(business_id: int) -> dict[int | None, CalendarFeed]:
    """The feeds of a business by their calendar, that of all calendars under None."""
    found = db.session.scalars(
        select(CalendarFeed)
        .where(CalendarFeed.business_id == business_id)
        .order_by(CalendarFeed.id.desc())
        .execution_options(populate_existing=True)
    )
    return {feed.calendar_id: feed for feed in found}


def feed_of(business_id: int, feed_id: int, *, for_change: bool = False) -> CalendarFeed:
    """One feed of the business. Raises NoSuchFeed."""
    if not 0 < feed_id <= LARGEST_KEY:
        raise NoSuchFeed
    wanted = (
        select(CalendarFeed)
        .where(CalendarFeed.business_id == business_id, CalendarFeed.id == feed_id)
        .execution_options(populate_existing=True)
    )
    found = db.session.scalar(wanted.with_for_update() if for_change else wanted)
    if found is None:
        raise NoSuchFeed
    return found


def subscribed(token: str) -> Subscribed:
    """The feed of an address, with whose it is. Raises NoSuchFeed. One statement."""
    if not re.fullmatch("[0-9A-Za-z_-]{1,64}", token):
        raise NoSuchFeed
    row = db.session.execute(
        select(CalendarFeed, Business, Calendar)
        .join(Business, Business.id == CalendarFeed.business_id)
        .outerjoin(Calendar, Calendar.id == CalendarFeed.calendar_id)
        .where(CalendarFeed.token == token)
        .execution_options(populate_existing=True)
    ).first()
    if row is None:
        raise NoSuchFeed
    return Subscribed(*row)


def bookings_in(feed: CalendarFeed, *, at: datetime) -> list[Booking]:
    """The bookings that a feed may show: 90 days back, 30 for cancelled ones, and all ahead."""
    wanted = select(Booking).where(*_shown(feed, at)).order_by(Booking.starts_at, Booking.ics_uid)
    return list(db.session.scalars(wanted))


def state_of(feed: CalendarFeed, *, at: datetime) -> tuple[int, int, datetime | None]:
    """What tells whether a feed's bookings are the same as before, in one statement.

    A booking that is new or was changed is the latest of all; one that left makes the count lower.
    """
    row = db.session.execute(
        select(func.count(), func.sum(Booking.version), func.max(Booking.updated_at)).where(
            *_shown(feed, at)
        )
    ).one()
    return row[0], int(row[1] or 0), row[2]


def _shown(feed: CalendarFeed, at: datetime) -> tuple[ColumnElement[bool], ...]:
    whose = [Booking.business_id == feed.business_id]
    if feed.calendar_id is not None:
        whose.append(Booking.calendar_id == feed.calendar_id)
    lately = Booking.revised_at >= at - CANCELLED_SHOWN
    return (
        *whose,
        Booking.starts_at > at - PAST_SHOWN - _LONGEST,
        Booking.ends_at > at - PAST_SHOWN,
        or_(Booking.state.not_in(GONE), and_(Booking.state.in_(GONE), lately)),
    )
