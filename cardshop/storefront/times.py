"""Days and times of an order in a customer's words."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from flask_babel import gettext as _

from cardshop.accounts.opening import Clock
from cardshop.lib import dates


def about(instant: datetime, clock: Clock) -> str:
    """When something is ready, roughly: `Today, about 16:30`."""
    local = instant.astimezone(clock.zone)
    said = _wall(local.time(), clock.locale)
    return str(_("%(day)s, about %(time)s", day=day(local.date(), clock), time=said))


def at(instant: datetime, clock: Clock) -> str:
    """An instant to the minute: `Tomorrow, 06:00`."""
    local = instant.astimezone(clock.zone)
    hour = _wall(local.time(), clock.locale)
    return str(_("%(day)s, %(hours)s", day=day(local.date(), clock), hours=hour))


def between(start: datetime, end: datetime, clock: Clock) -> str:
    """A window: `Today, 16:30 – 17:00`."""
    first = day(start.astimezone(clock.zone).date(), clock)
    return str(_("%(day)s, %(hours)s", day=first, hours=hours(start, end, clock)))


def hours(start: datetime, end: datetime, clock: Clock) -> str:
    """A window without its day: `16:30 – 17:00`."""
    first, last = (
        _wall(instant.astimezone(clock.zone).time(), clock.locale) for instant in (start, end)
    )
    return f"{first} – {last}"


def day(which: date, clock: Clock) -> str:
    """A date as people say it: today and tomorrow by their names."""
    today = clock.local.date()
    if which == today:
        return str(_("Today"))
    if which == today + timedelta(days=1):
        return str(_("Tomorrow"))
    return dates.format_date(which, clock.locale, "day")


@lru_cache(maxsize=2048)
def _wall(clock: time, locale: str) -> str:
    """A checkout says hundreds of times, the same ones for every customer."""
    return dates.format_time(clock, locale)
