"""The front door of the letters about bookings: who is told what, once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cardshop.accounts.models import Business
from cardshop.booking.messages.notices import notice_of, notice_of_series
from cardshop.booking.models import Booking, Happening
from cardshop.notifications import operations as notifications


def tell(
    booking: Booking, business: Business, happening: Happening, *, actor: str, at: datetime
) -> None:
    """Put into the outbox what is due after something happened to a booking.

    The booking is as it is afterwards: flushed, with its history loaded, whose last line is what
    happened, with its note. Who is told by which channel is the business's
    matrix; owners read mail of what the customer did. Telling it again tells nobody.
    """
    notice = notice_of(booking, business, happening, actor=actor)
    if notice is not None:
        notifications.tell(notice, at=at)


def tell_series(
    bookings: Sequence[Booking], business: Business, *, actor: str, at: datetime
) -> None:
    """The same for dates that the business booked together: the customer alone is told, once."""
    notifications.tell(notice_of_series(bookings, business, actor=actor), at=at)
