"""Days, times, zones and prices of bookings in a customer's words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cardshop.booking.models import Place
from cardshop.lib import dates, zones
from cardshop.lib.dates import localise_digits
from cardshop.lib.lengths import format_minutes
from cardshop.lib.money import Currency


def day(which: date, locale: str) -> str:
    """A date in full: `Monday 30 November`."""
    return dates.format_date(which, locale, "whole")


def time(local: datetime, locale: str) -> str:
    """The wall time of an aware instant, in its own zone."""
    return dates.format_time(local.time(), locale)


def at(instant: datetime, zone: ZoneInfo, locale: str) -> str:
    """When something starts: `Monday 30 November, 10:00`."""
    local = instant.astimezone(zone)
    said = _("%(day)s, %(hours)s", day=day(local.date(), locale), hours=time(local, locale))
    return str(said)


def between(start: datetime, end: datetime, zone: ZoneInfo, locale: str) -> str:
    """From when to when: `Monday 30 November, 10:00 – 10:45`; an end on another day says which."""
    first, last = start.astimezone(zone), end.astimezone(zone)
    is_same_day = (last - timedelta(seconds=1)).date() == first.date()
    until = time(last, locale) if is_same_day else at(end, zone, locale)
    return f"{at(start, zone, locale)} – {until}"


def in_zone(zone: str, locale: str) -> str:
    """Whose wall time it is: `Nairobi time`."""
    return str(_("%(city)s time", city=zones.city(zone, locale)))


def offset(local: datetime, locale: str) -> str:
    """How far an aware wall time is from UTC: `UTC+5:30`."""
    ahead = local.utcoffset() or timedelta()
    hours, minutes = divmod(round(abs(ahead).total_seconds() / 60), 60)
    if not ahead:
        return "UTC"
    sign = "−" if ahead < timedelta() else "+"
    return localise_digits(f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else ""), locale)


def months(first: date, last: date, locale: str) -> str:
    """The months of a row of days: `November 2026`, or `Nov 2026 – Dec 2026`."""
    if dates.format_month(first, locale) == dates.format_month(last, locale):
        return dates.format_month(first, locale)
    names = (dates.format_month(which, locale, "abbreviated") for which in (first, last))
    return " – ".join(names)


def length(minutes: int, locale: str) -> str:
    """How long a service takes."""
    return format_minutes(minutes, locale)


def price(minor: int, currency: Currency, locale: str) -> str:
    """What it costs; nothing is called free."""
    return currency.show(minor, locale) if minor else str(_("Free"))


def facts(parts: Iterable[str]) -> str:
    """Short facts in one line: `45 min · £24`."""
    return " · ".join(part for part in parts if part)


def place(kind: Place, address: str) -> str:
    """Where it takes place; `address` is that of the business, on one line."""
    return {
        Place.BUSINESS: address,
        Place.CUSTOMER: str(_("At your place")),
        Place.PHONE: str(_("By phone")),
        Place.VIDEO: str(_("Video call")),
    }[kind]
