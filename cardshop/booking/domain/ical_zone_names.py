"""What zone a stranger's TZID means: an IANA name, Outlook's Windows name, or the file's own rules.

Outlook publishes Windows names without a VTIMEZONE; Thunderbird and Evolution put their own path
before an IANA name; Exchange calls zones as they stand in its menu and gives their rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from babel.core import get_global
from icalendar import Component, Timezone

from cardshop.booking.domain.ical_rules import frequency, is_always_met, read_rule

# How many parts a file's own zone may have, and how much each may say.
_MOST_PARTS, _LONGEST_PART = 60, 60
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?", re.IGNORECASE)
_PART = re.compile(r"BEGIN:(?:STANDARD|DAYLIGHT)\n.*?END:(?:STANDARD|DAYLIGHT)", re.DOTALL)
# Outlook's rules begin in 1601, and every year since would be looked at again and again.
_OLD_START = re.compile(r"DTSTART:1[0-8]\d\d(?!0229)")
_PARTS_FAULTS = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError)


class Zones:
    """The zones that one file's TZIDs name. `unknown` gathers those that could not be found."""

    def __init__(self, default: ZoneInfo, texts: Iterable[list[str]]) -> None:
        """`default` is the calendar's own zone; `texts` are the lines of the file's VTIMEZONEs."""
        self.default = default
        self.unknown: set[str] = set()
        self._own = {_value(lines, "TZID"): lines for lines in texts}
        self._known: dict[str, tzinfo] = {}

    def named(self, tzid: str) -> tzinfo:
        """The zone of a TZID; the calendar's own for none and for an unknown one."""
        if not tzid:
            return self.default
        if tzid not in self._known:
            self._known[tzid] = self._found(tzid)
        return self._known[tzid]

    def _found(self, tzid: str) -> tzinfo:
        lines = self._own.get(tzid, [])
        by_name = zone_called(tzid) or zone_called(_value(lines, "X-LIC-LOCATION"))
        found = by_name or (_own_zone(lines) if lines else None)
        if found is None:
            self.unknown.add(tzid[:80])
        return found or self.default


def zone_called(name: str) -> tzinfo | None:
    """The zone of an IANA name, a Windows name, a path that ends in one, or an offset."""
    parts = name.strip().strip("/").casefold().split("/")
    for first in range(len(parts)):
        if key := _names().get("/".join(parts[first:])):
            return ZoneInfo(key)
    if offset := _OFFSET.fullmatch(name.strip()):
        length = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        if length < timedelta(days=1):
            return timezone(-length if offset[1] == "-" else length)
    return None


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    """IANA names and CLDR's names of Windows' zones, case folded, with what they mean."""
    known = {name.casefold(): name for name in available_timezones()}
    windows: Mapping[str, str] = get_global("windows_zone_mapping")
    found = {name.casefold(): key for name, key in windows.items() if key.casefold() in known}
    return {**found, **known}


def _value(lines: list[str], name: str) -> str:
    found = (line.partition(":")[2] for line in lines if line.upper().startswith(f"{name}:"))
    return next(found, "").strip()


def _own_zone(lines: list[str]) -> tzinfo | None:
    """A zone made of a VTIMEZONE's own rules; none for rules that are broken or too dear.

    Its parts are read one by one: a whole VTIMEZONE would be remembered by the library under its
    name, and one business's file would change what the name means in another's.
    """
    parts = _PART.findall("\n".join(line.strip() for line in lines))
    if not 0 < len(parts) <= _MOST_PARTS or not all(map(_is_cheap, parts)):
        return None
    zone = Timezone()
    zone.add("TZID", "own")
    try:
        for part in parts:
            zone.add_component(Component.from_ical(_OLD_START.sub("DTSTART:1970", part)))
        made: tzinfo = zone.to_tz(lookup_tzid=False)
        made.utcoffset(datetime(2026, 1, 1))  # noqa: DTZ001 - a wall time, to try the rules
    except _PARTS_FAULTS:
        return None
    return made


def _is_cheap(part: str) -> bool:
    """Whether the part changes by a yearly rule that is always met, or by a few dates."""
    lines = part.split("\n")
    rule_text = _value(lines, "RRULE")
    if not rule_text:
        return len(lines) <= _LONGEST_PART and part.count(",") <= _LONGEST_PART
    try:
        rule = read_rule(rule_text)
    except ValueError:
        return False
    is_yearly = frequency(rule) == "YEARLY" and rule.get("INTERVAL", [1]) == [1]
    return is_yearly and "COUNT" not in rule and is_always_met(rule)
