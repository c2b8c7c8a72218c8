"""Where things stand on a page of the diary: minutes of a day, and lanes side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cardshop.booking.domain.intervals import Interval, instant, merged
from cardshop.booking.domain.local_days import midnight

HOUR = 60
DAY = 24 * HOUR
# A day with nothing in it shows these hours.
USUAL_HOURS = (8, 18)
# Changes of clocks come in multiples of this.
_STEP = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """A full hour of the wall clock, so many minutes down the day."""

    minute: int
    wall: time


@dataclass(frozen=True, slots=True)
class Ruler:
    """One local date from top to bottom, in minutes from its first instant.

    A day alone is as long as it is, 23 or 25 hours too. `by_wall` is for days beside each other,
    which share their hours: there a repeated hour lies on the first, and a skipped one stays empty.
    """

    day: date
    zone: ZoneInfo
    begins: int
    ends: int
    by_wall: bool = False

    @classmethod
    def of(cls, day: date, zone: ZoneInfo, *, by_wall: bool = False) -> Ruler:
        """The ruler of a date in a zone."""
        begins, _ = midnight(zone, day.toordinal())
        ends, _ = midnight(zone, day.toordinal() + 1)
        return cls(day, zone, begins, max(begins, ends), by_wall)

    @property
    def minutes(self) -> int:
        """How long it is."""
        return DAY if self.by_wall else (self.ends - self.begins) // 60

    def holds(self, seconds: int) -> bool:
        """Whether an instant is on this date."""
        return self.begins <= seconds < self.ends

    def minute(self, seconds: int) -> int:
        """How far down an instant of this date stands."""
        if not self.by_wall:
            return (seconds - self.begins) // 60
        local = datetime.fromtimestamp(seconds, self.zone)
        return local.hour * HOUR + local.minute

    def instant(self, minute: int) -> datetime:
        """The instant that stands so far down; what a change skips is moved forward by it."""
        if not self.by_wall:
            return instant(self.begins + minute * 60)
        wall = datetime.combine(self.day, time.min) + timedelta(minutes=minute)
        return wall.replace(tzinfo=self.zone).astimezone(UTC)

    def cut(self, start: int, end: int) -> Interval | None:
        """First and last minute of what a stretch of epoch seconds has on this date, if anything.

        Whatever is there lasts a minute at least.
        """
        first, last = max(start, self.begins), min(end, self.ends)
        if first >= last:
            return None
        top = self.minute(first)
        bottom = self.minutes if last == self.ends else self.minute(last)
        # In a repeated hour the end may show an earlier time than the start.
        lasts = max(1, (last - first) // 60)
        return top, min(self.minutes, bottom if bottom > top else top + lasts)

    def marks(self) -> list[Mark]:
        """The full hours, the first at the top."""
        if self.minutes == DAY:
            return [Mark(hour * HOUR, time(hour)) for hour in range(24)]
        walls = (
            (minute, self.instant(minute).astimezone(self.zone).time())
            for minute in range(0, self.minutes, _STEP)
        )
        return [Mark(minute, wall) for minute, wall in walls if wall.minute == 0]


@dataclass(frozen=True, slots=True)
class Placed:
    """Something on a day: from minute `top` to `bottom`, in one of so many lanes beside each other.

    `key` is whatever names it.
    """

    key: int
    top: int
    bottom: int
    lane: int = 0
    lanes: int = 1


def side_by_side(things: Iterable[tuple[int, int, int]], *, at_least: int = 1) -> list[Placed]:
    """Give things (key, top, bottom) lanes, so that none covers another.

    What overlaps, one by way of another, shares the width evenly. Each counts as `at_least` minutes
    long, which is the room that its words need. The order is that of the tops.
    """
    placed: list[Placed] = []
    group: list[tuple[int, int, int, int]] = []
    lanes: list[int] = []
    for key, top, bottom in sorted(things, key=lambda thing: (thing[1], -thing[2], thing[0])):
        if lanes and max(lanes) <= top:
            placed += _shared(group, len(lanes))
            group, lanes = [], []
        until = max(bottom, top + at_least)
        lane = next((n for n, free_at in enumerate(lanes) if free_at <= top), len(lanes))
        lanes[lane : lane + 1] = [until]
        group.append((key, top, bottom, lane))
    return placed + _shared(group, len(lanes))


def closed(open_times: Iterable[Interval], minutes: int) -> list[Interval]:
    """What is left of a day of so many minutes when it is not open, in order."""
    bounded = ((max(0, top), min(minutes, bottom)) for top, bottom in open_times)
    found, at = [], 0
    for top, bottom in merged(span for span in bounded if span[0] < span[1]):
        if top > at:
            found.append((at, top))
        at = bottom
    return [*found, (at, minutes)] if at < minutes else found


def shown_hours(things: Sequence[Interval], minutes: int = DAY) -> Interval:
    """The first hour that a page shows, and the one after the last: all things and a little air."""
    hours = -(-minutes // HOUR)
    if not things:
        return USUAL_HOURS[0], min(USUAL_HOURS[1], hours)
    first = min(top for top, _ in things) // HOUR
    last = -(-max(bottom for _, bottom in things) // HOUR)
    return max(0, first - 1), min(hours, last + 1)


def _shared(group: Iterable[tuple[int, int, int, int]], lanes: int) -> list[Placed]:
    return [Placed(key, top, bottom, lane, lanes) for key, top, bottom, lane in group]
