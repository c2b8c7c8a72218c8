"""A booking as its customer sees it: where it stands, when and where, how to keep or change it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cardshop.booking.domain import ical_links
from cardshop.booking.messages.event import event_for_customer
from cardshop.booking.models import Booking, BookingState, Place, Service
from cardshop.booking.operations import states
from cardshop.lib import zones
from cardshop.lib.money import Currency
from cardshop.storefront import actions, book_frame, book_words, presenters_booking_words
from cardshop.storefront.book_frame import BookFrame, Contact
from cardshop.storefront.presenters_booking_words import Words
from cardshop.web.locales import counted as ngettext
from cardshop.web.site import absolute

HOLDING = (BookingState.PENDING, BookingState.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Known:
    """What is read to show a booking."""

    booking: Booking
    service: Service | None
    frame: BookFrame

    @property
    def at(self) -> datetime:
        """When the page is made."""
        return self.frame.now

    @property
    def token(self) -> str:
        """The secret of its link."""
        return self.booking.token

    @property
    def path(self) -> str:
        """Its address on this site."""
        return f"/b/{self.booking.token}"

    @property
    def zone(self) -> ZoneInfo:
        """The customer's zone, or that of the place."""
        return ZoneInfo(self.booking.customer_timezone or self.booking.timezone)

    @property
    def locale(self) -> str:
        """The language of its page."""
        return self.booking.locale


@dataclass(frozen=True, slots=True)
class CalendarLinks:
    """How it gets into a calendar."""

    file: str
    google: str
    outlook: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What the customer may still change, and the rule; addresses may be empty."""

    move: str
    cancel: str
    rule: str


@dataclass(frozen=True, slots=True)
class BookingPage:
    """Everything that a customer's page of a booking says. Most words may be empty."""

    frame: BookFrame
    path: str
    url: str
    words: Words
    when: str
    zone: str
    when_there: str
    what: str
    facts: str
    place: str
    place_details: str
    directions: str
    answers: list[tuple[str, str]]
    note: str
    calendars: CalendarLinks | None
    changes: Changes | None
    contact: Contact
    again: str
    owner: str


def booking_page(known: Known, *, owner: str = "") -> BookingPage:
    """The page of a booking whose history is loaded; `owner` leads its business to it."""
    booking, locale = known.booking, known.locale
    is_ahead = booking.state in HOLDING and booking.ends_at > known.at
    return BookingPage(
        frame=known.frame,
        path=known.path,
        url=absolute(known.path),
        words=presenters_booking_words.said(
            booking, name=known.frame.name, zone=known.zone, at=known.at
        ),
        when=book_words.between(booking.starts_at, booking.ends_at, known.zone, locale),
        zone=book_words.in_zone(known.zone.key, locale),
        when_there=_when_there(known),
        what=what(booking),
        facts=_facts(booking),
        place=book_words.place(booking.place, known.frame.place),
        place_details=booking.place_details,
        directions=_directions(known),
        answers=[(str(one["label"]), _value(one["value"])) for one in booking.answers],
        note=booking.note,
        calendars=_calendars(known) if is_ahead else None,
        changes=_changes(known) if is_ahead else None,
        contact=contact_of(known),
        again=_again(known),
        owner=owner,
    )


def moves(known: Known) -> bool:
    """Whether its customer may still move it."""
    return states.may_move(known.booking, known.service, at=known.at)


def cancels(known: Known) -> bool:
    """Whether its customer may still cancel it."""
    return states.may_cancel(known.booking, known.service, at=known.at)


def contact_of(known: Known) -> Contact:
    """How to reach the business about this booking."""
    booking = known.booking
    when = book_words.at(booking.starts_at, ZoneInfo(booking.timezone), known.locale)
    words = _(
        "Hello, about my booking: %(service)s, %(when)s.\n%(link)s",
        service=booking.service_name,
        when=when,
        link=absolute(known.path),
    )
    return book_frame.contact_of(known.frame, str(words))


def _when_there(known: Known) -> str:
    """The same by the clock of the place, where that shows another time."""
    booking = known.booking
    if zones.are_alike(known.zone.key, booking.timezone, booking.starts_at):
        return ""
    there = ZoneInfo(booking.timezone)
    when = book_words.between(booking.starts_at, booking.ends_at, there, known.locale)
    zone = book_words.in_zone(booking.timezone, known.locale)
    return str(_("%(when)s, %(zone)s", when=when, zone=zone))


def what(booking: Booking) -> str:
    names = {"service": booking.service_name, "name": booking.calendar_name}
    return str(_("%(service)s with %(name)s", **names))


def _facts(booking: Booking) -> str:
    currency = Currency(booking.currency, booking.currency_exponent)
    seats = ngettext("%(num)s place", "%(num)s places", booking.seats) if booking.seats > 1 else ""
    return book_words.facts([book_words.price(booking.price, currency, booking.locale), seats])


def _directions(known: Known) -> str:
    card = known.frame.card
    is_here = known.booking.place is Place.BUSINESS and card and card.addresses
    return actions.directions(card.addresses[0]) if card and is_here else ""


def _value(answer: object) -> str:
    if isinstance(answer, bool):
        return str(_("Yes") if answer else _("No"))
    return str(answer)


def _calendars(known: Known) -> CalendarLinks:
    event = event_for_customer(known.booking, known.frame.business)
    return CalendarLinks(
        file=f"{known.path}.ics",
        google=ical_links.google_link(event),
        outlook=ical_links.outlook_link(event),
    )


def _changes(known: Known) -> Changes:
    may_be_moved, may_be_cancelled = moves(known), cancels(known)
    return Changes(
        move=f"{known.path}/move" if may_be_moved else "",
        cancel=f"{known.path}/cancel" if may_be_cancelled else "",
        rule=_rule(known, may_move=may_be_moved, may_cancel=may_be_cancelled),
    )


def _rule(known: Known, *, may_move: bool, may_cancel: bool) -> str:
    until_moved = until(known, known.service.reschedule_cutoff_minutes if known.service else 0)
    until_cancelled = until(known, known.service.cancel_cutoff_minutes if known.service else 0)
    if may_move and may_cancel and until_moved == until_cancelled:
        return str(_("You can move or cancel it until %(when)s.", when=until_moved))
    if may_move and may_cancel:
        both = {"move": until_moved, "cancel": until_cancelled}
        return str(_("You can move it until %(move)s and cancel it until %(cancel)s.", **both))
    if may_move:
        return str(_("You can move it until %(when)s. It is too late to cancel.", when=until_moved))
    if may_cancel:
        return str(_("You can cancel it until %(when)s.", when=until_cancelled))
    return str(
        _("It is too late to change this here. Write or call %(name)s.", name=known.frame.name)
    )


def until(known: Known, cutoff_minutes: int) -> str:
    """The last moment of a change, by the customer's clock."""
    last = known.booking.starts_at - timedelta(minutes=cutoff_minutes)
    return book_words.at(last, known.zone, known.locale)


def _again(known: Known) -> str:
    """Where to book once more, after it is over."""
    if known.booking.state in HOLDING and known.booking.ends_at > known.at:
        return ""
    service, path = known.service, known.frame.path
    if not path:
        return ""
    return f"{path}/book/{service.slug}" if service and service.is_active else f"{path}/book"
