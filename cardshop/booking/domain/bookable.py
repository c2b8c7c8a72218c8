"""What open times are computed from: a service's rules, calendars, and what is taken on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from cardshop.accounts.domain.hours import Hours
from cardshop.booking.domain.intervals import Interval, ceil_seconds, floor_seconds
from cardshop.booking.domain.local_days import bounded, local_day, midnight


class Alignment(Enum):
    """Where the starts of a service fall (domain rules, 8.1, rule 5)."""

    OPENING = "opening"
    CLOCK = "clock"
    TIGHT = "tight"


@dataclass(frozen=True, slots=True)
class ServiceRules:
    """What a service asks of a time. Minutes and days are whole; `interval` is the duration if 0.

    `capacity` is seats per start, `daily_limit` bookings of the service on one local date in all
    its calendars together (none: as many as fit).
    """

    id: int
    duration_minutes: int
    interval_minutes: int = 0
    buffer_before_minutes: int = 0
    buffer_after_minutes: int = 0
    notice_minutes: int = 0
    horizon_days: int = 60
    capacity: int = 1
    daily_limit: int | None = None
    alignment: Alignment = Alignment.OPENING

    @property
    def step_minutes(self) -> int:
        """From one start of the grid to the next."""
        return self.interval_minutes or self.duration_minutes


class Taken(NamedTuple):
    """A booking that holds its time, in epoch seconds: as a row of the database has it.

    Its own service's buffers are between `blocked_from` and `start`, `end` and `blocked_until`.
    """

    service_id: int
    start: int
    end: int
    blocked_from: int
    blocked_until: int
    seats: int = 1

    @classmethod
    def of(
        cls,
        service_id: int,
        start: datetime,
        end: datetime,
        *,
        buffers: tuple[int, int] = (0, 0),
        seats: int = 1,
    ) -> Taken:
        """The same from aware instants and the minutes of buffer before and after."""
        first, last = floor_seconds(start), ceil_seconds(end)
        before, after = buffers
        return cls(service_id, first, last, first - before * 60, last + after * 60, seats)


@dataclass(frozen=True, slots=True)
class CalendarTimes:
    """A person or resource: when it is there and what is taken. `id` is whatever names it.

    `taken` holds the bookings that are pending or confirmed, of all services, and `external` the
    busy times of other calendars (`intervals.interval` makes one of aware instants), each at least
    of the dates that `needed` says. The order of either does not matter, sorted ones are faster.
    """

    id: int
    zone: ZoneInfo
    hours: Hours
    taken: Sequence[Taken] = ()
    external: Sequence[Interval] = ()
    daily_limit: int | None = None

    def external_busy(self) -> list[Interval]:
        """The busy times of other calendars that last any time at all."""
        return [span for span in self.external if span[0] < span[1]]

    def busy_for(self, service: ServiceRules, *, but_own: bool = False) -> list[Interval]:
        """All that is taken, sorted, widened by the buffers of a service that is to fit between.

        Between two bookings their own buffers and the service's add up (domain rules, 8.1, rule 5).
        `but_own` leaves the bookings of the service itself out.
        """
        taken = [row for row in self.taken if row[0] != service.id] if but_own else self.taken
        ahead, behind = service.buffer_after_minutes * 60, service.buffer_before_minutes * 60
        busy = [(since - ahead, until + behind) for _, _, _, since, until, _ in taken]
        busy += [(start - ahead, end + behind) for start, end in self.external if start < end]
        busy.sort()
        return busy


@dataclass(frozen=True, slots=True)
class Bookable:
    """A service with the calendars that give it, in the order in which they are preferred.

    `elsewhere` are the starts of the service's bookings in calendars that are not asked; they
    matter to its daily limit only.
    """

    service: ServiceRules
    calendars: Sequence[CalendarTimes]
    elsewhere: Sequence[datetime] = field(default=())


@dataclass(frozen=True, slots=True)
class Asked:
    """The starts that somebody wants to see: from one epoch second to before another."""

    since: int
    until: int

    @classmethod
    def days(cls, first: date, last: date, zone: ZoneInfo) -> Asked:
        """Two dates, inclusive, in the customer's zone."""
        since, _ = midnight(zone, bounded(first.toordinal()))
        _, until = midnight(zone, bounded(last.toordinal() + 1))
        return cls(since, until)

    @classmethod
    def instants(cls, since: datetime, until: datetime) -> Asked:
        """From one aware instant to before another."""
        return cls(ceil_seconds(since), ceil_seconds(until))

    def local_days(self, zone: ZoneInfo) -> tuple[int, int]:
        """The ordinals of its first and last date in a zone."""
        return local_day(zone, self.since), local_day(zone, max(self.since, self.until - 1))


def needed(asked: Asked, zone: ZoneInfo) -> Interval:
    """The stretch of time, in epoch seconds, whose bookings and busy times decide what is open.

    It is the dates asked, in the calendar's zone, with two days before and after: what meets it
    at all must be among a calendar's `taken` and `external`.
    """
    first, last = asked.local_days(zone)
    return midnight(zone, bounded(first - 2))[0], midnight(zone, bounded(last + 3))[1]
