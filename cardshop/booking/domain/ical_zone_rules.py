"""Whether a zone changes its clocks by one yearly rule, and that rule as a VTIMEZONE.

A VTIMEZONE with one RRULE for each half is read right by every client tried; lists of dates are
shown an hour wrong by several (interop.md). Zones that follow no such rule are written in UTC.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_STEP = timedelta(days=7)
# The year that rules are written from, as is the custom: the bytes never change with the events.
_FROM = 1970
# A rule must hold this long beyond the events, so that two Sundays are not mistaken for a rule.
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a zone's clocks: the wall time before it, and both offsets from UTC."""

    wall: datetime
    before: timedelta
    after: timedelta
    name: str

    @property
    def kind(self) -> tuple[timedelta, timedelta, str]:
        """What every change of the same half of the year has in common."""
        return self.before, self.after, self.name


@dataclass(frozen=True, slots=True)
class Half:
    """One half of a zone's year: begins on the `nth` (-1: last) weekday of a month."""

    change: Change
    nth: int

    def day(self, year: int) -> date:
        """When it begins in a year."""
        return _nth_day(year, self.change.wall.date(), self.nth)


@lru_cache(maxsize=64)
def vtimezone(zone: ZoneInfo, first_year: int, last_year: int) -> tuple[str, ...]:
    """The lines of a VTIMEZONE that agrees with the tz database in all of these years.

    Nothing when no yearly rule does; then times belong into UTC. A zone without changes has one
    STANDARD part without a rule.
    """
    changes = list(_changes(zone, first_year, last_year + _AHEAD))
    if not changes:
        parts = _still(zone, first_year)
    else:
        halves = _halves(changes, first_year, last_year + _AHEAD)
        parts = [line for half in halves for line in _written(half)]
    return ("BEGIN:VTIMEZONE", f"TZID:{zone.key}", *parts, "END:VTIMEZONE") if parts else ()


def _changes(zone: ZoneInfo, first_year: int, last_year: int) -> Iterator[Change]:
    """Every change of offset in these years, found week by week and then to the second."""
    at, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    while at < end:
        later = at + _STEP
        if _offset(zone, at) != _offset(zone, later):
            yield _change(zone, at, later)
        at = later


def _change(zone: ZoneInfo, early: datetime, late: datetime) -> Change:
    before = _offset(zone, early)
    while late - early > timedelta(seconds=1):
        middle = early + timedelta(seconds=(late - early) // timedelta(seconds=2))
        early, late = (middle, late) if _offset(zone, middle) == before else (early, middle)
    local = late.astimezone(zone)
    name = local.tzname() or zone.key
    return Change((late + before).replace(tzinfo=None), before, _offset(zone, late), name)


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _halves(changes: list[Change], first_year: int, last_year: int) -> list[Half]:
    """The two halves, if two changes a year, each by a rule, are all that ever happens."""
    kinds = sorted({change.kind for change in changes})
    if len(kinds) != 2:
        return []
    years = range(first_year, last_year + 1)
    groups = ([change for change in changes if change.kind == kind] for kind in kinds)
    halves = [_half(group, years) for group in groups]
    return [half for half in halves if half] if all(halves) else []


def _half(group: list[Change], years: range) -> Half | None:
    """The first rule that gives exactly these changes, "last of a month" before others."""
    seen = [change.wall for change in group]
    for nth in (-1, 1, 2, 3, 4):
        half = Half(group[0], nth)
        if [datetime.combine(half.day(year), seen[0].time()) for year in years] == seen:
            return half
    return None


def _nth_day(year: int, like: date, nth: int) -> date:
    weekday, month = like.weekday(), like.month
    if nth < 0:
        last = date(year, month, calendar.monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _written(half: Half) -> Iterator[str]:
    change = half.change
    kind = "DAYLIGHT" if change.after > change.before else "STANDARD"
    start = datetime.combine(half.day(_FROM), change.wall.time())
    rule = f"BYMONTH={change.wall.month};BYDAY={half.nth}{_DAYS[change.wall.weekday()]}"
    yield from _part(kind, change, start, f"RRULE:FREQ=YEARLY;{rule}")


def _still(zone: ZoneInfo, year: int) -> list[str]:
    local = datetime(year, 1, 1, tzinfo=zone)
    offset = local.utcoffset() or timedelta()
    change = Change(local, offset, offset, local.tzname() or zone.key)
    return list(_part("STANDARD", change, datetime(_FROM, 1, 1)))  # noqa: DTZ001 - a wall time


def _part(kind: str, change: Change, start: datetime, *rules: str) -> Iterator[str]:
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{start:%Y%m%dT%H%M%S}"
    yield from rules
    yield f"TZOFFSETFROM:{_signed(change.before)}"
    yield f"TZOFFSETTO:{_signed(change.after)}"
    yield f"TZNAME:{change.name}"
    yield f"END:{kind}"


def _signed(offset: timedelta) -> str:
    minutes, seconds = divmod(abs(round(offset.total_seconds())), 60)
    sign = "-" if offset < timedelta() else "+"
    return f"{sign}{minutes // 60:02}{minutes % 60:02}" + (f"{seconds:02}" if seconds else "")
