"""Calendars: made, changed, moved, removed. Whoever was read for it was read `for_change`."""

from __future__ import annotations

from datetime import datetime

from cardshop.accounts.content import raise_version
from cardshop.accounts.models import Business
from cardshop.booking import queries
from cardshop.booking.domain.content import CalendarChanges, CalendarContent
from cardshop.booking.models import Calendar
from cardshop.booking.operations import feeds, links, sorting
from cardshop.booking.operations.sorting import Direction
from cardshop.booking.queries.ahead import bookings_ahead
from cardshop.db import db
from cardshop.lib.errors import Conflict, FieldErrors

MOST_CALENDARS = 100
_COLUMNS = frozenset(["name", "timezone", "hours", "color", "daily_limit"])


class TooManyCalendars(Conflict):
    """There is room for 100 calendars. Delete one that you no longer need."""


class CalendarBooked(Conflict):
    """This calendar has bookings ahead. Cancel or move them first, or switch the calendar off."""


def create_calendar(*, business_id: int, content: CalendarContent, at: datetime) -> Calendar:
    """A new calendar behind the others, in the business's zone unless another is given.

    Raises FieldErrors for services that are not the business's, and TooManyCalendars.
    """
    queries.held_settings(business_id)
    others = queries.calendars(business_id)
    if len(others) >= MOST_CALENDARS:
        raise TooManyCalendars
    _check(business_id, content)
    calendar = Calendar(
        business_id=business_id,
        position=sorting.next_position(others),
        version=1,
        created_at=at,
        updated_at=at,
    )
    _apply(calendar, content, CalendarContent.model_fields.keys())
    db.session.add(calendar)
    db.session.flush()
    links.set_services(calendar, content.service_ids, at=at)
    feeds.feed_of(business_id, calendar.id, at=at)
    raise_version(business_id)
    return calendar


def edit_calendar(calendar: Calendar, changes: CalendarChanges, *, at: datetime) -> None:
    """Change what was sent; nothing else moves, and no booking does: they are instants.

    Raises FieldErrors for services that are not the business's.
    """
    queries.held_settings(calendar.business_id)
    _check(calendar.business_id, changes)
    sent = changes.model_fields_set
    gives = "service_ids" in sent and links.set_services(calendar, changes.service_ids, at=at)
    _apply(calendar, changes, sent)
    if gives or db.session.is_modified(calendar):
        _changed(calendar, at=at)


def delete_calendar(calendar: Calendar, *, at: datetime) -> None:
    """Remove it with its hours and feeds; bookings gone by keep its name. Raises CalendarBooked."""
    business_id = calendar.business_id
    queries.held_settings(business_id)
    if bookings_ahead(business_id, calendar_id=calendar.id, at=at):
        raise CalendarBooked
    links.set_services(calendar, (), at=at)
    db.session.flush()
    db.session.delete(calendar)
    db.session.flush()
    raise_version(business_id)


def move_calendar(calendar: Calendar, direction: Direction) -> None:
    """One place up or down; at the end it stays. "Anyone" prefers the first ones."""
    queries.held_settings(calendar.business_id)
    if sorting.moved(queries.calendars(calendar.business_id), calendar, direction):
        db.session.flush()
        raise_version(calendar.business_id)


def first_calendar(business_id: int, *, at: datetime) -> Calendar:
    """One named like the business, in its zone and with its opening hours."""
    business = db.session.get_one(Business, business_id)
    content = CalendarContent(name=business.name[:80])
    return create_calendar(business_id=business_id, content=content, at=at)


def _check(business_id: int, content: CalendarContent) -> None:
    if faults := list(links.service_faults(business_id, content.service_ids)):
        raise FieldErrors(faults)


def _apply(calendar: Calendar, content: CalendarContent, sent: object) -> None:
    names = set(sent)  # type: ignore[call-overload]
    for name in _COLUMNS & names:
        setattr(calendar, name, getattr(content, name))
    if "active" in names:
        calendar.is_active = content.active
    if not calendar.timezone:
        calendar.timezone = db.session.get_one(Business, calendar.business_id).timezone


def _changed(calendar: Calendar, *, at: datetime) -> None:
    calendar.version += 1
    calendar.updated_at = at
    db.session.flush()
    raise_version(calendar.business_id)
