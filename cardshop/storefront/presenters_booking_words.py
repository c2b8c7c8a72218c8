"""Where a booking stands, in a title and a sentence for its customer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cardshop.booking.models import Booking, BookingEvent, BookingState, Happening, Place
from cardshop.booking.operations.actors import CUSTOMER
from cardshop.lib import dates
from cardshop.storefront import book_words

# How far ahead a weekday alone says which day it is.
_THIS_WEEK = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Words:
    """`kind` is how it is marked: well, waiting, or called off. `note` is what somebody wrote."""

    title: str
    sentence: str
    kind: Literal["ok", "wait", "off"]
    note: str = ""


def said(booking: Booking, *, name: str, zone: ZoneInfo, at: datetime) -> Words:
    """The words of a booking whose history is loaded, by the customer's clock."""
    if booking.state is BookingState.PENDING:
        return _pending(booking, name, zone, at)
    if booking.state is BookingState.CONFIRMED and booking.ends_at > at:
        return _ahead(booking, name, zone, at)
    if booking.state in (BookingState.CONFIRMED, BookingState.COMPLETED):
        return Words(_("Thank you for coming"), _("This booking is over."), "ok")
    return _fallen(booking, name)


def _pending(booking: Booking, name: str, zone: ZoneInfo, at: datetime) -> Words:
    title = _("Waiting for %(name)s", name=name)
    if booking.hold_until is None or booking.hold_until <= at:
        return Words(title, _("It was not confirmed in time. Ask them, or book again."), "wait")
    until = book_words.at(booking.hold_until, zone, booking.locale)
    sentence = _(
        "The time is held for you. %(name)s confirms it by %(until)s.", name=name, until=until
    )
    return Words(title, sentence, "wait")


def _ahead(booking: Booking, name: str, zone: ZoneInfo, at: datetime) -> Words:
    title = _title(booking, zone, at)
    last = booking.events[-1] if booking.events else None
    if last is None or last.happening is not Happening.MOVED:
        return Words(title, _("Your booking at %(name)s is confirmed.", name=name), "ok")
    before = _before(booking, zone)
    if last.actor == CUSTOMER:
        sentence = _("You moved it. It was on %(before)s.", before=before)
    else:
        sentence = _("%(name)s moved it. It was on %(before)s.", name=name, before=before)
    return Words(title, sentence, "ok", last.note)


def _title(booking: Booking, zone: ZoneInfo, at: datetime) -> str:
    """`See you on Tuesday`; for what is not a meeting, that it is booked."""
    if booking.place in (Place.PHONE, Place.VIDEO):
        return str(_("You are booked"))
    day, today = booking.starts_at.astimezone(zone).date(), at.astimezone(zone).date()
    if day <= today:
        return str(_("See you today"))
    if day == today + timedelta(days=1):
        return str(_("See you tomorrow"))
    if day - today <= _THIS_WEEK:
        words = dates.format_weekday(day.weekday(), booking.locale)
    else:
        words = book_words.day(day, booking.locale)
    return str(_("See you on %(day)s", day=words))


def _before(booking: Booking, zone: ZoneInfo) -> str:
    """When it was to be before it was moved."""
    before = booking.events[-2] if len(booking.events) > 1 else booking.events[-1]
    return book_words.at(before.starts_at, zone, booking.locale)


def _fallen(booking: Booking, name: str) -> Words:
    last: BookingEvent | None = booking.events[-1] if booking.events else None
    note = last.note if last else ""
    if booking.state is BookingState.DECLINED:
        sentence = _("%(name)s cannot take it. Nothing is booked.", name=name)
        return Words(_("Not this time"), sentence, "off", note)
    if booking.state is BookingState.EXPIRED:
        sentence = _("%(name)s did not confirm it in time. Nothing is booked.", name=name)
        return Words(_("This request has ended"), sentence, "off")
    if booking.state is BookingState.NO_SHOW:
        return Words(_("We missed you"), _("This booking is over."), "off")
    if last and last.actor == CUSTOMER:
        return Words(_("This booking is cancelled"), _("You cancelled it."), "off")
    sentence = _("%(name)s cancelled it. Write to them if you have a question.", name=name)
    return Words(_("This booking is cancelled"), sentence, "off", note)
