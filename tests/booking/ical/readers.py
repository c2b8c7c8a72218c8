"""One calendar file as three independent programs read it, in one shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import icalendar
import vobject

from cardshop.booking.domain.ical_event import BookingEvent
from tests.support import ical_js


@dataclass(frozen=True)
class Seen:
    """An event as a program shows it; times in seconds since 1970."""

    uid: str
    sequence: int
    stamp: int
    start: int
    end: int
    status: str
    summary: str
    description: str
    place: str
    link: str
    organizer: str
    attendee: str


@dataclass(frozen=True)
class SeenFile:
    """A file as a program shows it."""

    method: str
    name: str
    refresh: str
    events: tuple[Seen, ...]


def by_all(file: bytes) -> dict[str, SeenFile]:
    """What each program reads."""
    return {
        "icalendar": _by_icalendar(file),
        "vobject": _by_vobject(file),
        "ical.js": _by_ical_js(file),
    }


def meant(event: BookingEvent, *, organizer: str = "", attendee: str = "") -> Seen:
    """What every program should read of a booking."""
    statuses = {"pending": "TENTATIVE", "confirmed": "CONFIRMED", "cancelled": "CANCELLED"}
    return Seen(
        uid=event.uid,
        sequence=event.sequence,
        stamp=_seconds(event.revised_at),
        start=_seconds(event.starts_at),
        end=_seconds(event.ends_at),
        status=statuses[event.state],
        summary=event.title,
        description="\n\n".join(filter(None, (event.details, event.link))),
        place=event.place,
        link=event.link,
        organizer=organizer,
        attendee=attendee,
    )


def _by_icalendar(file: bytes) -> SeenFile:
    calendar = icalendar.Calendar.from_ical(file)
    assert not [error for part in calendar.walk() for error in part.errors]
    refresh = calendar.get("REFRESH-INTERVAL")
    return SeenFile(
        method=str(calendar.get("METHOD", "")),
        name=str(calendar.get("NAME", "")),
        refresh=refresh.to_ical().decode() if refresh else "",
        events=tuple(map(_icalendar_event, calendar.walk("VEVENT"))),
    )


def _icalendar_event(part: icalendar.Component) -> Seen:
    return _seen(lambda name: str(part.get(name, "")), lambda name: part.get(name).dt)


def _by_vobject(file: bytes) -> SeenFile:
    calendar = vobject.readOne(file.decode())
    return SeenFile(
        method=_word(calendar, "METHOD"),
        name=_word(calendar, "NAME"),
        refresh=_word(calendar, "REFRESH-INTERVAL"),
        events=tuple(map(_vobject_event, calendar.vevent_list)),
    )


def _vobject_event(part: Any) -> Seen:
    return _seen(lambda name: _word(part, name), lambda name: _value(part, name))


def _value(part: Any, name: str) -> Any:
    return part.contents[name.lower()][0].value


def _word(part: Any, name: str) -> str:
    return str(_value(part, name)) if name.lower() in part.contents else ""


def _by_ical_js(file: bytes) -> SeenFile:
    (found,) = ical_js.read([file])
    events = tuple(Seen(**event) for event in found.pop("events"))
    return SeenFile(**found, events=events)


def _seen(word: Callable[[str], str], time: Callable[[str], datetime]) -> Seen:
    return Seen(
        uid=word("UID"),
        sequence=int(word("SEQUENCE")),
        stamp=_seconds(time("DTSTAMP")),
        start=_seconds(time("DTSTART")),
        end=_seconds(time("DTEND")),
        status=word("STATUS"),
        summary=word("SUMMARY"),
        description=word("DESCRIPTION"),
        place=word("LOCATION"),
        link=word("URL"),
        organizer=word("ORGANIZER"),
        attendee=word("ATTENDEE"),
    )


def _seconds(at: datetime) -> int:
    assert at.tzinfo is not None
    return int(at.timestamp())
