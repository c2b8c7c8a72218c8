"""Hours in which nobody is disturbed, by the clock of whoever would be."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


def after_quiet(
    due: datetime, quiet: tuple[str, str], zone: ZoneInfo, *, before: datetime | None = None
) -> datetime:
    """When a message that is due may go out: at once, or when the quiet hours end.

    `quiet` are wall times `HH:MM`, from and until; equal ones are never quiet, and until may be on
    the next day. A message that would come after `before` then goes out before it gets quiet.
    """
    begins, ends = (time.fromisoformat(words) for words in quiet)
    local = due.astimezone(zone)
    if begins == ends or not _is_within(local.time(), begins, ends):
        return due
    today = local.date()
    wakes = datetime.combine(today, ends, zone)
    if wakes <= local:
        wakes = datetime.combine(today + timedelta(days=1), ends, zone)
    if before is None or wakes.astimezone(UTC) < before:
        return wakes.astimezone(UTC)
    sleeps = datetime.combine(today, begins, zone)
    if sleeps > local:
        sleeps = datetime.combine(today - timedelta(days=1), begins, zone)
    return sleeps.astimezone(UTC)


def _is_within(now: time, begins: time, ends: time) -> bool:
    if begins < ends:
        return begins <= now < ends
    return now >= begins or now < ends
