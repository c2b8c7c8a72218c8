"""Dates and times as owners type them or as addresses carry them, read as instants of a zone."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from cardshop.lib.errors import Invalid

# Beyond these some zones have no instant.
FIRST, LAST = date(2000, 1, 1), date(2200, 1, 1)
# A minute; seconds are there because programs write them.
_CARRIED = r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2})(?::00(?:\.000)?(Z))?"


class DayUnreadable(Invalid):
    """Enter a date, like 2026-11-24."""


class ClockUnreadable(Invalid):
    """Enter a time, like 09:30."""


def day(typed: str) -> date:
    """The date of `2026-11-24`, with digits of any script. Raises DayUnreadable."""
    text = _plain(typed)
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise DayUnreadable
    try:
        found = date.fromisoformat(text)
    except ValueError as fault:
        raise DayUnreadable from fault
    if not FIRST <= found <= LAST:
        raise DayUnreadable
    return found


def clock(typed: str) -> time:
    """The time of `9:30` or `09:30`, with digits of any script. Raises ClockUnreadable."""
    found = re.fullmatch(r"([0-9]{1,2})[:.]([0-9]{2})(:00)?", _plain(typed))
    if found is None:
        raise ClockUnreadable
    hour, minute = int(found[1]), int(found[2])
    if hour > 23 or minute > 59:
        raise ClockUnreadable
    return time(hour, minute)


def instant(on: date, at: time, zone: ZoneInfo) -> datetime:
    """The UTC instant at which a clock there shows this; the first of two.

    What a change of clocks skips moves forward by what it skips (domain.md 8.1, rule 2).
    """
    return datetime.combine(on, at, zone).astimezone(UTC)


def moment(address: str, zone: ZoneInfo) -> datetime | None:
    """The instant that an address carries; nothing for what is none.

    `2026-11-24T07:00:00Z` is one everywhere, `2026-11-24T09:30` by the clock in the zone.
    """
    found = re.fullmatch(_CARRIED, address)
    try:
        on, at = (day(found[1]), clock(found[2])) if found else (None, None)
    except Invalid:
        return None
    if on is None or at is None or found is None:
        return None
    return instant(on, at, ZoneInfo("UTC") if found[3] else zone)


def _plain(typed: str) -> str:
    return "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character
        for character in typed.strip()
    )
