"""What is said ahead of a booking, and after the visit: reminders and thanks, for every channel."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask_babel import gettext as _

from cardshop.accounts.models import Account, Business
from cardshop.booking.messages import words
from cardshop.booking.messages.notices import SUBJECT, recipient_of, values_of
from cardshop.booking.models import Booking
from cardshop.notifications.domain.events import Event
from cardshop.notifications.notice import Notice
from cardshop.web.locales import speaking
from cardshop.web.outgoing import Letter
from cardshop.web.site import absolute

SYSTEM = "system"
# A reminder that comes later than this says so (domain.md section 9).
PUNCTUAL = timedelta(minutes=15)
# Thanks that come days later than they should are odd.
THANKED_WITHIN = timedelta(days=2)


def reminder(booking: Booking, business: Business, *, minutes: int) -> Notice:
    """The notice that goes so many minutes before the start, and never after it."""
    due = booking.starts_at - timedelta(minutes=minutes)
    return _notice(
        booking,
        business,
        Event.BOOKING_REMINDER,
        suffix=f":{minutes}",
        due=due,
        ends=(due + PUNCTUAL, booking.starts_at),
    )


def thanks(booking: Booking, business: Business, *, due: datetime) -> Notice:
    """The notice that goes after the visit."""
    ends = (None, due + THANKED_WITHIN)
    return _notice(booking, business, Event.BOOKING_FOLLOW_UP, suffix="", due=due, ends=ends)


def _notice(
    booking: Booking,
    business: Business,
    event: Event,
    *,
    suffix: str,
    due: datetime,
    ends: tuple[datetime | None, datetime],
) -> Notice:
    # The number grows with each move and each step, so what was dropped can be told anew.
    key = f"{event.value}:{booking.token}:{booking.ics_sequence}{suffix}"

    def letter(account: Account | None) -> Letter | None:
        return None if account else _letter(booking, business, event, key)

    return Notice(
        event=event,
        business_id=business.id,
        key=key,
        values=lambda person, voice: values_of(booking, business, person, voice),
        letter=letter,
        customer=recipient_of(booking),
        actor=SYSTEM,
        subject=(SUBJECT, booking.id),
        due_at=due,
        late_after=ends[0],
        drop_after=ends[1],
        path=f"/app/bookings/{booking.id}",
    )


def _letter(booking: Booking, business: Business, event: Event, key: str) -> Letter | None:
    if not booking.customer_email:
        return None
    with speaking(booking.locale):
        is_ahead = event is Event.BOOKING_REMINDER
        subject, text = (_reminding if is_ahead else _thanking)(booking, business)
    return Letter(
        business_id=business.id,
        kind=f"booking-{event.value.partition('.')[2].replace('_', '-')}",
        recipient=booking.customer_email,
        subject=words.one_line(subject),
        text=text,
        deduplication_key=key,
    )


def _reminding(booking: Booking, business: Business) -> tuple[str, str]:
    zone = booking.customer_timezone or booking.timezone
    known = {"name": booking.customer_name, "business": business.name}
    subject = _(
        "Reminder: %(service)s, %(when)s",
        service=booking.service_name,
        when=words.short_when(booking.starts_at, zone, booking.locale),
    )
    opening = _("Hello %(name)s, %(business)s reminds you of your booking.", **known)
    facts = "\n".join(words.facts(booking, business, zone, booking.locale))
    link = _("See, move or cancel it here:\n%(link)s", link=absolute(f"/b/{booking.token}"))
    return str(subject), f"{opening}\n\n{facts}\n\n{link}"


def _thanking(booking: Booking, business: Business) -> tuple[str, str]:
    known = {"name": booking.customer_name, "business": business.name}
    subject = _("Thank you for coming to %(business)s", business=business.name)
    opening = _("Hello %(name)s, thank you for coming to %(business)s.", **known)
    link = _("Your booking:\n%(link)s", link=absolute(f"/b/{booking.token}"))
    return str(subject), f"{opening}\n\n{link}"
