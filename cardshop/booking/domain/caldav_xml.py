"""What a CalDAV server is asked and what it answers, as XML (RFC 4791, 4918, 5397)."""

from __future__ import annotations

# Only what passed `_checked` is parsed: it declares nothing that could be expanded.
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from cardshop.lib.errors import Invalid

_DAV, _CAL, _CS = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}", "{http://calendarserver.org/ns/}"
_SPACES = (
    'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:S="http://calendarserver.org/ns/"'
)
_HEAD = '<?xml version="1.0" encoding="utf-8"?>'

# Where somebody's calendars are, and whether this is one.
LOOK_AROUND = (
    f"{_HEAD}<D:propfind {_SPACES}><D:prop><D:resourcetype/><D:displayname/><D:getetag/>"
    "<S:getctag/><D:sync-token/><D:current-user-principal/><C:calendar-home-set/>"
    "<C:supported-calendar-component-set/><C:schedule-calendar-transp/></D:prop></D:propfind>"
).encode()


class NotCalDav(Invalid):
    """There is no calendar server at this address. Check the address."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a server told of: where, what kind, and where it says to look next."""

    href: str
    is_calendar: bool = False
    # Whether events in it are busy times: not a list of tasks, not one that is always free.
    is_busy: bool = False
    # Changes with whatever is in it; empty where the server has no such thing.
    tag: str = ""
    principal: str = ""
    home: str = ""


def asked_between(since: datetime, until: datetime) -> bytes:
    """The REPORT that asks for the events which meet a stretch of time."""
    start, end = (f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}" for at in (since, until))
    return (
        f"{_HEAD}<C:calendar-query {_SPACES}><D:prop><C:calendar-data/></D:prop><C:filter>"
        '<C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">'
        f'<C:time-range start="{start}" end="{end}"/>'
        "</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"
    ).encode()


def found_in(answer: bytes) -> list[Found]:
    """What a PROPFIND found. Raises NotCalDav for anything but a multistatus."""
    return [_found(response) for response in _responses(answer)]


def calendars_in(answer: bytes) -> bytes:
    """The calendars' texts that a REPORT answered with, one behind the other. Raises NotCalDav."""
    texts = (r.findtext(f".//{_CAL}calendar-data") for r in _responses(answer))
    return "\r\n".join(text.strip() for text in texts if text).encode()


def _responses(answer: bytes) -> Iterator[ET.Element]:
    try:
        root = ET.fromstring(_checked(answer))  # noqa: S314 - see above
    except (ET.ParseError, ValueError) as fault:
        raise NotCalDav from fault
    if root.tag != f"{_DAV}multistatus":
        raise NotCalDav
    return root.iterfind(f"{_DAV}response")


def _checked(answer: bytes) -> str:
    """The text, when it declares no entities: their expansion could fill any memory."""
    text = answer.decode("utf-8-sig")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ValueError("declares")
    return text


def _found(response: ET.Element) -> Found:
    told = _Told(response)
    kinds = [kind.tag for kind in told.inside(f"{_DAV}resourcetype")]
    parts = [
        part.get("name", "") for part in told.inside(f"{_CAL}supported-calendar-component-set")
    ]
    free = [way.tag for way in told.inside(f"{_CAL}schedule-calendar-transp")]
    return Found(
        href=(response.findtext(f"{_DAV}href") or "").strip(),
        is_calendar=f"{_CAL}calendar" in kinds,
        is_busy=f"{_CAL}transparent" not in free and (not parts or "VEVENT" in parts),
        tag=told.text(f"{_CS}getctag") or told.text(f"{_DAV}sync-token"),
        principal=told.href(f"{_DAV}current-user-principal"),
        home=told.href(f"{_CAL}calendar-home-set"),
    )


class _Told:
    """The properties of a response that it has, and not those it says it lacks."""

    def __init__(self, response: ET.Element) -> None:
        self._properties = [
            part
            for stat in response.iterfind(f"{_DAV}propstat")
            if " 200" in (stat.findtext(f"{_DAV}status") or "")
            for part in stat.iterfind(f"{_DAV}prop")
        ]

    def text(self, name: str) -> str:
        found = (part.findtext(name) for part in self._properties)
        return next((text.strip() for text in found if text), "")

    def href(self, name: str) -> str:
        return self.text(f"{name}/{_DAV}href")

    def inside(self, name: str) -> Iterator[ET.Element]:
        for part in self._properties:
            yield from part.iterfind(f"{name}/*")
