"""What is said of a booking, for every channel: its event, its words, its letters."""

from __future__ import annotations

from collections.abc import Mapping

from cardshop.accounts.models import Account, Business
from cardshop.booking.messages import to_customer, to_owners, words
from cardshop.booking.messages.event import place_words
from cardshop.booking.models import Booking, BookingState, Happening
from cardshop.notifications.domain.events import Event, Person
from cardshop.notifications.notice import Notice, Recipient, Voice
from cardshop.web.outgoing import Letter
from cardshop.web.site import absolute

SUBJECT = "booking"
_EVENTS = {
    Happening.TAKEN: Event.BOOKING_CONFIRMED,
    Happening.APPROVED: Event.BOOKING_CONFIRMED,
    Happening.DECLINED: Event.BOOKING_DECLINED,
    Happening.MOVED: Event.BOOKING_MOVED,
    Happening.CANCELLED: Event.BOOKING_CANCELLED,
    Happening.EXPIRED: Event.BOOKING_EXPIRED,
}


def notice_of(
    booking: Booking, business: Business, happening: Happening, *, actor: str
) -> Notice | None:
    """The notice of what has just happened; nothing for what nobody is told."""
    event = event_of_happening(booking, happening)
    if event is None:
        return None

    def letter(account: Account | None) -> Letter | None:
        if account is None:
            return to_customer.letter(booking, business, happening)
        return to_owners.letter(booking, business, happening, account) if by_customer else None

    by_customer = actor == "customer"
    return Notice(
        event=event,
        business_id=business.id,
        key=f"{event.value}:{booking.token}:{booking.ics_sequence}:{booking.version}",
        values=lambda person, voice: values_of(booking, business, person, voice),
        letter=letter,
        customer=recipient_of(booking),
        actor=actor,
        subject=(SUBJECT, booking.id),
        is_awaited=by_customer or booking.state is BookingState.PENDING,
        path=f"/app/bookings/{booking.id}",
    )


def event_of_happening(booking: Booking, happening: Happening) -> Event | None:
    """The event by its name outside."""
    if happening is Happening.TAKEN and booking.state is BookingState.PENDING:
        return Event.BOOKING_REQUESTED
    return _EVENTS.get(happening)


def recipient_of(booking: Booking) -> Recipient:
    """The customer, in their language and zone."""
    voice = Voice(booking.locale, booking.customer_timezone or booking.timezone)
    return Recipient(booking.customer_name, booking.customer_phone, booking.customer_email, voice)


def values_of(
    booking: Booking, business: Business, person: Person, voice: Voice
) -> Mapping[str, str]:
    """What fills the placeholders of a booking's words. Owners read the calendar's own clock."""
    is_customer = person is Person.CUSTOMER
    zone = voice.timezone if is_customer else booking.timezone
    path = f"/b/{booking.token}" if is_customer else f"/app/bookings/{booking.id}"
    return {
        "name": booking.customer_name,
        "business": business.name,
        "service": booking.service_name,
        "when": words.moment(booking.starts_at, zone, voice.locale),
        "with": booking.calendar_name,
        "place": place_words(booking, business),
        "reason": booking.events[-1].note if booking.events else "",
        "link": absolute(path),
    }
