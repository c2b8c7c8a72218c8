"""A booking as a calendar entry, in the words of whoever keeps that calendar."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parseaddr
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cardshop.accounts.models import Business
from cardshop.booking.domain.ical_event import BookingEvent, Person, State, uid_of
from cardshop.booking.models import Booking, BookingState, Place
from cardshop.web import site
from cardshop.web.locales import number, speaking

_STATES: dict[BookingState, State] = {
    BookingState.PENDING: "pending",
    BookingState.DECLINED: "cancelled",
    BookingState.CANCELLED: "cancelled",
    BookingState.EXPIRED: "cancelled",
}
# Question marks, also Arabic, Greek and full-width ones: no colon follows them.
_ASKING = ("?", "؟", ";", "？")


def event_of(booking: Booking, business: Business) -> BookingEvent:
    """The entry in a calendar of the business: who comes, for what, and all they said.

    In the business's language. `ical_event.shown` takes out what may not be seen.
    """
    with speaking(business.locale):
        return _event(
            booking,
            business,
            customer=booking.customer_name,
            details=_lines(said_by_customer(booking)),
            link=site.absolute(f"/app/bookings/{booking.id}"),
        )


def event_for_customer(booking: Booking, business: Business) -> BookingEvent:
    """The entry in the customer's calendar: what, with whom, and where to move or cancel it.

    In the language of the booking. With an e-mail address of the customer it can be sent as an
    invitation; the site's own sending address stands for the business.
    """
    mailbox = Person(booking.customer_email, booking.customer_name)
    with speaking(booking.locale):
        return _event(
            booking,
            business,
            customer=business.name,
            details=_lines(_known_to_customer(booking)),
            link=site.absolute(f"/b/{booking.token}"),
            organizer=organizer_of(business),
            attendee=mailbox if booking.customer_email else None,
        )


def organizer_of(business: Business) -> Person:
    """Who invites: the address that the letter comes from, under the name of the business."""
    _name, address = parseaddr(site.settings().mail_from)
    return Person(address or f"bookings@{_host()}", business.name)


def place_words(booking: Booking, business: Business) -> str:
    """Where it takes place, on one line, in the language that is spoken."""
    match booking.place:
        case Place.BUSINESS:
            return ", ".join(filter(None, (booking.place_details, business.name)))
        case Place.CUSTOMER:
            return booking.place_details or str(_("At the customer's place"))
        case Place.PHONE:
            return booking.place_details or str(_("By phone"))
        case Place.VIDEO:
            return booking.place_details or str(_("By video call"))


def answer_lines(booking: Booking) -> Iterator[str]:
    """Each question with its answer, and the customer's own words."""
    for answer in booking.answers:
        label = answer["label"].rstrip(" :")
        yield f"{label}{'' if label.endswith(_ASKING) else ':'} {_value(answer['value'])}"
    if booking.note:
        yield booking.note


def said_by_customer(booking: Booking) -> Iterator[str]:
    """How to reach them, for how many they booked, their answers and their words."""
    if booking.customer_phone:
        yield str(_("Phone: %(number)s", number=booking.customer_phone))
    if booking.customer_email:
        yield str(_("E-mail: %(address)s", address=booking.customer_email))
    if booking.seats > 1:
        yield str(_("Seats: %(count)s", count=number(booking.seats)))
    yield from answer_lines(booking)


def _event(
    booking: Booking,
    business: Business,
    *,
    customer: str,
    details: str,
    link: str,
    organizer: Person | None = None,
    attendee: Person | None = None,
) -> BookingEvent:
    return BookingEvent(
        uid=uid_of(booking.ics_uid, _host()),
        sequence=booking.ics_sequence,
        revised_at=booking.revised_at,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        state=_STATES.get(booking.state, "confirmed"),
        service=booking.service_name,
        customer=customer,
        details=details,
        place=place_words(booking, business),
        at_customer=booking.place is Place.CUSTOMER,
        link=link,
        zone=ZoneInfo(booking.timezone),
        organizer=organizer,
        attendee=attendee,
    )


def _known_to_customer(booking: Booking) -> Iterator[str]:
    yield str(_("With: %(name)s", name=booking.calendar_name))
    if booking.seats > 1:
        yield str(_("Seats: %(count)s", count=number(booking.seats)))
    yield from answer_lines(booking)


def _value(answer: str | bool) -> str:  # noqa: FBT001
    if isinstance(answer, str):
        return answer
    return str(_("Yes") if answer else _("No"))


def _lines(lines: Iterator[str]) -> str:
    return "\n".join(lines)


def _host() -> str:
    return urlsplit(site.base_url()).hostname or "localhost"
