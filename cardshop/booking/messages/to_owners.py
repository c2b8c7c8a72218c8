"""What the owners are written of what a customer did with a booking, each in their language."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _

from cardshop.accounts.models import Account, Business
from cardshop.booking.messages import words
from cardshop.booking.messages.event import said_by_customer
from cardshop.booking.models import Booking, BookingState, Happening
from cardshop.web.locales import parse, speaking
from cardshop.web.outgoing import Letter
from cardshop.web.site import absolute


def letter(
    booking: Booking, business: Business, happening: Happening, account: Account
) -> Letter | None:
    """The letter to one of them, in the calendar's zone; nothing for what they need not know."""
    kind = _kind(booking, happening)
    if not kind:
        return None
    locale = _manner(account, business)
    with speaking(locale):
        return Letter(
            business_id=business.id,
            kind=kind,
            recipient=account.email,
            subject=words.one_line(_subject(booking, kind, locale)),
            text=_text(booking, business, kind, locale),
            deduplication_key=(
                f"{kind}:{booking.token}:{booking.ics_sequence}:{booking.version}:{account.id}"
            ),
        )


def _kind(booking: Booking, happening: Happening) -> str:
    if happening is Happening.TAKEN:
        return "booking-request" if booking.state is BookingState.PENDING else "new-booking"
    kinds = {
        Happening.MOVED: "booking-moved-by-customer",
        Happening.CANCELLED: "booking-cancelled-by-customer",
    }
    return kinds.get(happening, "")


def _manner(account: Account, business: Business) -> str:
    """The account's language; in the business's own manner, where it is the same language."""
    same = parse(account.locale).language == parse(business.locale).language
    return business.locale if same else account.locale


def _subject(booking: Booking, kind: str, locale: str) -> str:
    known = {
        "service": booking.service_name,
        "when": words.short_when(booking.starts_at, booking.timezone, locale),
    }
    subjects = {
        "booking-request": _("New request: %(service)s, %(when)s", **known),
        "new-booking": _("New booking: %(service)s, %(when)s", **known),
        "booking-moved-by-customer": _("Moved: %(service)s, now %(when)s", **known),
        "booking-cancelled-by-customer": _("Cancelled: %(service)s, %(when)s", **known),
    }
    return str(subjects[kind])


def _text(booking: Booking, business: Business, kind: str, locale: str) -> str:
    facts = [*words.facts(booking, business, booking.timezone, locale)]
    facts += said_by_customer(booking)
    return "\n\n".join(
        filter(
            None,
            (_opening(booking, kind, locale), _note(booking), "\n".join(facts), _link(booking)),
        )
    )


def _opening(booking: Booking, kind: str, locale: str) -> str:
    name = booking.customer_name
    match kind:
        case "booking-request":
            until = words.moment(booking.hold_until or booking.starts_at, booking.timezone, locale)
            asked = _(
                "%(name)s asks for this time. It is kept until you answer, until %(until)s.",
                name=name,
                until=until,
            )
            return str(asked)
        case "new-booking":
            return str(_("%(name)s booked:", name=name))
        case "booking-moved-by-customer":
            before = words.moment(_start_before(booking), booking.timezone, locale)
            return str(
                _("%(name)s moved this booking. It was: %(before)s.", name=name, before=before)
            )
    return str(_("%(name)s cancelled this booking. The time is free again.", name=name))


def _start_before(booking: Booking) -> datetime:
    return booking.events[-2].starts_at if len(booking.events) > 1 else booking.starts_at


def _note(booking: Booking) -> str:
    said = booking.events[-1].note if booking.events else ""
    return str(_("Note: %(note)s", note=said)) if said else ""


def _link(booking: Booking) -> str:
    link = absolute(f"/app/bookings/{booking.id}")
    if booking.state is BookingState.PENDING:
        return str(_("Answer here:\n%(link)s", link=link))
    return str(_("See the booking:\n%(link)s", link=link))
