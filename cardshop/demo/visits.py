"""Which starts of an example's calendars are taken: ninety days back and three weeks ahead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from cardshop.accounts.domain.hours import Hours
from cardshop.booking.domain.intervals import Interval
from cardshop.booking.domain.local_days import LocalDays
from cardshop.booking.models import Calendar, Service
from cardshop.demo.chance import throw

BACK, AHEAD = 90, 21
# The next days are fuller than the past was on average, those behind them emptier.
_NEAR, _NEARER = 2, 12
# Whose first hours are asked for by somebody who waits for an approval: some weekday is open.
_ASKED = (3, 8, 13, 18)


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar on a date so many days ahead: free from `opens` to before `closes`."""

    opens: int
    closes: int
    ahead: int
    share: int
    is_full: bool


@dataclass(frozen=True, slots=True)
class Visit:
    """A start that is taken; `is_full` where nobody may call it off, nor any seat be left."""

    calendar: Calendar
    service: Service
    number: int
    starts_at: int
    is_full: bool

    @property
    def start(self) -> datetime:
        """As an aware instant."""
        return datetime.fromtimestamp(self.starts_at, UTC)

    @property
    def visit(self) -> Interval:
        """From when to when somebody is there, in epoch seconds."""
        return self.starts_at, self.starts_at + self.service.duration_minutes * 60

    @property
    def blocked(self) -> Interval:
        """The same with the buffers of the service."""
        start, end = self.visit
        before, after = self.service.buffer_before_minutes, self.service.buffer_after_minutes
        return start - before * 60, end + after * 60


@dataclass(frozen=True, slots=True)
class Diary:
    """A calendar with what it gives, when, how full it is, what is blocked, and its full date."""

    calendar: Calendar
    services: Sequence[Service]
    hours: Hours
    share: int
    blocked: Sequence[Interval]
    full_day: int

    def visits(self, at: datetime) -> Iterator[Visit]:
        """The taken starts in order, none of which meets another or a blocked time."""
        number, free_from = 0, 0
        for day in self._days(at):
            moment = max(day.opens, free_from)
            while visit := self._next(day, moment, number):
                number += 1
                if self._is_taken(day, visit) and not self._is_blocked(visit):
                    yield visit
                    moment = free_from = visit.blocked[1]
                else:
                    moment = visit.starts_at + _step(visit.service)

    def _is_taken(self, day: Day, visit: Visit) -> bool:
        is_asked = day.ahead in _ASKED and visit.service.requires_approval
        chance = throw(visit.number, self.calendar.name, 100)
        return day.is_full or is_asked or chance < day.share

    def _days(self, at: datetime) -> Iterator[Day]:
        today = at.astimezone(ZoneInfo(self.calendar.timezone)).date().toordinal()
        days = LocalDays(ZoneInfo(self.calendar.timezone), today - BACK, today + AHEAD)
        for opens, closes in days.openings(self.hours):
            ahead = days.day(opens) - today
            is_full = today + ahead == self.full_day
            yield Day(opens, closes, ahead, self._share(ahead), is_full)

    def _share(self, ahead: int) -> int:
        if ahead < 0:
            return self.share
        if self.share == 100 or ahead <= _NEAR:
            return self.share + _NEARER
        return self.share * (AHEAD + 2 - ahead) // AHEAD

    def _next(self, day: Day, moment: int, number: int) -> Visit | None:
        """The first start from a moment on of a service that still fits into the day."""
        for service in self._wished(day, moment, number):
            before, step = service.buffer_before_minutes * 60, _step(service)
            start = moment + before + (day.opens - moment - before) % step
            if start + service.duration_minutes * 60 <= day.closes:
                return Visit(self.calendar, service, number, start, day.is_full)
        return None

    def _wished(self, day: Day, moment: int, number: int) -> Iterator[Service]:
        """What somebody wants, and then what else may fit, the longest first."""
        if moment == day.opens and day.ahead in _ASKED:
            yield from (service for service in self.services if service.requires_approval)
        # Of three throws the lowest: the first services are asked for most.
        names = (f"{self.calendar.name} {n}" for n in range(3))
        yield self.services[min(throw(number, name, len(self.services)) for name in names)]
        yield from sorted(self.services, key=lambda service: -service.duration_minutes)

    def _is_blocked(self, visit: Visit) -> bool:
        since, until = visit.blocked
        return any(start < until and since < end for start, end in self.blocked)


def _step(service: Service) -> int:
    return (service.slot_interval_minutes or service.duration_minutes) * 60
