"""An event of somebody else's calendar as a frozen value, its times in zones that are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from icalendar.prop import vDDDTypes, vRecur

from cardshop.booking.domain.ical_file import Line, title_of
from cardshop.booking.domain.ical_rules import read_rule
from cardshop.booking.domain.ical_zone_names import Zones
from cardshop.lib.errors import Invalid

# A day, or an aware instant.
When = date | datetime
Period = tuple[datetime, datetime]

# What the libraries raise for values that are none.
UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError)


class EventUnreadable(Invalid):
    """The times of this event cannot be read."""


class EventHasNoStart(EventUnreadable):
    """This event does not say when it starts."""


class EventEndsBeforeStart(EventUnreadable):
    """This event ends before it starts."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One VEVENT. `start` and `end` are both days or both aware instants, with `end` after it.

    `replaces` is the RECURRENCE-ID of an event that changes one of a series, `and_later` says it
    changes those after it too. An event that takes no time is not busy.
    """

    uid: str
    title: str
    sequence: int
    start: When
    end: When
    is_busy: bool
    rules: tuple[vRecur, ...] = ()
    more: tuple[When | Period, ...] = ()
    left_out: tuple[When, ...] = ()
    replaces: When | None = None
    and_later: bool = False

    @property
    def repeats(self) -> bool:
        """Whether it stands for more than itself."""
        return bool(self.rules or self.more)


def entry_of(lines: list[Line], zones: Zones) -> Entry:
    """The event of some lines. Raises EventUnreadable when its times are broken."""
    try:
        return _entry(lines, zones)
    except UNREADABLE as fault:
        raise EventUnreadable from fault


def takes_time(lines: list[Line]) -> bool:
    """Whether an event keeps somebody busy: neither cancelled nor marked as free."""
    said = {(line.name, line.value.upper()) for line in lines}
    return not said & {("STATUS", "CANCELLED"), ("TRANSP", "TRANSPARENT")}


def instant(when: When, zone: ZoneInfo) -> datetime:
    """An aware instant; a day begins at the zone's midnight, or where a clock change puts it."""
    if isinstance(when, datetime):
        return when
    return datetime(when.year, when.month, when.day, tzinfo=zone)


def periods_of(lines: Iterable[Line], zones: Zones) -> Iterator[Period]:
    """The busy stretches of VFREEBUSY lines; broken ones are left out."""
    for line in lines:
        if line.parameters.get("FBTYPE", "BUSY").upper() == "FREE":
            continue
        try:
            yield from (span for span in _times([line], zones) if isinstance(span, tuple))
        except UNREADABLE:
            continue


def _entry(lines: list[Line], zones: Zones) -> Entry:
    first = {line.name: line for line in reversed(lines)}
    if "DTSTART" not in first:
        raise EventHasNoStart
    start = _when(first["DTSTART"], zones)
    end = _end(start, first, zones)
    entry = Entry(
        uid=first["UID"].value if "UID" in first else "",
        title=title_of(lines),
        sequence=_number(first.get("SEQUENCE")),
        start=start,
        end=end,
        is_busy=takes_time(lines) and end > start,
    )
    if "RECURRENCE-ID" in first:
        line = first["RECURRENCE-ID"]
        later = line.parameters.get("RANGE", "").upper() == "THISANDFUTURE"
        return replace(entry, replaces=_when(line, zones), and_later=later)
    return replace(
        entry,
        rules=tuple(read_rule(line.value) for line in lines if line.name == "RRULE" and line.value),
        more=tuple(_times((line for line in lines if line.name == "RDATE"), zones)),
        left_out=tuple(
            when
            for when in _times((line for line in lines if line.name == "EXDATE"), zones)
            if not isinstance(when, tuple)
        ),
    )


def _number(line: Line | None) -> int:
    return int(line.value) if line and line.value.isdecimal() and len(line.value) < 10 else 0


def _end(start: When, first: dict[str, Line], zones: Zones) -> When:
    """When it ends: DTEND, or DTSTART and DURATION, or the day's end, or at once."""
    is_day = not isinstance(start, datetime)
    if "DTEND" in first:
        end = _like(start, _when(first["DTEND"], zones))
    elif "DURATION" in first:
        end = _after(start, first["DURATION"].value)
    else:
        end = start
    if is_day and end == start:
        return start + timedelta(days=1)
    if end < start:
        raise EventEndsBeforeStart
    return end


def _after(start: When, duration: str) -> When:
    """Days are counted on the calendar, hours and minutes as they pass (RFC 5545, 3.3.6)."""
    length = _value(duration)
    if not isinstance(length, timedelta):
        raise TypeError(duration)
    if not isinstance(start, datetime):
        return start + timedelta(days=-(-length // timedelta(days=1)))
    whole = timedelta(days=length.days if set("DW") & set(duration.upper()) else 0)
    passed = start.astimezone(ZoneInfo("UTC")) + (length - whole)
    return passed.astimezone(start.tzinfo) + whole


def _like(start: When, when: When) -> When:
    """The same time as a day or an instant of the start's zone, as the start is."""
    if not isinstance(start, datetime):
        return when.date() if isinstance(when, datetime) else when
    if not isinstance(when, datetime):
        return datetime(when.year, when.month, when.day, tzinfo=start.tzinfo)
    return when.astimezone(start.tzinfo)


def _when(line: Line, zones: Zones) -> When:
    when = _localised(_value(line.value), zones.named(line.parameters.get("TZID", "")))
    if not isinstance(when, date):
        raise TypeError(line.value)
    return when


def _times(lines: Iterable[Line], zones: Zones) -> Iterator[When | Period]:
    """The values of lists such as RDATE, EXDATE and FREEBUSY."""
    for line in lines:
        zone = zones.named(line.parameters.get("TZID", ""))
        for value in filter(None, map(str.strip, line.value.split(","))):
            yield _localised(_value(value), zone)


def _value(text: str) -> object:
    value: object = vDDDTypes.from_ical(text)  # type: ignore[no-untyped-call]
    return value


def _localised(value: object, zone: tzinfo) -> When | Period:
    if isinstance(value, tuple):
        return _period(value, zone)
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=zone)
    if isinstance(value, date):
        return value
    raise TypeError(value)


def _period(value: tuple[object, ...], zone: tzinfo) -> Period:
    start, end = value
    begins = _localised(start, zone)
    if not isinstance(begins, datetime):
        raise TypeError(value)
    ends = begins + end if isinstance(end, timedelta) else _localised(end, zone)
    if not isinstance(ends, datetime):
        raise TypeError(value)
    return begins, ends
