"""What the customer is written of appointments that were booked together: one letter for all."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from cardshop.accounts.models import Business
from cardshop.booking.messages import words
from cardshop.booking.models import Booking
from cardshop.web.locales import number, speaking
from cardshop.web.outgoing import Letter
from cardshop.web.site import absolute


def letter(bookings: Sequence[Booking], business: Business) -> Letter | None:
    """Every date with its own link, where each has its calendar entry; nothing without an address.

    The bookings are in order and of one person. Once for each series.
    """
    first = bookings[0]
    if not first.customer_email:
        return None
    with speaking(first.locale):
        subject = _(
            "Confirmed: %(service)s, %(count)s dates",
            service=first.service_name,
            count=number(len(bookings)),
        )
        opening = _(
            "Hello %(name)s, %(business)s has booked these dates for you. Each link shows the"
            " booking, moves or cancels it, and has its calendar entry.",
            name=first.customer_name,
            business=business.name,
        )
        lines = [_line(booking) for booking in bookings]
    return Letter(
        business_id=business.id,
        kind="booking-series",
        recipient=first.customer_email,
        subject=words.one_line(subject),
        text="\n\n".join([opening, first.service_name, *lines]),
        deduplication_key=f"booking-series:{first.token}",
    )


def _line(booking: Booking) -> str:
    zone = booking.customer_timezone or booking.timezone
    when = words.span(booking, zone, booking.locale)
    return f"{when}\n{absolute(f'/b/{booking.token}')}"
