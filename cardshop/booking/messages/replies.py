"""Ready-written words to whoever booked, each a wa.me link that the owner taps."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from cardshop.booking.messages.words import short_when
from cardshop.booking.models import Booking, BookingState, Happening
from cardshop.lib import phones, zones
from cardshop.lib.wa_link import wa_link
from cardshop.web.locales import speaking
from cardshop.web.site import absolute


@dataclass(frozen=True, slots=True)
class Reply:
    """Words to send; `label` is for the owner, in their language."""

    label: str
    text: str
    url: str


def reply(booking: Booking) -> Reply | None:
    """The words that fit a booking's present state; nothing without a telephone.

    They are in the language of the customer's pages, times in the customer's zone.
    """
    if not booking.customer_phone:
        return None
    label = _label(booking)
    with speaking(booking.locale):
        text = f"{_text(booking)}\n{absolute(f'/b/{booking.token}')}"
    return Reply(label, text, wa_link(phones.whatsapp_digits(booking.customer_phone), text))


def chat(booking: Booking) -> str:
    """The WhatsApp chat with whoever booked, nothing written yet; empty without a telephone."""
    if not booking.customer_phone:
        return ""
    return f"https://wa.me/{phones.whatsapp_digits(booking.customer_phone)}"


def _label(booking: Booking) -> str:
    if _was_moved(booking):
        return str(_("Say it was moved"))
    return {
        BookingState.PENDING: str(_("Ask about the booking")),
        BookingState.CONFIRMED: str(_("Say it is confirmed")),
        BookingState.COMPLETED: str(_("Say thank you")),
        BookingState.NO_SHOW: str(_("Say they were missed")),
        BookingState.DECLINED: str(_("Say it is declined")),
        BookingState.CANCELLED: str(_("Say it is cancelled")),
        BookingState.EXPIRED: str(_("Say you are sorry")),
    }[booking.state]


def _text(booking: Booking) -> str:
    known = {
        "name": booking.customer_name,
        "service": booking.service_name,
        "time": _when(booking),
    }
    if _was_moved(booking):
        return str(_("Hello %(name)s, your booking was moved: %(service)s, now %(time)s.", **known))
    if booking.state is BookingState.CONFIRMED:
        return str(_("Hello %(name)s, your booking is confirmed: %(service)s, %(time)s.", **known))
    return _other(booking, known)


def _other(booking: Booking, known: dict[str, str]) -> str:
    words = {
        BookingState.PENDING: _(
            "Hello %(name)s, we have a question about your booking: %(service)s, %(time)s.", **known
        ),
        BookingState.COMPLETED: _("Thank you for coming, %(name)s.", **known),
        BookingState.NO_SHOW: _(
            "Hello %(name)s, we missed you: %(service)s, %(time)s. Book a new time here:", **known
        ),
        BookingState.DECLINED: _(
            "Hello %(name)s, we are sorry: we cannot take your booking: %(service)s, %(time)s.",
            **known,
        ),
        BookingState.CANCELLED: _(
            "Hello %(name)s, we are sorry: your booking is cancelled: %(service)s, %(time)s.",
            **known,
        ),
        BookingState.EXPIRED: _(
            "Hello %(name)s, we are sorry that we did not answer in time: %(service)s, %(time)s.",
            **known,
        ),
    }
    return str(words[booking.state])


def _when(booking: Booking) -> str:
    zone = booking.customer_timezone or booking.timezone
    words = short_when(booking.starts_at, zone, booking.locale)
    if zone == booking.timezone:
        return words
    return str(_("%(time)s (%(city)s time)", time=words, city=zones.city(zone, booking.locale)))


def _was_moved(booking: Booking) -> bool:
    """Whether moving it is the last thing that happened."""
    last = booking.events[-1] if booking.events else None
    return (
        last is not None
        and last.happening is Happening.MOVED
        and booking.state is BookingState.CONFIRMED
    )
