"""Busy calendars elsewhere as their owner sees them, and the bookings in their way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from flask_babel import gettext as _

from cardshop.booking.models import BusyKind, BusySource, Calendar
from cardshop.booking.presenters_diary_desk import Desk
from cardshop.booking.queries import Clash
from cardshop.lib.errors import Sentence

# Of an address only its end is shown: who knows it all can read the calendar.
_SHOWN = 24
_WHOSE = {
    "calendar.google.com": "Google",
    "outlook.live.com": "Outlook",
    "outlook.office365.com": "Outlook",
    "caldav.icloud.com": "Apple",
    "icloud.com": "Apple",
}


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A busy calendar. `state` is waiting, well, partly or failing."""

    id: int
    name: str
    host: str
    end: str
    is_signed: bool
    state: str
    events: int
    last_fetched_at: datetime | None
    fault: Sentence


@dataclass(frozen=True, slots=True)
class ClashRow:
    """A booking in the way."""

    id: int
    who: str
    service: str
    time: str
    busy: str


@dataclass(frozen=True, slots=True)
class ElsewherePage:
    """The page of a calendar; `zone` is where its times are told."""

    calendar: Calendar
    rows: list[SourceRow]
    clashes: list[ClashRow]

    @property
    def is_waiting(self) -> bool:
        """Whether something is about to be read."""
        return any(row.state == "waiting" for row in self.rows)


def elsewhere_page(
    calendar: Calendar, sources: Sequence[BusySource], clashes: Sequence[Clash], desk: Desk
) -> ElsewherePage:
    """All that the page says."""
    return ElsewherePage(
        calendar=calendar,
        rows=[source_row(source, desk.now) for source in sources],
        clashes=[_clash(clash, desk) for clash in clashes],
    )


def source_row(source: BusySource, now: datetime) -> SourceRow:
    """One busy calendar."""
    parts = urlsplit(source.url)
    host = parts.hostname or ""
    end = parts.path.rstrip("/").rpartition("/")[2][-_SHOWN:]
    plain = host.removeprefix("www.")
    known = _WHOSE.get(plain) or ("Apple" if plain.endswith(".icloud.com") else "")
    return SourceRow(
        id=source.id,
        name=known or host,
        host=host,
        end=end,
        is_signed=source.kind is BusyKind.CALDAV,
        state=_state(source, now),
        events=source.events,
        last_fetched_at=source.last_fetched_at,
        fault=source.fault,
    )


def _state(source: BusySource, now: datetime) -> str:
    if source.next_fetch_at <= now:
        return "waiting"
    if source.failures:
        return "failing"
    return "partly" if source.last_error else "well"


def _clash(clash: Clash, desk: Desk) -> ClashRow:
    booking, busy = clash.booking, clash.busy
    same_day = desk.day(busy.start) == desk.day(busy.end)
    span = desk.span(busy.start, busy.end)
    told = span if same_day else f"{desk.stamp(busy.start)} – {desk.stamp(busy.end)}"
    return ClashRow(
        id=booking.id,
        who=booking.customer_name,
        service=booking.service_name,
        time=desk.stamp(booking.starts_at),
        busy=_("Busy elsewhere %(span)s: %(what)s", span=told, what=busy.summary)
        if busy.summary
        else _("Busy elsewhere %(span)s", span=told),
    )
