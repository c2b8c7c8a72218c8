"""When an order can be ready, and the times of which a customer chooses one: pure functions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import islice, takewhile
from typing import Literal
from zoneinfo import ZoneInfo

from cardshop.accounts.domain import opening
from cardshop.accounts.domain.hours import Hours

# Nobody reads a longer list of times.
MOST_WINDOWS = 1000
# Up to here minutes are work, done while the shop is open. More are notice (a cake in two days),
# which passes day and night.
LONGEST_WORK = timedelta(hours=12)
# A shop that stays closed for longer than this takes no orders.
_HORIZON = timedelta(days=92)

Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Window:
    """A time to come or to be there, as aware UTC instants."""

    start: datetime
    end: datetime


def is_open(hours: Hours, zone: ZoneInfo, now: datetime) -> bool:
    """Whether the shop is open at `now` (aware). Without any hours given it always is."""
    return any(start <= now for start, _end in _openings(hours, zone, now))


def earliest(
    hours: Hours,
    zone: ZoneInfo,
    now: datetime,
    *,
    minutes: int,
    when_closed: Literal["allow", "refuse"],
) -> datetime | None:
    """When something that takes so many minutes is ready at the earliest, as a UTC instant.

    Work begins at once, or at the next opening; what is unfinished at closing goes on at the
    opening after it. Nothing is returned where the shop is closed and refuses orders meanwhile, or
    does not open again within three months.
    """
    if when_closed == "refuse" and not is_open(hours, zone, now):
        return None
    needed = timedelta(minutes=minutes)
    if needed > LONGEST_WORK:
        return _after_notice(hours, zone, now, needed)
    return _after_work(hours, zone, now, needed)


def offered(
    hours: Hours,
    zone: ZoneInfo,
    now: datetime,
    *,
    minutes: int,
    window_minutes: int,
    days_ahead: int,
    when_closed: Literal["allow", "refuse"],
) -> list[Window]:
    """The times to choose from, in order; what `minutes` and `when_closed` mean, `earliest` says.

    Each lies inside the opening hours and begins when everything is ready. They follow each other
    from each opening on, counted in elapsed time; an opening shorter than a window is one window.
    `days_ahead` counts local days from today, or from the first day on which it can be ready (0 is
    that day only).
    """
    ready = earliest(hours, zone, now, minutes=minutes, when_closed=when_closed)
    if ready is None:
        return []
    today = now.astimezone(zone).date()
    last_day = max(ready.astimezone(zone).date(), today + timedelta(days=days_ahead))
    ahead = takewhile(
        lambda window: window.start.astimezone(zone).date() <= last_day,
        _following(hours, zone, now, timedelta(minutes=window_minutes)),
    )
    return list(islice((window for window in ahead if window.start >= ready), MOST_WINDOWS))


def _after_work(hours: Hours, zone: ZoneInfo, now: datetime, needed: timedelta) -> datetime | None:
    for start, end in _openings(hours, zone, now):
        begins = max(start, now)
        if begins + needed <= end:
            return begins + needed
        needed -= end - begins
    return None


def _after_notice(
    hours: Hours, zone: ZoneInfo, now: datetime, needed: timedelta
) -> datetime | None:
    begins = _after_work(hours, zone, now, timedelta())
    return _after_work(hours, zone, begins + needed, timedelta()) if begins else None


def _following(hours: Hours, zone: ZoneInfo, now: datetime, length: timedelta) -> Iterator[Window]:
    """Every window from the opening before `now` on."""
    for start, end in _openings(hours, zone, now):
        if end - start < length:
            yield Window(start, end)
        for step in range((end - start) // length):
            yield Window(start + step * length, start + (step + 1) * length)


def _openings(hours: Hours, zone: ZoneInfo, now: datetime) -> Iterator[Stretch]:
    """The openings that are not over at `now`, as far ahead as orders are taken."""
    last = now + _HORIZON
    if not any(hours.weekly) and not hours.overrides:
        midnight = datetime.combine(now.astimezone(zone).date(), time.min, zone)
        yield midnight.astimezone(UTC), last
        return
    stretches = opening.stretches(hours, zone, now)
    ahead = takewhile(lambda stretch: stretch[0] < last, stretches)
    yield from ((start, min(end, last)) for start, end in ahead if end > now)
