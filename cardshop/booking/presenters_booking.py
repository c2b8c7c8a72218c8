"""One booking in full, as its owner works with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from flask_babel import gettext as _

from cardshop.accounts.models import Business
from cardshop.booking import queries
from cardshop.booking.domain import states
from cardshop.booking.messages.event import place_words
from cardshop.booking.messages.words import span
from cardshop.booking.models import Booking, BookingEvent, BookingState, Happening
from cardshop.booking.operations.actors import CUSTOMER, SYSTEM
from cardshop.booking.presenters_diary_desk import Desk, is_held
from cardshop.booking.presenters_diary_list import Row, booking_row
from cardshop.booking.queries.busy import conflicts
from cardshop.lib import zones
from cardshop.lib.money import Currency
from cardshop.web.locales import counted as ngettext
from cardshop.web.locales import number

MOST_OTHERS = 6


@dataclass(frozen=True, slots=True)
class Fact:
    """A line about a booking: what it is about, and the words, maybe typed by somebody."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened: when, what, by whom, and the words that were left."""

    at: datetime
    time: str
    words: str
    actor: str
    note: str


@dataclass(frozen=True, slots=True)
class Client:
    """Who booked, by what else they booked."""

    counts: str
    no_shows: str
    others: tuple[Row, ...]
    search: str


@dataclass(frozen=True, slots=True)
class Steps:
    """What can be done now."""

    approve: bool
    call_off: bool
    move: bool
    ends: bool


def facts(booking: Booking, business: Business, desk: Desk) -> list[Fact]:
    """When, in the calendar's zone and in the customer's if that differs, where, for how much."""
    return list(_facts(booking, business, desk))


def answers(booking: Booking) -> list[Fact]:
    """What was asked and what was said."""
    return [Fact(str(kept["label"]), _said(kept["value"])) for kept in booking.answers]


def moments(booking: Booking, desk: Desk, me: str) -> list[Moment]:
    """The history in order. `me` is the address of whoever looks."""
    before: list[BookingEvent | None] = [None, *booking.events]
    return [
        Moment(
            event.at,
            desk.stamp(event.at),
            _happened(event, last, desk),
            _by(event.actor, me),
            event.note,
        )
        for event, last in zip(booking.events, before, strict=False)
    ]


def client(booking: Booking, desk: Desk) -> Client:
    """The other bookings of the same person, by telephone or mail."""
    others = [
        one
        for one in queries.of_person(booking.business_id, booking.phone_key, booking.email_key)
        if one.id != booking.id
    ]
    missed = sum(one.state is BookingState.NO_SHOW for one in others)
    return Client(
        counts=ngettext("%(num)s other booking", "%(num)s other bookings", len(others))
        if others
        else str(_("First booking")),
        no_shows=ngettext("%(num)s time not come", "%(num)s times not come", missed)
        if missed
        else "",
        others=tuple(_theirs(one, desk) for one in others[:MOST_OTHERS]),
        search=(booking.customer_phone or booking.customer_email)
        if len(others) > MOST_OTHERS
        else "",
    )


def steps(booking: Booking, now: datetime) -> Steps:
    """What the owner may do; how it went is known once it has begun."""
    following = states.following(booking.state.value)
    return Steps(
        approve="confirmed" in following,
        call_off="cancelled" in following,
        move=is_held(booking) and booking.service_id is not None,
        ends=("completed" in following or "no_show" in following) and booking.starts_at <= now,
    )


def clash(booking: Booking) -> str:
    """What its calendar is busy with elsewhere at that time; empty if nothing."""
    if not is_held(booking) or booking.calendar_id is None:
        return ""
    found = conflicts(
        booking.business_id,
        since=booking.starts_at,
        until=booking.ends_at,
        calendar_ids=[booking.calendar_id],
    )
    mine = next((one for one in found if one.booking.id == booking.id), None)
    if mine is None:
        return ""
    what = mine.busy.summary or str(_("Busy"))
    words = _(
        "%(calendar)s is busy elsewhere at that time: %(what)s",
        calendar=booking.calendar_name,
        what=what,
    )
    return str(words)


def effect(booking: Booking) -> str:
    """What calling it off does, in one sentence."""
    if booking.customer_email:
        return str(
            _("The time is free again, and %(name)s gets an e-mail.", name=booking.customer_name)
        )
    return str(_("The time is free again. Tell %(name)s yourself.", name=booking.customer_name))


def dated(booking: Booking, desk: Desk) -> Row:
    """A row whose time has its day, for lists of many days."""
    return replace(booking_row(booking, desk), time=desk.stamp(booking.starts_at), until="")


def _facts(booking: Booking, business: Business, desk: Desk) -> Iterator[Fact]:
    yield Fact(str(_("When")), span(booking, booking.timezone, desk.locale))
    theirs = booking.customer_timezone
    if theirs and not zones.are_alike(theirs, booking.timezone, booking.starts_at):
        yield Fact(str(_("For the customer")), span(booking, theirs, desk.locale))
    yield Fact(str(_("With")), booking.calendar_name)
    if booking.seats > 1:
        yield Fact(str(_("Seats")), number(booking.seats))
    yield Fact(str(_("Where")), place_words(booking, business))
    if booking.price:
        currency = Currency(booking.currency, booking.currency_exponent)
        yield Fact(str(_("Price")), currency.show(booking.price, business.locale))
    if booking.hold_until:
        yield Fact(str(_("Held until")), desk.stamp(booking.hold_until))


def _theirs(booking: Booking, desk: Desk) -> Row:
    """A row among others of the same person, whose name need not be said again."""
    row = dated(booking, desk)
    return replace(row, title=row.who, who=row.calendar, calendar="")


def _said(value: object) -> str:
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    return str(value)


def _happened(event: BookingEvent, last: BookingEvent | None, desk: Desk) -> str:
    if event.happening is Happening.MOVED:
        return _moved(event, last, desk)
    if event.happening is Happening.TAKEN:
        is_asked = event.state is BookingState.PENDING
        return str(_("Asked for") if is_asked else _("Booked"))
    return {
        Happening.APPROVED: str(_("Approved")),
        Happening.WILL_COME: str(_("Said that they will come")),
        Happening.COMPLETED: str(_("Finished")),
        Happening.NO_SHOW: str(_("Did not come")),
        Happening.DECLINED: str(_("Declined")),
        Happening.CANCELLED: str(_("Cancelled")),
        Happening.EXPIRED: str(_("Expired: nobody approved it in time")),
    }[event.happening]


def _moved(event: BookingEvent, last: BookingEvent | None, desk: Desk) -> str:
    there = _place(event, last, desk)
    if last is None:
        return str(_("Moved to %(there)s", there=there))
    here = _place(last, event, desk)
    return str(_("Moved from %(here)s to %(there)s", here=here, there=there))


def _place(event: BookingEvent, other: BookingEvent | None, desk: Desk) -> str:
    """When it then was, and with whom where that changed."""
    time = desk.stamp(event.starts_at)
    if other is None or other.calendar_name == event.calendar_name:
        return time
    return str(_("%(time)s with %(calendar)s", time=time, calendar=event.calendar_name))


def _by(actor: str, me: str) -> str:
    if actor in (me, SYSTEM):
        return str(_("You")) if actor == me else ""
    return str(_("Customer")) if actor == CUSTOMER else actor
