"""One calendar file as three independent programs read it, in one shape."""

from __future__ import annotations

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
    events = tuple(
        _seen(
            lambda name, part=part: str(part.get(name, "")), lambda name, part=part: part[name].dt
        )
        for part in calendar.walk("VEVENT")
    )
    refresh = calendar.get("REFRESH-INTERVAL")
    words = [str(calendar.get(name, "")) for name in ("METHOD", "NAME")]
    return SeenFile(*words, refresh.to_ical().decode() if refresh else "", events)


def _by_vobject(file: bytes) -> SeenFile:
    calendar = vobject.readOne(file.decode())
    events = tuple(
        _seen(lambda name, part=part: _word(part, name), lambda name, part=part: _part(part, name))
        for part in calendar.vevent_list
    )
    words = [_word(calendar, name) for name in ("METHOD", "NAME", "REFRESH-INTERVAL")]
    return SeenFile(*words, events)


def _part(part: Any, name: str) -> Any:
    return part.contents[name.lower()][0].value


def _word(part: Any, name: str) -> str:
    return str(_part(part, name)) if name.lower() in part.contents else ""


def _by_ical_js(file: bytes) -> SeenFile:
    (found,) = ical_js.read([file])
    events = tuple(Seen(**event) for event in found.pop("events"))
    return SeenFile(**found, events=events)


def _seen(word: Any, time: Any) -> Seen:
    names = "status summary description location url organizer attendee".split()
    return Seen(
        word("UID"),
        int(word("SEQUENCE")),
        *(_seconds(time(name)) for name in ("DTSTAMP", "DTSTART", "DTEND")),
        *(word(name.upper()) for name in names),
    )


def _seconds(at: datetime) -> int:
    assert at.tzinfo is not None
    return int(at.timestamp())
