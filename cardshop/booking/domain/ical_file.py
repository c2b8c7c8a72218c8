"""The text of somebody else's calendar as events of lines, whatever wrote it and however badly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cardshop.lib.errors import Invalid

LARGEST_FILE = 5 * 1024 * 1024
LONGEST_LINE = 1024 * 1024
MOST_EVENTS = 20_000

# What decides whether and when somebody is busy. Everything else is never looked at.
_KEPT = frozenset(
    "UID SUMMARY SEQUENCE DTSTART DTEND DURATION RRULE RDATE EXDATE RECURRENCE-ID STATUS TRANSP"
    " FREEBUSY".split()
)
_HOLDERS = ("VEVENT", "VFREEBUSY")
# Times hold no colon, but the names of zones do, and not every program quotes them.
_TIMED = re.compile(r"(DTSTART|DTEND|RECURRENCE-ID|RDATE|EXDATE)((?:;.*)?):([^:]*)", re.IGNORECASE)
_LINE = re.compile(r'([A-Za-z-]+)((?:;[^:;"]*(?:"[^"]*"[^:;"]*)*)*):(.*)')
_PARAMETER = re.compile(r';\s*([A-Za-z-]+)\s*=((?:"[^"]*"|[^;"])*)')
_FOLD = re.compile(r"\n[ \t]")


class NoCalendar(Invalid):
    """There is no calendar at this address. Copy the address that ends in .ics."""


class CalendarTooLarge(Invalid):
    """This calendar is too large. It may have at most 5 MB."""


class CalendarBreaksOff(Invalid):
    """This calendar breaks off before its end."""


class EventUnfinished(Invalid):
    """This event has no end, or another one begins inside it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One property: name in capitals, its value as it stands, its parameters without quotes."""

    name: str
    value: str
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BusyFault:
    """Something that could not be read: which event, by its title, and why (a Sentence)."""

    event: str
    detail: str


@dataclass(slots=True)
class CalendarText:
    """What a file holds: its events' lines, those of VFREEBUSY, and its own zones' whole text."""

    events: list[list[Line]] = field(default_factory=list)
    periods: list[Line] = field(default_factory=list)
    zones: list[list[str]] = field(default_factory=list)
    faults: list[BusyFault] = field(default_factory=list)


def calendar_text(data: bytes) -> CalendarText:
    """The events of a file. A broken one becomes a fault and never hides another.

    Raises NoCalendar for a web page and whatever else is none, and CalendarTooLarge above 5 MB,
    1 MB in a line or 20,000 events.
    """
    if len(data) > LARGEST_FILE:
        raise CalendarTooLarge
    if max(map(len, data.split(b"\n")), default=0) > LONGEST_LINE:
        raise CalendarTooLarge("A line of this calendar is too long to be a calendar's.")
    text = data.decode("utf-8-sig", "replace").lstrip()
    _check_is_calendar(text)
    reading = _Reading()
    for line in _unfolded(text):
        reading.take(line)
    return reading.finished()


def title_of(lines: list[Line]) -> str:
    """What an event is called, short enough to be told."""
    named = next((line.value for line in lines if line.name == "SUMMARY"), "")
    plain = re.sub(r"\\([nN,;\\])", lambda found: " " if found[1] in "nN" else found[1], named)
    return re.sub(r"[\x00-\x1f\x7f]+", " ", plain).strip()[:80]


def _check_is_calendar(text: str) -> None:
    if re.match(r"BEGIN[ \t]*:[ \t]*VCALENDAR", text, re.IGNORECASE):
        return
    if text[:1] == "<":
        raise NoCalendar(
            "This address leads to a web page, not to a calendar."
            " Copy the address that ends in .ics."
        )
    raise NoCalendar


def _unfolded(text: str) -> Iterator[str]:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return iter(_FOLD.sub("", plain).split("\n"))


class _Reading:
    """Goes through the lines, keeping the names of the components that are open."""

    def __init__(self) -> None:
        self._found = CalendarText()
        self._open: list[str] = []
        self._event: list[Line] = []

    def take(self, line: str) -> None:
        mark, _, name = line.partition(":")
        word = mark.strip().upper()
        if word == "BEGIN":
            self._begin(name.strip().upper())
        if "VTIMEZONE" in self._open:
            self._found.zones[-1].append(line)
        elif self._open and self._open[-1] in _HOLDERS and word != "BEGIN":
            self._keep(line)
        if word == "END":
            self._end(name.strip().upper())

    def finished(self) -> CalendarText:
        """All that was found; a file that stops in the middle says so."""
        if "VEVENT" in self._open:
            self._fault(EventUnfinished())
        if self._open:
            self._found.faults.append(BusyFault("", CalendarBreaksOff().detail))
        return self._found

    def _begin(self, name: str) -> None:
        if name in ("VEVENT", "VCALENDAR") and "VEVENT" in self._open:
            self._fault(EventUnfinished())
            del self._open[self._open.index("VEVENT") :]
        self._open.append(name)
        if name == "VEVENT":
            self._event = []
        if name == "VTIMEZONE":
            self._found.zones.append([])

    def _keep(self, line: str) -> None:
        kept = _kept(line)
        if kept and self._open[-1] == "VEVENT":
            self._event.append(kept)
        elif kept and kept.name == "FREEBUSY":
            self._found.periods.append(kept)

    def _end(self, name: str) -> None:
        if name not in self._open:
            return
        is_event = name == "VEVENT"
        del self._open[len(self._open) - 1 - self._open[::-1].index(name) :]
        if is_event:
            self._found.events.append(self._event)
        if len(self._found.events) > MOST_EVENTS:
            raise CalendarTooLarge("This calendar has more than 20,000 events.")

    def _fault(self, refusal: Invalid) -> None:
        self._found.faults.append(BusyFault(title_of(self._event), refusal.detail))


def _kept(line: str) -> Line | None:
    whole = _TIMED.fullmatch(line) or _LINE.match(line)
    if whole is None or whole[1].upper() not in _KEPT:
        return None
    named = {key.upper(): value.strip().strip('"') for key, value in _PARAMETER.findall(whole[2])}
    return Line(whole[1].upper(), whole[3].strip(), named)
