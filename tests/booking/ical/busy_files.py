"""Calendar files made of a few lines, and what is read from them, in few words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from cardshop.booking.domain.ical_busy import BusyRead, busy_of
from tests.booking.ical.events import BERLIN, utc

EXPORTS = Path(__file__).parent / "exports"
WEEKS = utc("2026-10-19 00:00"), utc("2026-11-09 00:00")


def event(*lines: str, uid: str = "one") -> str:
    return "\n".join(("BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"))


def events(count: int, *lines: str) -> list[str]:
    """As many events of the same lines, each with its own UID."""
    return [event(f"SUMMARY:Event {number}", *lines, uid=str(number)) for number in range(count)]


def file_of(*parts: str) -> bytes:
    whole = "\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", ""))
    return whole.replace("\n", "\r\n").encode()


def read(*parts: str, window: tuple[datetime, datetime] = WEEKS) -> BusyRead:
    return busy_of(file_of(*parts), BERLIN, window)


def told(found: BusyRead) -> list[str]:
    """The busy times as UTC, `10-20 12:00 13:00`; the end's day where it is another."""
    lines = []
    for busy in found.intervals:
        is_one_day = busy.start.date() == busy.end.date()
        end = f"{busy.end:%H:%M}" if is_one_day else f"{busy.end:%m-%d %H:%M}"
        lines.append(f"{busy.start:%m-%d %H:%M} {end}")
    return lines


def faults(found: BusyRead) -> Sequence[tuple[str, str]]:
    return [(fault.event, fault.detail) for fault in found.faults]
