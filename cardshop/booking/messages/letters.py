"""The front door of the letters about bookings: who is told what, once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cardshop.accounts.models import Business
from cardshop.booking.messages import series, to_customer, to_owners
from cardshop.booking.models import Booking, Happening
from cardshop.booking.queries.people import told_of_bookings
from cardshop.notifications import outbox

CUSTOMER = "customer"


def tell(
    booking: Booking, business: Business, happening: Happening, *, actor: str, at: datetime
) -> None:
    """Put into the outbox what is due after something happened to a booking.

    The booking is as it is afterwards: flushed, with its history loaded, whose last line is what
    happened, with its note. The customer is told of everything that changes their visit, the owners
    of what the customer did (`actor` is `customer`). Telling it again tells nobody.
    """
    letter = to_customer.letter(booking, business, happening)
    if letter is not None:
        outbox.enqueue(letter, at)
    if actor != CUSTOMER:
        return
    for account in told_of_bookings(business.id):
        letter = to_owners.letter(booking, business, happening, account)
        if letter is not None:
            outbox.enqueue(letter, at)


def tell_series(bookings: Sequence[Booking], business: Business, *, at: datetime) -> None:
    """The same for dates that the business booked together, in one letter to the customer."""
    letter = series.letter(bookings, business)
    if letter is not None:
        outbox.enqueue(letter, at)
