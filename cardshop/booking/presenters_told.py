"""What was just done with a booking, and the ready words that tell its customer."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from cardshop.accounts.models import Business
from cardshop.booking import queries
from cardshop.booking.messages.replies import Reply, reply
from cardshop.booking.presenters_diary_desk import Desk, state_word
from cardshop.lib.errors import NotFound


@dataclass(frozen=True, slots=True)
class Told:
    """How a booking stands now, and the reply for it."""

    id: int
    words: str
    reply: Reply | None


def told(business: Business, desk: Desk, booking_id: str) -> Told | None:
    """What to say above the page after a step; nothing for what is no booking of the business."""
    if not (booking_id.isascii() and booking_id.isdecimal() and len(booking_id) < 11):
        return None
    try:
        booking = queries.booking_of(business.id, int(booking_id))
    except NotFound:
        return None
    words = _(
        "%(name)s, %(time)s: %(state)s",
        name=booking.customer_name,
        time=desk.stamp(booking.starts_at),
        state=state_word(booking.state),
    )
    return Told(booking.id, str(words), reply(booking))
