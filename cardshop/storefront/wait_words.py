"""What somebody is told of their place on a waiting list."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from cardshop.booking.models import WaitingState
from cardshop.storefront.wait_followed import Known


@dataclass(frozen=True, slots=True)
class Words:
    """A heading and a sentence. `kind` is the mark above: wait, ok or off."""

    title: str
    sentence: str
    kind: str


def said(known: Known) -> Words:
    """The words of the present state."""
    if known.is_offered:
        words = _("Held for you until %(until)s.", until=known.held_until)
        return Words(_("A time is free for you"), words, "ok")
    if known.is_waiting:
        words = _("%(name)s writes to you when it is your turn.", name=known.frame.name)
        return Words(_("You are on the waiting list"), words, "wait")
    if known.entry.state is WaitingState.LEFT:
        return Words(_("You left the waiting list"), _("You get no more messages about it."), "off")
    if known.entry.offers:
        words = _("The time was not booked in time and went to whoever was next.")
        return Words(_("The offer is over"), words, "off")
    return Words(_("The wait is over"), _("No time became free on that day."), "off")
