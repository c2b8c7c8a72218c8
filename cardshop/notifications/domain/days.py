"""The days of a summary: from one time on the wall to the same of the next day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

NOON = 720


@dataclass(frozen=True, slots=True)
class Span:
    """What one summary tells of, and the date that it is called by."""

    since: datetime
    until: datetime
    day: date


def last_span(minute: int, zone: ZoneInfo, at: datetime) -> Span:
    """The span that ended last, with the minute of the day at which summaries are told.

    In the morning one hears of the day before, later of the day itself. No instant is in two spans
    and none in no span, whatever clocks do.
    """
    today = at.astimezone(zone).date()
    ends = today if _wall(today, minute, zone) <= at else today - timedelta(days=1)
    since = _wall(ends - timedelta(days=1), minute, zone)
    day = ends if minute >= NOON else ends - timedelta(days=1)
    return Span(since, _wall(ends, minute, zone), day)


def _wall(day: date, minute: int, zone: ZoneInfo) -> datetime:
    wall = time(minute // 60, minute % 60)
    return datetime.combine(day, wall, zone).astimezone(UTC)
