"""One look at the diary: which days, whose calendars, and all that stands there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from cardshop.accounts.models import Business
from cardshop.booking import queries
from cardshop.booking.domain.diary_layout import Ruler
from cardshop.booking.domain.intervals import Interval
from cardshop.booking.domain.local_days import LocalDays
from cardshop.booking.models import BlockedTime, Booking, Calendar, Service
from cardshop.booking.presenters_diary_desk import Desk, seconds, takes_place, zone_of
from cardshop.booking.queries.busy import BusyElsewhere, Clash, busy_in_range, conflicts
from cardshop.booking.queries.diary import waiting
from cardshop.lib.dates import first_weekday

LIST, DAY, WEEK = "list", "day", "week"
VIEWS = (DAY, WEEK, LIST)
# How long the list looks ahead.
AGENDA = 7
# The days around today that can be looked at; some zones have no instant for the last dates.
FIRST, LAST = date(2000, 1, 1), date(2200, 1, 1)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the address asks for: how, which day, whose calendars (none: everybody's)."""

    view: str
    day: date
    calendars: tuple[int, ...] = ()

    def query(self, **changes: Any) -> dict[str, Any]:
        """The query of an address that shows the same but for the changes."""
        other = replace(self, **changes)
        asked: dict[str, Any] = {"view": other.view, "date": other.day.isoformat()}
        return asked | ({"calendar": list(other.calendars)} if other.calendars else {})

    def toggled(self, calendar_id: int) -> dict[str, Any]:
        """The query with a calendar more, or without it."""
        others = tuple(key for key in self.calendars if key != calendar_id)
        is_new = calendar_id not in self.calendars
        return self.query(calendars=(*others, calendar_id) if is_new else others)

    @property
    def step(self) -> timedelta:
        """How far the arrows lead."""
        return timedelta(days=1 if self.view == DAY else 7)


@dataclass(frozen=True, slots=True)
class Look:
    """The calendars with what stands on the days that are shown, in the order of time."""

    business: Business
    desk: Desk
    shown: Shown
    every: Sequence[Calendar]
    bookings: Sequence[Booking]
    blocked: Sequence[BlockedTime]
    busy: Sequence[BusyElsewhere]
    waiting: Sequence[Booking]
    clashes: Sequence[Clash]
    services: dict[int, Service]

    @property
    def calendars(self) -> list[Calendar]:
        """Those that are looked at."""
        chosen = self.shown.calendars
        return [one for one in self.every if not chosen or one.id in chosen]

    def name_of(self, calendar_id: int | None) -> str:
        """A calendar's name, where there is more than one."""
        if len(self.every) < 2:
            return ""
        return next((one.name for one in self.every if one.id == calendar_id), "")

    def color_of(self, calendar_id: int | None) -> str:
        """The CSS name of a calendar's colour."""
        return next((one.color for one in self.every if one.id == calendar_id), "steelblue")

    def openings(self, calendar: Calendar, first: date, last: date) -> list[Interval]:
        """When it is open from one date to another, in epoch seconds."""
        hours = queries.hours_of(self.business, calendar)
        # A day more on each side: its zone may not be the one that is looked at.
        reach = first.toordinal() - 2, last.toordinal() + 1
        zone = Desk.of(self.business, self.desk.now, calendar.timezone).zone
        return LocalDays(zone, *reach).openings(hours)


def look(business: Business, shown: Shown, now: datetime) -> Look:
    """All of it in a handful of statements, however many bookings there are."""
    kept = queries.calendars(business.id)
    chosen = [one for one in kept if one.id in shown.calendars]
    shown = replace(shown, calendars=tuple(one.id for one in chosen))
    desk = Desk.of(business, now, zone_of(chosen or [c for c in kept if c.is_active], business))
    since, until = reach(shown, desk)
    bookings = [b for b in queries.in_range(business.id, since, until) if takes_place(b)]
    return Look(
        business=business,
        desk=desk,
        shown=shown,
        every=[one for one in kept if one.is_active or _is_used(one, bookings)],
        bookings=bookings,
        blocked=queries.blocked_in_range(business.id, since, until),
        busy=busy_in_range(business.id, since, until),
        waiting=waiting(business.id),
        clashes=conflicts(business.id, since=now),
        services={service.id: service for service in queries.services(business.id)},
    )


def reach(shown: Shown, desk: Desk) -> tuple[datetime, datetime]:
    """From the first to the last instant that is looked at: the days asked, and their week."""
    week = week_of(shown.day, desk)
    last = max(week[-1], shown.day + timedelta(days=AGENDA - 1))
    return Ruler.of(week[0], desk.zone).instant(0), Ruler.of(
        last + timedelta(days=1), desk.zone
    ).instant(0)


def week_of(day: date, desk: Desk) -> list[date]:
    """The seven days of its week, which begins as the language has it."""
    first = day - timedelta(days=(day.weekday() - first_weekday(desk.locale)) % 7)
    return [first + timedelta(days=step) for step in range(7)]


def is_on(ruler: Ruler, start: datetime, end: datetime) -> bool:
    """Whether a stretch has any of that day."""
    return ruler.cut(seconds(start), seconds(end)) is not None


def _is_used(calendar: Calendar, bookings: Sequence[Booking]) -> bool:
    return any(booking.calendar_id == calendar.id for booking in bookings)
