"""What a busy calendar says, read from its server: over the network, so in no transaction."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from cardshop.booking.domain.ical_busy import BusyRead, ZoneUnknown, busy_of
from cardshop.booking.domain.ical_file import LARGEST_FILE, BusyFault, CalendarBreaksOff
from cardshop.booking.models import BusyKind
from cardshop.booking.operations.caldav import Client
from cardshop.booking.operations.sealing import unseal
from cardshop.lib.errors import Invalid, Sentence, sentence
from cardshop.notifications.channels.fetching import AnsweredWith, Fetcher, Question

# Safe ones only: who learns when somebody is away learns it from nobody on the way.
FETCHER = Fetcher(
    longest=LARGEST_FILE,
    seconds=10.0,
    redirects=3,
    ports=frozenset({443, 5001, 5232, 8443}),
    schemes=frozenset({"https"}),
    agent="cardshop (busy calendars)",
)
_EVENT = re.compile(rb"^BEGIN:VEVENT\s*$", re.IGNORECASE | re.MULTILINE)
# What a CalDAV server without events says; an empty file is no calendar.
_NOTHING = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
# What servers send for us to send back; more would be no tag but a burden.
_TAG = re.compile(r"[\x20-\x7e]{1,200}")


class PasswordAsked(Invalid):
    """The server asks for a password. Copy the secret address, or add it with a password."""


class CalendarGone(Invalid):
    """There is no calendar at this address any more. Copy its address again."""


class ServerTroubled(Invalid):
    """The server answered with error %(status)s."""


class SomeUnreadable(Invalid):
    """Events that could not be read and take no time: %(count)s. Among them: %(events)s"""


@dataclass(frozen=True, slots=True)
class Task:
    """A busy calendar to read, with all that is needed for it. Empty tags ask for the whole."""

    source_id: int
    kind: BusyKind
    url: str
    credentials: bytes | None
    etag: str
    last_modified: str
    zone: ZoneInfo
    window: tuple[datetime, datetime]
    # UIDs of the business's own bookings: people keep them in their calendars, too.
    own_uids: frozenset[str]
    leased_until: datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. Without `busy` nothing changed since the last time."""

    busy: BusyRead | None
    etag: str = ""
    last_modified: str = ""
    events: int = 0

    @property
    def warning(self) -> Sentence:
        """What could not be understood, in a sentence; empty for nothing."""
        return _warning(self.busy.faults if self.busy else ())


@dataclass(frozen=True, slots=True)
class _Got:
    data: bytes | None
    etag: str = ""
    last_modified: str = ""


def read(task: Task, *, secret_key: str) -> Reading:
    """Ask its server and work out the busy times. Raises refusals in plain words.

    A file that breaks off is refused: what it lost may be busy (domain.md 8.4).
    """
    got = _by_caldav(task, secret_key) if task.kind is BusyKind.CALDAV else _by_address(task)
    if got.data is None:
        return Reading(None)
    busy = busy_of(got.data, task.zone, task.window, is_ours=task.own_uids.__contains__)
    if any(_is(fault, CalendarBreaksOff) for fault in busy.faults):
        raise CalendarBreaksOff
    return Reading(busy, got.etag, got.last_modified, len(_EVENT.findall(got.data)))


def _by_address(task: Task) -> _Got:
    asked = {"If-None-Match": task.etag, "If-Modified-Since": task.last_modified}
    headers = {name: value for name, value in asked.items() if value}
    answer = FETCHER.ask(Question(task.url, headers={"Accept": "text/calendar, */*", **headers}))
    match answer.status:
        case 200:
            tags = (_tag(answer.headers.get(name, "")) for name in ("ETag", "Last-Modified"))
            return _Got(answer.body, *tags)
        case 304 if headers:
            return _Got(None)
        case 401 | 403 | 407:
            raise PasswordAsked
        case 404 | 410:
            raise CalendarGone
        case 429 | 500 | 502 | 503 | 504:
            raise ServerTroubled(status=answer.status)
    raise AnsweredWith(status=answer.status)


def _by_caldav(task: Task, secret_key: str) -> _Got:
    credentials = unseal(task.credentials or b"", secret_key=secret_key)
    found = Client(FETCHER, credentials).events(task.url, task.window, known_tag=task.etag)
    is_empty = found.text is not None and not found.text
    return _Got(_NOTHING if is_empty else found.text, found.tag)


def _tag(value: str) -> str:
    return value if _TAG.fullmatch(value) else ""


def _warning(faults: tuple[BusyFault, ...]) -> Sentence:
    zones = [fault for fault in faults if _is(fault, ZoneUnknown)]
    events = [fault.event or "–" for fault in faults if fault not in zones]
    if events:
        return SomeUnreadable(count=len(events), events=", ".join(events[:3])).detail
    detail = zones[0].detail if zones else ""
    return detail if isinstance(detail, Sentence) else Sentence.of(detail)


def _is(fault: BusyFault, kind: type[Invalid]) -> bool:
    return isinstance(fault.detail, Sentence) and fault.detail.template == sentence(kind)
