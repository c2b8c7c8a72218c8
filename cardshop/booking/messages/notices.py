"""What is said of a booking, for every channel: its event, its words, its letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cardshop.accounts.models import Account, Business
from cardshop.booking.messages import series, to_customer, to_owners, words
from cardshop.booking.messages.event import place_words
from cardshop.booking.models import Booking, BookingState, Happening
from cardshop.notifications.domain.events import Event, Person
from cardshop.notifications.notice import Notice, Recipient, Voice
from cardshop.web.locales import counted as ngettext
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


def notice_of_series(bookings: Sequence[Booking], business: Business, *, actor: str) -> Notice:
    """The notice of dates that were booked together: the first in a short message, all by mail.

    Its subject is none of the bookings: when one of them changes, the others are still to be told.
    """
    first = bookings[0]

    def values(person: Person, voice: Voice) -> Mapping[str, str]:
        words_of_first = values_of(first, business, person, voice)
        left = ngettext("and %(num)s more date", "and %(num)s more dates", len(bookings) - 1)
        when = f"{words_of_first['when']} {left}" if len(bookings) > 1 else words_of_first["when"]
        return {**words_of_first, "when": when}

    return Notice(
        event=Event.BOOKING_CONFIRMED,
        business_id=business.id,
        key=f"{Event.BOOKING_CONFIRMED.value}:series:{first.token}",
        values=values,
        letter=lambda account: None if account else series.letter(bookings, business),
        customer=recipient_of(first),
        actor=actor,
        about=tuple((SUBJECT, booking.id) for booking in bookings),
        path=f"/app/bookings/{first.id}",
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
