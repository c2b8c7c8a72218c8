"""Services, calendars and bookings as tests say them, valid from one line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from cardshop.accounts.domain.hours import Hours
from cardshop.booking.domain.bookable import (
    Alignment,
    Asked,
    Bookable,
    CalendarTimes,
    ServiceRules,
    Taken,
)
from cardshop.booking.domain.intervals import Interval, interval
from cardshop.booking.domain.slots import slots

BERLIN = ZoneInfo("Europe/Berlin")
CUT, COLOUR = 1, 2
# A Monday in winter, an hour ahead of UTC in Berlin.
MONDAY = date(2027, 1, 11)
LONG_BEFORE = datetime(2027, 1, 1, tzinfo=UTC)


def daily(*spans: str, **overrides: Sequence[str]) -> Hours:
    """Every day the same, as in `daily("09:00-12:00", on_2027_01_12=[])`."""
    days = {name[3:].replace("_", "-"): list(map(_pair, of)) for name, of in overrides.items()}
    week = {day: list(map(_pair, spans)) for day in "mon tue wed thu fri sat sun".split()}
    return Hours.parse({"weekly": week, "overrides": days})


def service(minutes: int = 30, **rules: object) -> ServiceRules:
    """A service without buffers, notice and limits, bookable for a year."""
    if "alignment" in rules:
        rules["alignment"] = Alignment(rules["alignment"])
    return ServiceRules(**{"id": CUT, "duration_minutes": minutes, "horizon_days": 365} | rules)  # type: ignore[arg-type]


def wall(clock: str, day: date = MONDAY, zone: ZoneInfo = BERLIN) -> datetime:
    """The aware instant of HH:MM or HH:MM:SS on a date."""
    return datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=zone).astimezone(UTC)


def booking(
    clock: str, minutes: int = 30, of: int = CUT, day: date = MONDAY, **more: object
) -> Taken:
    """A booking on the Monday."""
    start = wall(clock, day)
    return Taken.of(of, start, start + timedelta(minutes=minutes), **more)  # type: ignore[arg-type]


def away(start: str, end: str, day: date = MONDAY) -> Interval:
    """A busy time of another calendar on the Monday."""
    return interval(wall(start, day), wall(end, day))


def calendar(hours: Hours | str = "09:00-12:00", *rows: Taken, **more: object) -> CalendarTimes:
    """A person in Berlin."""
    known = daily(hours) if isinstance(hours, str) else hours
    return CalendarTimes(**{"id": 1, "zone": BERLIN, "hours": known, "taken": rows} | more)  # type: ignore[arg-type]


def clocks(
    rules: ServiceRules,
    *calendars: CalendarTimes,
    day: date = MONDAY,
    now: datetime = LONG_BEFORE,
    last: date | None = None,
) -> str:
    """The open starts of a date, as the first calendar's clock shows them: "09:00 09:30"."""
    zone = calendars[0].zone
    asked = Asked.days(day, last or day, zone)
    found = slots(Bookable(rules, calendars), asked, now=now)
    return " ".join(f"{slot.start.astimezone(zone):%H:%M}" for slot in found)


def _pair(span: str) -> list[str]:
    return span.split("-")
