"""When a calendar is open: its own hours, or the opening hours that it follows.

The calendar was read `for_change`; so was the business where its opening hours are to change.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from cardshop.accounts import operations as accounts
from cardshop.accounts.domain.business import BusinessChanges
from cardshop.accounts.domain.hours import Hours
from cardshop.accounts.domain.spans import Span
from cardshop.accounts.models import Business
from cardshop.booking import queries
from cardshop.booking.domain import days_off
from cardshop.booking.domain.content import CalendarChanges
from cardshop.booking.models import Calendar
from cardshop.booking.operations.calendars import edit_calendar


def set_week(calendar: Calendar, week: Hours, *, at: datetime) -> None:
    """Give the calendar these weekly hours of its own; its dates that differ stay."""
    kept = Hours.parse(calendar.hours) if calendar.hours else Hours()
    hours = Hours(week.weekly, kept.overrides)
    edit_calendar(calendar, CalendarChanges(hours=dict(hours.to_json())), at=at)


def give_own_hours(calendar: Calendar, business: Business, *, at: datetime) -> None:
    """Hours of its own, which start as the opening hours it has followed; own ones stay."""
    if calendar.hours is None:
        hours = queries.hours_of(business, calendar)
        edit_calendar(calendar, CalendarChanges(hours=dict(hours.to_json())), at=at)


def follow_business(calendar: Calendar, *, at: datetime) -> None:
    """Be open when the business is; the calendar's own hours and days off are forgotten."""
    edit_calendar(calendar, CalendarChanges(hours=None), at=at)


def set_days(
    calendar: Calendar,
    business: Business,
    days: Iterable[date],
    spans: tuple[Span, ...],
    *,
    today: date,
    at: datetime,
) -> None:
    """Other hours on these dates, none to close them. Raises days_off.TooManyDates."""
    hours = queries.hours_of(business, calendar)
    _set(calendar, business, days_off.with_days(hours, days, spans, today=today), at=at)


def clear_days(
    calendar: Calendar, business: Business, days: Iterable[date], *, today: date, at: datetime
) -> None:
    """These dates are as every week again."""
    hours = queries.hours_of(business, calendar)
    _set(calendar, business, days_off.without_days(hours, days, today=today), at=at)


def _set(calendar: Calendar, business: Business, hours: Hours, *, at: datetime) -> None:
    """Where the hours stand: a calendar without own ones follows those of the business."""
    said = hours.to_json()
    if calendar.hours is None:
        accounts.edit_business(business, BusinessChanges(opening_hours=said), at=at)
    else:
        edit_calendar(calendar, CalendarChanges(hours=dict(said)), at=at)
