"""What the customer is written of a booking, in its language and the customer's zone."""

from __future__ import annotations

from flask_babel import gettext as _

from cardshop.accounts.models import Business
from cardshop.booking.domain.ical_writer import cancellation, invitation
from cardshop.booking.messages import words
from cardshop.booking.messages.event import answer_lines, event_for_customer
from cardshop.booking.models import Booking, BookingState, Happening
from cardshop.web.locales import speaking
from cardshop.web.outgoing import Letter
from cardshop.web.site import absolute

_OVER = (BookingState.DECLINED, BookingState.CANCELLED, BookingState.EXPIRED)
_SILENT = (Happening.COMPLETED, Happening.NO_SHOW)


def letter(booking: Booking, business: Business, happening: Happening) -> Letter | None:
    """The letter of what has just happened; nothing without an address, or when none is due."""
    if not booking.customer_email or happening in _SILENT:
        return None
    kind = _kind(booking, happening)
    with speaking(booking.locale):
        subject, opening = _words(booking, business, kind)
        text = _text(booking, business, opening)
    calendar, method = _calendar(booking, business)
    return Letter(
        business_id=business.id,
        kind=f"booking-{kind}",
        recipient=booking.customer_email,
        subject=words.one_line(subject),
        text=text,
        # One for each event: the number grows with each, and so does the version.
        deduplication_key=(
            f"booking-{kind}:{booking.token}:{booking.ics_sequence}:{booking.version}"
        ),
        calendar=calendar,
        calendar_method=method,
    )


def _kind(booking: Booking, happening: Happening) -> str:
    if happening is Happening.TAKEN and booking.state is BookingState.PENDING:
        return "requested"
    if happening in (Happening.TAKEN, Happening.APPROVED):
        return "confirmed"
    return str(happening.value)


def _zone(booking: Booking) -> str:
    return booking.customer_timezone or booking.timezone


def _words(booking: Booking, business: Business, kind: str) -> tuple[str, str]:
    """The subject and the first sentences."""
    known = {
        "name": booking.customer_name,
        "business": business.name,
        "service": booking.service_name,
        "when": words.short_when(booking.starts_at, _zone(booking), booking.locale),
    }
    subjects = {
        "requested": _("Requested: %(service)s, %(when)s", **known),
        "confirmed": _("Confirmed: %(service)s, %(when)s", **known),
        "moved": _("Moved: %(service)s, now %(when)s", **known),
        "declined": _("Declined: %(service)s, %(when)s", **known),
        "cancelled": _("Cancelled: %(service)s, %(when)s", **known),
        "expired": _("Not confirmed: %(service)s, %(when)s", **known),
    }
    return subjects[kind], _opening(booking, kind, known)


def _opening(booking: Booking, kind: str, known: dict[str, str]) -> str:
    openings = {
        "requested": _("Hello %(name)s, %(business)s has your request.", **known),
        "confirmed": _("Hello %(name)s, your booking with %(business)s is confirmed.", **known),
        "moved": _moved(booking, known),
        "declined": _("Hello %(name)s, %(business)s cannot take your booking.", **known),
        "cancelled": _("Hello %(name)s, your booking with %(business)s is cancelled.", **known),
        "expired": _(
            "Hello %(name)s, %(business)s did not answer your request in time, so the time is no"
            " longer kept for you. Book again, or write to them.",
            **known,
        ),
    }
    return str(openings[kind])


def _moved(booking: Booking, known: dict[str, str]) -> str:
    """From when, if it was at another time: another calendar alone is no other time."""
    before = booking.events[-2].starts_at if len(booking.events) > 1 else booking.starts_at
    if before == booking.starts_at:
        return str(_("Hello %(name)s, your booking with %(business)s has changed.", **known))
    told = words.moment(before, _zone(booking), booking.locale)
    return str(
        _(
            "Hello %(name)s, your booking with %(business)s has moved. It was: %(before)s.",
            **known,
            before=told,
        )
    )


def _text(booking: Booking, business: Business, opening: str) -> str:
    facts = [*words.facts(booking, business, _zone(booking), booking.locale)]
    facts += answer_lines(booking)
    return "\n\n".join(
        filter(None, (opening, _note(booking), _waiting(booking), "\n".join(facts), _link(booking)))
    )


def _note(booking: Booking) -> str:
    """What the business, or the customer, said to it."""
    said = booking.events[-1].note if booking.events else ""
    return str(_("Note: %(note)s", note=said)) if said else ""


def _waiting(booking: Booking) -> str:
    if booking.state is not BookingState.PENDING or booking.hold_until is None:
        return ""
    until = words.moment(booking.hold_until, _zone(booking), booking.locale)
    return str(
        _("The time is kept for you until they answer, at most until %(until)s.", until=until)
    )


def _link(booking: Booking) -> str:
    link = absolute(f"/b/{booking.token}")
    if booking.state in _OVER:
        return str(_("Your booking:\n%(link)s", link=link))
    return str(_("See, move or cancel it here:\n%(link)s", link=link))


def _calendar(booking: Booking, business: Business) -> tuple[str, str]:
    """The entry for their calendar, and its method: from when it was confirmed, whatever follows.

    Who only asked has no entry yet that could be altered or taken away.
    """
    if all(event.state is not BookingState.CONFIRMED for event in booking.events):
        return "", ""
    event = event_for_customer(booking, business)
    if booking.state in _OVER:
        return cancellation(event).decode(), "CANCEL"
    return invitation(event).decode(), "REQUEST"
