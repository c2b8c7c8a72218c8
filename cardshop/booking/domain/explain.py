"""Why a start is open or closed: for every start that might be, the rule that closed it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from cardshop.accounts.domain.hours import Hours
from cardshop.booking.domain.bookable import Asked, Bookable, CalendarTimes
from cardshop.booking.domain.grids import starts
from cardshop.booking.domain.intervals import Interval, ceil_seconds, instant, meet
from cardshop.booking.domain.local_days import LocalDays, bounded
from cardshop.booking.domain.open_starts import (
    full_calendar_days,
    full_service_days,
    last_day,
    open_starts,
)
from cardshop.booking.domain.slots import booked_elsewhere


class Rule(Enum):
    """What can close a start, in the order in which it is asked."""

    NOTICE = "notice"
    HORIZON = "horizon"
    HOURS = "hours"
    SEATS = "seats"
    BOOKING = "booking"
    EXTERNAL = "external"
    BUFFER = "buffer"
    CALENDAR_LIMIT = "calendar_limit"
    SERVICE_LIMIT = "service_limit"
    GRID = "grid"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of a start (aware, UTC): seats left, or the first rule that closed it.

    `blocker` is the booking or busy time in the way, from and until, without buffers.
    """

    start: datetime
    seats: int
    closed_by: Rule | None = None
    blocker: tuple[datetime, datetime] | None = None


def explain(
    bookable: Bookable, calendar: CalendarTimes, asked: Asked, *, now: datetime
) -> list[Verdict]:
    """Every start of one calendar that is open or might have been, in order, with its verdict.

    That is the grid over its hours as if nothing were taken, also over the hours that a dated
    override took away, and every start of the service that is booked.
    """
    court = _Court(bookable, calendar, asked, ceil_seconds(now))
    return [court.verdict(start) for start in court.candidates()]


class _Court:
    """Judges starts one by one: slowly, but it can say why."""

    def __init__(self, bookable: Bookable, calendar: CalendarTimes, asked: Asked, now: int) -> None:
        self.service, self.calendar, self.asked, self.now = bookable.service, calendar, asked, now
        first, last = asked.local_days(calendar.zone)
        self.days = LocalDays(calendar.zone, bounded(first - 1), bounded(last + 1))
        self.hours = self.days.openings(calendar.hours)
        elsewhere = booked_elsewhere(bookable, calendar)
        self.opened = dict(open_starts(self.service, calendar, asked, now=now, elsewhere=elsewhere))
        self.full_days = full_calendar_days(calendar, self.days)
        self.full_service_days = full_service_days(self.service, calendar, self.days, elsewhere)

    def candidates(self) -> list[int]:
        """The starts to judge."""
        booked = {row.start for row in self.calendar.taken if row.service_id == self.service.id}
        usual = self.days.openings(self._usual_hours())
        found = {*self.opened, *booked, *self._grid(self.hours), *self._grid(usual)}
        return sorted(start for start in found if self.asked.since <= start < self.asked.until)

    def verdict(self, start: int) -> Verdict:
        """Open, or the first rule that closes it."""
        if start in self.opened:
            return Verdict(instant(start), self.opened[start])
        rule, blocker = next(self._closings(start), (Rule.GRID, None))
        between = (instant(blocker[0]), instant(blocker[1])) if blocker else None
        return Verdict(instant(start), 0, rule, between)

    def _closings(self, start: int) -> Iterator[tuple[Rule, Interval | None]]:
        end = start + self.service.duration_minutes * 60
        if start < self.now + self.service.notice_minutes * 60:
            yield Rule.NOTICE, None
        if self.days.day(start) > last_day(self.service, self.calendar, now=self.now):
            yield Rule.HORIZON, None
        if not any(opens <= start and end <= closes for opens, closes in self.hours):
            yield Rule.HOURS, None
        yield from self._taken(start, end)
        if self.days.day(start) in self.full_days:
            yield Rule.CALENDAR_LIMIT, None
        if self.days.day(start) in self.full_service_days:
            yield Rule.SERVICE_LIMIT, None

    def _taken(self, start: int, end: int) -> Iterator[tuple[Rule, Interval | None]]:
        """Seats, bookings, external busy times, and the buffers of either, in this order."""
        mine = [
            row for row in self.calendar.taken if self._shares(row.service_id, row.start, start)
        ]
        if mine and sum(row.seats for row in mine) >= self.service.capacity:
            yield Rule.SEATS, (start, max(row.end for row in mine))
        others = [
            row for row in self.calendar.taken if not self._shares(row.service_id, row.start, start)
        ]
        external = self.calendar.external_busy()
        yield from ((Rule.BOOKING, row[1:3]) for row in others if meet(row[1:3], (start, end)))
        yield from ((Rule.EXTERNAL, span) for span in external if meet(span, (start, end)))
        blocked = (
            start - self.service.buffer_before_minutes * 60,
            end + self.service.buffer_after_minutes * 60,
        )
        yield from ((Rule.BUFFER, row[1:3]) for row in others if meet(row[3:5], blocked))
        yield from ((Rule.BUFFER, span) for span in external if meet(span, blocked))

    def _shares(self, service_id: int, booked: int, start: int) -> bool:
        """Whether a booking takes seats at a start, and not the time of others."""
        service = self.service
        return service.capacity > 1 and (service_id, booked) == (service.id, start)

    def _grid(self, hours: list[Interval]) -> list[int]:
        """The starts of hours of which nothing is taken, also those that end after closing."""
        brief = replace(
            self.service, duration_minutes=0, interval_minutes=self.service.step_minutes
        )
        free = [(opens, closes - 1, opens) for opens, closes in hours]
        within = (self.asked.since, self.asked.until)
        return starts(free, brief, self.days, within=within, cut=0)

    def _usual_hours(self) -> Hours:
        return Hours(self.calendar.hours.weekly)
