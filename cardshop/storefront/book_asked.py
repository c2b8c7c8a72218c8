"""What a visitor asks of a service's times: a day, a zone, somebody, so many places."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cardshop.accounts.domain.business import timezones
from cardshop.booking.domain.intervals import instant
from cardshop.lib.typed import LARGEST_KEY
from cardshop.web.locales import number

# Instead of a zone: the list of them.
CHOOSE = "choose"
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Nothing is booked before or after these centuries, and some zones have no dates there.
_START = re.compile("2[01][0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, as far as it can be had; `faults` says what cannot.

    Without a `day` the first free one is meant, from `since` on if that is given. `zone_name` is
    empty where none was chosen: then `zone` is that of the place.
    """

    zone: ZoneInfo
    zone_name: str
    day: date | None
    since: date | None
    calendar_id: int | None
    seats: int
    faults: tuple[str, ...]

    @property
    def kept(self) -> dict[str, str]:
        """What the next page has to know as well, as a query has it."""
        return {
            "zone": self.zone_name,
            "calendar": str(self.calendar_id or ""),
            "seats": str(self.seats) if self.seats > 1 else "",
        }


def read(
    args: Mapping[str, str], *, place: ZoneInfo, calendar_ids: Collection[int], most_seats: int
) -> Asked:
    """A query, held against the place's zone, who gives the service, and the places of a start."""
    faults: list[str] = []
    zone = _zone(args.get("zone", ""), faults)
    return Asked(
        zone=ZoneInfo(zone) if zone else place,
        zone_name=zone,
        day=_day(args.get("day", ""), faults),
        since=_day(args.get("from", ""), faults),
        calendar_id=_calendar(args.get("calendar", ""), calendar_ids, faults),
        seats=_seats(args.get("seats", ""), most_seats, faults),
        faults=tuple(faults),
    )


def start_of(text: str) -> datetime | None:
    """The aware instant of a start as our links write it, `2026-11-30T07:00:00Z`; or nothing."""
    if not _START.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def start_text(start: datetime) -> str:
    """A start as `start_of` reads it."""
    return f"{start.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def shown_at(text: str) -> datetime | None:
    """When the page was made that offered a start, in epoch seconds; nothing for what is none."""
    well = text.isascii() and text.isdecimal() and len(text) <= 11
    return instant(int(text)) if well else None


def key(text: str) -> int | None:
    """A key of a row, if it is one."""
    well = text.isascii() and text.isdecimal() and len(text) <= 10
    return int(text) if well and 1 <= int(text) <= LARGEST_KEY else None


def _zone(text: str, faults: list[str]) -> str:
    if text in ("", CHOOSE) or text in timezones():
        return "" if text == CHOOSE else text
    faults.append(_("We do not know this time zone. Choose yours from the list."))
    return ""


def _day(text: str, faults: list[str]) -> date | None:
    if not text:
        return None
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    faults.append(_("There is no such day. Choose one of these."))
    return None


def _calendar(text: str, known: Collection[int], faults: list[str]) -> int | None:
    if not text:
        return None
    if (found := key(text)) in known:
        return found
    faults.append(_("Choose who from the list, or anyone who is free."))
    return None


def _seats(text: str, most: int, faults: list[str]) -> int:
    if not text:
        return 1
    well = text.isascii() and text.isdecimal() and len(text) <= 4
    if well and 1 <= int(text) <= most:
        return int(text)
    if most > 1:
        faults.append(_("Choose 1 to %(most)s places.", most=number(most)))
    else:
        faults.append(_("A booking is for one place here."))
    return 1
