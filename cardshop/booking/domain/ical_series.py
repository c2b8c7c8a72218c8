"""The occurrences of a repeating event, some moved, left out or added, at a bounded cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import recurring_ical_events
from icalendar import Calendar, Event
from icalendar.prop import vDDDLists, vDDDTypes

from cardshop.booking.domain.ical_entries import UNREADABLE, Entry, EventUnreadable, When, instant
from cardshop.booking.domain.ical_rules import Window, cost, moved_near
from cardshop.booking.domain.ical_zone_names import Zones
from cardshop.lib.errors import Invalid

# Microseconds that the repetitions of one event, and of one file, may take.
DEAREST_SERIES = 1_500_000
DEAREST_FILE = 4_000_000
# What one date of a list costs.
_DATE_COST = 80
# "This and the following" may move a series so far, for the library looks through all between.
_FURTHEST_MOVE = timedelta(days=366)
# A margin for zones: the library compares days with instants.
_MARGIN = timedelta(days=2)

Span = tuple[datetime, datetime]


class RepeatsTooOften(Invalid):
    """This event repeats too often to be worked out."""


class TooManyRepetitions(Invalid):
    """This calendar repeats more often than can be worked out. This event was left out."""


@dataclass(slots=True)
class Allowance:
    """What may still be spent on one file, in microseconds."""

    left: float = DEAREST_FILE

    def spend(self, asked: float) -> None:
        """Take it, or refuse: RepeatsTooOften, TooManyRepetitions."""
        if asked > DEAREST_SERIES:
            raise RepeatsTooOften
        if asked > self.left:
            raise TooManyRepetitions
        self.left -= asked


def occurrences(
    entries: Sequence[Entry], zones: Zones, window: Window, allowance: Allowance
) -> list[Span]:
    """When the busy ones of a series begin and end: one event and those that change it, or these.

    Raises RepeatsTooOften, TooManyRepetitions and EventUnreadable.
    """
    try:
        if len(entries) == 1 and not entries[0].repeats:
            return [span_of(entries[0].start, entries[0].end, zones)] * entries[0].is_busy
        if _is_over(entries, zones, window):
            return []
        near = [_nearer(entry, zones, window, is_alone=len(entries) == 1) for entry in entries]
        allowance.spend(_asked(near, zones, window))
        return _worked_out(near, zones, window)
    except UNREADABLE as fault:
        raise EventUnreadable from fault


def span_of(start: When, end: When, zones: Zones) -> Span:
    """The instants of an event's ends; one that a clock change turns round keeps its length."""
    local = instant(start, zones.default), instant(end, zones.default)
    begins, ends = (at.astimezone(UTC) for at in local)
    return begins, ends if ends > begins else begins + (local[1] - local[0])


def _nearer(entry: Entry, zones: Zones, window: Window, *, is_alone: bool) -> Entry:
    """The same series begun later, where that changes nothing in the window and saves steps."""
    if not is_alone or len(entry.rules) != 1:
        return entry
    begins, ends = instant(entry.start, zones.default), instant(entry.end, zones.default)
    moved = moved_near(entry.rules[0], begins, ends - begins, window)
    later = moved - begins
    return replace(entry, start=entry.start + later, end=entry.end + later)


def _is_over(entries: Sequence[Entry], zones: Zones, window: Window) -> bool:
    """Whether a series surely has nothing in the window."""
    first = entries[0]
    if len(entries) > 1 or first.more:
        return False
    begins, ends = instant(first.start, zones.default), instant(first.end, zones.default)
    if begins > window[1] + _MARGIN:
        return True
    earliest = (window[0] - (ends - begins) - _MARGIN).date()
    return all(_until(rule) < earliest for rule in first.rules)


def _until(rule: Mapping[str, Sequence[object]]) -> date:
    """The last day of a rule."""
    until = next(iter(rule.get("UNTIL", ())), date.max)
    if not isinstance(until, date):
        raise EventUnreadable
    return until.date() if isinstance(until, datetime) else until


def _asked(entries: Sequence[Entry], zones: Zones, window: Window) -> float:
    """What working the series out costs; RepeatsTooOften for a part moved too far."""
    asked = 0.0
    for entry in entries:
        begins, ends = instant(entry.start, zones.default), instant(entry.end, zones.default)
        moved = begins - instant(entry.replaces or entry.start, zones.default)
        if entry.and_later and abs(moved) > _FURTHEST_MOVE:
            raise RepeatsTooOften
        shown = (window[0] - (ends - begins), window[1] + _FURTHEST_MOVE * entry.and_later)
        asked += sum(cost(rule, begins, shown) for rule in entry.rules)
        asked += _DATE_COST * (len(entry.more) + len(entry.left_out) + 1)
    return asked


def _worked_out(entries: Sequence[Entry], zones: Zones, window: Window) -> list[Span]:
    calendar = Calendar()
    for entry in entries:
        calendar.add_component(_component(entry))
    query = recurring_ical_events.of(calendar)
    found = query.between(window[0] - _MARGIN, window[1] + _MARGIN)
    busy = [event for event in found if event["TRANSP"] == "OPAQUE"]
    return [span_of(event["DTSTART"].dt, event["DTEND"].dt, zones) for event in busy]


def _component(entry: Entry) -> Event:
    """The event as the library wants it, with nothing that it does not look at."""
    event = Event()
    event["UID"] = "one"
    event["DTSTART"], event["DTEND"] = vDDDTypes(entry.start), vDDDTypes(entry.end)
    event["TRANSP"] = "OPAQUE" if entry.is_busy else "TRANSPARENT"
    if entry.rules:
        event["RRULE"] = list(entry.rules)
    if entry.more:
        event["RDATE"] = vDDDLists(entry.more)
    if entry.left_out:
        event["EXDATE"] = vDDDLists(entry.left_out)
    if entry.replaces is not None:
        event["RECURRENCE-ID"] = vDDDTypes(entry.replaces)
    if entry.and_later:
        event["RECURRENCE-ID"].params["RANGE"] = "THISANDFUTURE"
    return event
