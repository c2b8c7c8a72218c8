"""Bookings as iCalendar: a file to save, an invitation, a cancellation, a feed to subscribe to.

RFC 5545, 5546 and 7986, and what real clients made of them (domain.md 8.3, interop.md 1-3). The
same events are always the same bytes, so an ETag can be made of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from cardshop.booking.domain.ical_colours import css_name
from cardshop.booking.domain.ical_event import BookingEvent, Person
from cardshop.booking.domain.ical_lines import parameter, text, uri, written
from cardshop.booking.domain.ical_zone_rules import vtimezone

Method = Literal["PUBLISH", "REQUEST", "CANCEL"]

PRODUCT = "-//cardshop//booking//EN"
REFRESH = "PT1H"

_STATUSES = {"pending": "TENTATIVE", "confirmed": "CONFIRMED", "cancelled": "CANCELLED"}
# A zone's rule has to agree with the tz database this far around each event.
_AROUND = timedelta(days=184)


@dataclass(frozen=True, slots=True)
class Feed:
    """What a subscribed calendar is called, its colour (`#rrggbb` or a CSS name), its zone."""

    name: str
    zone: ZoneInfo
    colour: str = ""


class NoMailbox(ValueError):
    """An invitation or a cancellation was asked for without both people's addresses."""


def content_type(method: Method | None = None) -> str:
    """The media type; `method` is said if and only if the object says it (RFC 5545, 8.1)."""
    return "text/calendar; charset=utf-8" + (f"; method={method}" if method else "")


def booking_file(event: BookingEvent) -> bytes:
    """One booking to save, METHOD:PUBLISH. Without an organizer, whom PUBLISH needs, no METHOD."""
    method: list[str] = [f"METHOD:{file_method(event)}"] if event.organizer else []
    organizer = _people(event)[:1]
    return _calendar(method, [(event, organizer)])


def file_method(event: BookingEvent) -> Method | None:
    """The METHOD of `booking_file`, for its media type."""
    return "PUBLISH" if event.organizer else None


def invitation(event: BookingEvent) -> bytes:
    """The mail part METHOD:REQUEST that adds or updates the booking. Raises NoMailbox.

    A cancelled booking is none to be invited to: ValueError.
    """
    if event.state == "cancelled":
        raise ValueError(event.uid)
    return _mail_part("REQUEST", event)


def cancellation(event: BookingEvent) -> bytes:
    """The mail part METHOD:CANCEL that takes the booking away. Raises NoMailbox.

    The event is the cancelled one, with its higher SEQUENCE; any other state: ValueError.
    """
    if event.state != "cancelled":
        raise ValueError(event.uid)
    return _mail_part("CANCEL", event)


def feed_file(feed: Feed, events: Sequence[BookingEvent]) -> bytes:
    """A calendar to subscribe to, without METHOD; cancelled bookings stay in, marked so.

    The events are written in the order given (`in_feed` sorts them), as `shown` left them.
    """
    return _calendar(_feed_head(feed), [(event, []) for event in events])


def _mail_part(method: Method, event: BookingEvent) -> bytes:
    people = _people(event)
    if not (event.organizer and event.attendee):
        raise NoMailbox(event.uid)
    return _calendar([f"METHOD:{method}"], [(event, people)])


def _people(event: BookingEvent) -> list[str]:
    lines = []
    if event.organizer:
        lines.append(f"ORGANIZER{_named(event.organizer)}:{_mailto(event.organizer)}")
    if event.attendee:
        # Who books has said yes already: a client that asks again would only confuse.
        answer = ";ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE"
        lines.append(f"ATTENDEE{_named(event.attendee)}{answer}:{_mailto(event.attendee)}")
    return lines


def _named(person: Person) -> str:
    return f";CN={parameter(person.name)}" if person.name.strip() else ""


def _mailto(person: Person) -> str:
    return f"mailto:{uri(person.email)}"


def _feed_head(feed: Feed) -> Iterator[str]:
    yield f"NAME:{text(feed.name)}"
    yield f"X-WR-CALNAME:{text(feed.name)}"
    yield f"X-WR-TIMEZONE:{feed.zone.key}"
    yield f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}"
    yield f"X-PUBLISHED-TTL:{REFRESH}"
    if name := css_name(feed.colour):
        yield f"COLOR:{name}"
    if feed.colour.startswith("#") and name:
        yield f"X-APPLE-CALENDAR-COLOR:{feed.colour.upper()}"


def _calendar(head: Iterable[str], events: list[tuple[BookingEvent, list[str]]]) -> bytes:
    zones = _zones([event for event, _ in events])
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", *head]
    for zone in sorted(zones, key=lambda zone: zone.key):
        lines += zones[zone]
    for event, people in events:
        lines += _event(event, people, is_local=event.zone in zones)
    return written([*lines, "END:VCALENDAR"])


def _zones(events: list[BookingEvent]) -> Mapping[ZoneInfo, tuple[str, ...]]:
    """The zones with a yearly rule around all of their events, and that rule's lines."""
    spans: dict[ZoneInfo, list[datetime]] = {}
    for event in events:
        if event.zone and _is_plain(event, event.zone):
            spans.setdefault(event.zone, []).extend((event.starts_at, event.ends_at))
    ruled = {
        zone: vtimezone(zone, (min(times) - _AROUND).year, (max(times) + _AROUND).year)
        for zone, times in spans.items()
    }
    return {zone: lines for zone, lines in ruled.items() if lines}


def _is_plain(event: BookingEvent, zone: ZoneInfo) -> bool:
    """Whether the zone has one wall time for each end: a repeated hour can only be said in UTC."""
    local = (event.starts_at.astimezone(zone), event.ends_at.astimezone(zone))
    return all(at.replace(fold=0).utcoffset() == at.replace(fold=1).utcoffset() for at in local)


def _event(event: BookingEvent, people: list[str], *, is_local: bool) -> Iterator[str]:
    zone = event.zone if is_local and event.zone and _is_plain(event, event.zone) else None
    yield "BEGIN:VEVENT"
    yield f"UID:{text(event.uid)}"
    yield f"DTSTAMP:{_utc(event.revised_at)}"
    yield f"LAST-MODIFIED:{_utc(event.revised_at)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART{_time(event.starts_at, zone)}"
    yield f"DTEND{_time(event.ends_at, zone)}"
    yield f"STATUS:{_STATUSES[event.state]}"
    yield f"SUMMARY:{text(event.title)}"
    yield from _words(event)
    yield from people
    yield f"TRANSP:{'TRANSPARENT' if event.state == 'cancelled' else 'OPAQUE'}"
    yield "END:VEVENT"


def _words(event: BookingEvent) -> Iterator[str]:
    """Most clients hide URL, so the link ends the description too."""
    if described := "\n\n".join(filter(None, (event.details.strip(), event.link))):
        yield f"DESCRIPTION:{text(described)}"
    if event.place:
        yield f"LOCATION:{text(event.place)}"
    if event.link:
        yield f"URL:{uri(event.link)}"


def _time(at: datetime, zone: ZoneInfo | None) -> str:
    if zone is None:
        return f":{_utc(at)}"
    return f";TZID={zone.key}:{at.astimezone(zone):%Y%m%dT%H%M%S}"


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
