"""When somebody is busy, from the calendar file that their other calendar publishes (8.4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from cardshop.booking.domain.ical_entries import Entry, entry_of, periods_of, takes_time
from cardshop.booking.domain.ical_file import BusyFault, CalendarText, calendar_text, title_of
from cardshop.booking.domain.ical_rules import Window
from cardshop.booking.domain.ical_series import Allowance, Span, occurrences
from cardshop.booking.domain.ical_zone_names import Zones
from cardshop.lib.errors import Invalid

# From, until, and what fills it.
Named = tuple[datetime, datetime, str]
_MOST_TITLES = 3


class ZoneUnknown(Invalid):
    """The time zone %(name)s is not known. Its times are taken as times of this calendar's zone."""


@dataclass(frozen=True, slots=True, order=True)
class BusyTime:
    """A stretch of time in which somebody is busy; aware UTC instants, the end not included.

    `title` names what fills it, up to three events; it tells no two stretches apart.
    """

    start: datetime
    end: datetime
    title: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class BusyRead:
    """What a file says: sorted stretches that never touch, within the window, and what it hid."""

    intervals: tuple[BusyTime, ...]
    faults: tuple[BusyFault, ...]


def busy_of(
    ics: bytes, zone: ZoneInfo, window: Window, *, is_ours: Callable[[str], bool] = lambda _: False
) -> BusyRead:
    """When the calendar of a file is busy between two aware instants.

    `zone` is our calendar's: floating times and whole days are in it, and times of zones that
    nobody knows. TRANSPARENT and CANCELLED events are not busy. An event that cannot be read, or
    whose repetition costs too much to work out, becomes a fault and never hides another.
    Raises NoCalendar and CalendarTooLarge for a file of which nothing should be believed.
    """
    found = calendar_text(ics)
    zones = Zones(zone, found.zones)
    entries = [entry for entry in _entries(found, zones) if not is_ours(entry.uid)]
    spans = [(*span, "") for span in periods_of(found.periods, zones)]
    allowance = Allowance()
    for series in _series(entries):
        try:
            told = occurrences(series, zones, window, allowance)
            spans += [(*span, series[0].title) for span in told]
        except Invalid as refusal:
            found.faults.append(BusyFault(series[0].title, refusal.detail))
    found.faults += [BusyFault("", ZoneUnknown(name=name).detail) for name in sorted(zones.unknown)]
    return BusyRead(tuple(_merged(spans, window)), tuple(found.faults))


def _entries(found: CalendarText, zones: Zones) -> Iterator[Entry]:
    for lines in found.events:
        try:
            yield entry_of(lines, zones)
        except Invalid as refusal:
            # Holidays and reminders that cannot be read hide no busy time.
            if takes_time(lines):
                found.faults.append(BusyFault(title_of(lines), refusal.detail))


def _series(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Each event with those that change single ones of its repetitions.

    Of one UID the highest SEQUENCE counts. Careless programs give many events the same UID and
    number: then each is an event of its own.
    """
    named: dict[str, list[Entry]] = defaultdict(list)
    for number, entry in enumerate(entries):
        named[entry.uid or f"\0{number}"].append(entry)
    for group in named.values():
        changes = _newest(entry for entry in group if entry.replaces is not None)
        originals = [entry for entry in group if entry.replaces is None]
        newest = max((entry.sequence for entry in originals), default=0)
        for original in originals:
            if original.sequence == newest:
                yield [original, *changes]
        if changes and not originals:
            yield changes


def _newest(changes: Iterable[Entry]) -> list[Entry]:
    """The last word on each repetition that was changed."""
    known: dict[object, Entry] = {}
    for entry in changes:
        before = known.get(entry.replaces)
        if before is None or entry.sequence >= before.sequence:
            known[entry.replaces] = entry
    return list(known.values())


def _merged(spans: Iterable[Named], window: Window) -> Iterator[BusyTime]:
    """Sorted, cut to the window, with those that overlap or touch as one."""
    first, last = (edge.astimezone(UTC) for edge in window)
    joined: list[tuple[Span, list[str]]] = []
    for start, end, title in sorted((max(s, first), min(e, last), name) for s, e, name in spans):
        if end <= start:
            continue
        if joined and start <= joined[-1][0][1]:
            (since, until), titles = joined[-1]
            joined[-1] = (since, max(end, until)), titles
        else:
            titles = []
            joined.append(((start, end), titles))
        if title and title not in titles and len(titles) < _MOST_TITLES:
            titles.append(title)
    return (BusyTime(start, end, ", ".join(titles)) for (start, end), titles in joined)
