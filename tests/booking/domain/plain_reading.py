"""Domain rules 8.1 read aloud: slow, without any of the product's arithmetic, to compare with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from cardshop.accounts.domain.hours import Hours
from cardshop.booking.domain.bookable import Alignment, CalendarTimes, ServiceRules

Stretch = tuple[datetime, datetime]
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def at(seconds: int) -> datetime:
    """Epoch seconds as an instant."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)


@cache
def occurrences(wall: datetime, zone: ZoneInfo) -> list[datetime]:
    """The instants at which the zone's clock shows a wall time: none, one or two."""
    as_utc = wall.replace(tzinfo=UTC)
    offsets = {
        (as_utc + timedelta(hours=hours)).astimezone(zone).utcoffset() or timedelta()
        for hours in range(-30, 31)
    }
    found = {as_utc - offset for offset in offsets}
    return sorted(i for i in found if i.astimezone(zone).replace(tzinfo=None) == wall)


@cache
def moved_forward(wall: datetime, zone: ZoneInfo) -> datetime:
    """Rule 2: the instant of a wall time that the zone's clock skips."""
    earlier = wall
    while not occurrences(earlier, zone):
        earlier -= MINUTE
    return occurrences(earlier, zone)[-1] + (wall - earlier)


def openings(hours: Hours, zone: ZoneInfo, first: date, last: date) -> list[Stretch]:
    """Rules 1 and 2."""
    found: list[Stretch] = []
    for step in range((last - first).days + 1):
        day = first + step * DAY
        midnight = datetime.combine(day, time.min)
        if not any(occurrences(midnight + k * 30 * MINUTE, zone) for k in range(48)):
            continue
        for span in hours.on(day):
            start, end = (midnight + minute * MINUTE for minute in (span.start, span.end))
            opens = (occurrences(start, zone) or [moved_forward(start, zone)])[0]
            closes = (occurrences(end, zone) or [moved_forward(end, zone)])[-1]
            found.append((opens, closes))
    return joined(span for span in found if span[0] < span[1])


def joined(spans: Iterator[Stretch]) -> list[Stretch]:
    """Sorted, with those that overlap or touch as one."""
    result: list[Stretch] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = result[-1][0], max(end, result[-1][1])
        else:
            result.append((start, end))
    return result


def minus(spans: list[Stretch], taken: list[Stretch]) -> list[Stretch]:
    """What is left of some stretches, one taken stretch after the other."""
    for start, end in taken:
        pieces = []
        for left, right in spans:
            pieces += [(left, min(right, start)), (max(left, end), right)]
        spans = sorted({piece for piece in pieces if piece[0] < piece[1]})
    return spans


class PlainReading:
    """One service on one calendar at one moment, rule by rule."""

    def __init__(
        self, service: ServiceRules, calendar: CalendarTimes, first: date, last: date, now: datetime
    ) -> None:
        self.service, self.calendar, self.now, self.zone = service, calendar, now, calendar.zone
        self.hours = openings(calendar.hours, calendar.zone, first - DAY, last + DAY)
        self.length = service.duration_minutes * MINUTE
        self.step = service.step_minutes * MINUTE
        self.before = service.buffer_before_minutes * MINUTE
        self.after = service.buffer_after_minutes * MINUTE
        self.cut = now + service.notice_minutes * MINUTE
        external = [(at(a), at(b)) for a, b in calendar.external if a < b]
        self.busy = external + [(at(r.blocked_from), at(r.blocked_until)) for r in calendar.taken]

    def slots(self, since: datetime, until: datetime) -> dict[datetime, int]:
        """Seats left by open start, from one instant to before another."""
        tried = {start for start in self.tried() if since <= start < until}
        booked = {at(r.start) for r in self.calendar.taken if r.service_id == self.service.id}
        if self.service.capacity > 1:
            tried |= {start for start in booked if since <= start < until}
        return {s: left for s in sorted(tried) if (left := self.seats(s)) and self.is_open(s)}

    def tried(self) -> Iterator[datetime]:
        """Rule 5."""
        if self.service.alignment is Alignment.OPENING:
            yield from (s for start, end in self.hours for s in self.steps(start, end))
            return
        widened = [(start - self.after, end + self.before) for start, end in self.busy]
        for start, end in minus(self.hours, widened):
            begin = max(start, self.cut)
            while not self.may_begin(begin):
                begin = begin.replace(second=0, microsecond=0) + MINUTE
            yield from self.steps(begin, end)

    def steps(self, start: datetime, end: datetime) -> Iterator[datetime]:
        """Starts from the first one on, in elapsed time."""
        while start < end:
            yield start
            start += self.step

    def may_begin(self, instant: datetime) -> bool:
        """Whether free time's first start may be there."""
        clock = instant.astimezone(self.zone)
        units = [60, 30, 20, 15, 10, 5, 1] if self.service.alignment is Alignment.CLOCK else [1]
        unit = next(unit for unit in units if self.service.step_minutes % unit == 0)
        return (clock.minute % unit, clock.second, clock.microsecond) == (0, 0, 0)

    def seats(self, start: datetime) -> int:
        """Rule 6."""
        taken = sum(
            r.seats for r in self.calendar.taken if self.shares(r.service_id, r.start, start)
        )
        return max(0, self.service.capacity - taken)

    def shares(self, service_id: int, booked: int, start: datetime) -> bool:
        """Whether a booking takes seats of a start instead of its time."""
        same = service_id == self.service.id and at(booked) == start
        return same and self.service.capacity > 1

    def is_open(self, start: datetime) -> bool:
        """Rule 4."""
        end = start + self.length
        external = [(at(a), at(b)) for a, b in self.calendar.external if a < b]
        busy = external + [
            (at(r.blocked_from), at(r.blocked_until))
            for r in self.calendar.taken
            if not self.shares(r.service_id, r.start, start)
        ]
        day, today = (i.astimezone(self.zone).date() for i in (start, self.now))
        return (
            not any(a < end + self.after and start - self.before < b for a, b in busy)
            and any(opens <= start and end <= closes for opens, closes in self.hours)
            and start >= self.cut
            and (day - today).days <= self.service.horizon_days
            and not self.is_full(day)
        )

    def is_full(self, day: date) -> bool:
        """Whether a daily limit is reached on a local date."""
        rows = [r for r in self.calendar.taken if at(r.start).astimezone(self.zone).date() == day]
        own = [r for r in rows if r.service_id == self.service.id]
        limits = (self.calendar.daily_limit, rows), (self.service.daily_limit, own)
        return any(limit is not None and len(given) >= limit for limit, given in limits)
