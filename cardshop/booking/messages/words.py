"""What is said of a booking in every letter: its time with the zone, its place, its price."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cardshop.accounts.models import Business
from cardshop.booking.messages.event import place_words
from cardshop.booking.models import Booking
from cardshop.lib import zones
from cardshop.lib.dates import format_date, format_time
from cardshop.lib.money import Currency
from cardshop.web.locales import number


def short_when(at: datetime, zone: str, locale: str) -> str:
    """A day and a time for a subject line."""
    local = at.astimezone(ZoneInfo(zone))
    words: str = _(
        "%(day)s, %(time)s",
        day=format_date(local.date(), locale, "day"),
        time=format_time(local.time(), locale),
    )
    return words


def moment(at: datetime, zone: str, locale: str) -> str:
    """A day and a time with the zone in words."""
    local = at.astimezone(ZoneInfo(zone))
    words: str = _(
        "%(day)s, %(time)s (%(city)s time)",
        day=format_date(local.date(), locale, "full"),
        time=format_time(local.time(), locale),
        city=zones.city(zone, locale),
    )
    return words


def span(booking: Booking, zone: str, locale: str) -> str:
    """When it begins and ends in a zone, with the zone in words."""
    start = booking.starts_at.astimezone(ZoneInfo(zone))
    end = booking.ends_at.astimezone(ZoneInfo(zone))
    words: str = _(
        "%(day)s, %(start)s to %(end)s (%(city)s time)",
        day=format_date(start.date(), locale, "full"),
        start=format_time(start.time(), locale),
        end=format_time(end.time(), locale),
        city=zones.city(zone, locale),
    )
    return words


def facts(booking: Booking, business: Business, zone: str, locale: str) -> Iterator[str]:
    """What, when, with whom, where and for how much, a line each.

    The calendar's own zone follows the reader's where their clocks differ.
    """
    yield booking.service_name
    yield span(booking, zone, locale)
    if not zones.are_alike(zone, booking.timezone, booking.starts_at):
        yield span(booking, booking.timezone, locale)
    yield str(_("With: %(name)s", name=booking.calendar_name))
    yield str(_("Where: %(place)s", place=place_words(booking, business)))
    if booking.seats > 1:
        yield str(_("Seats: %(count)s", count=number(booking.seats)))
    if booking.price:
        currency = Currency(booking.currency, booking.currency_exponent)
        yield str(_("Price: %(price)s", price=currency.show(booking.price, locale)))


def one_line(words: str) -> str:
    """A subject: typed names may hold line ends that no header can."""
    return " ".join(words.split())
