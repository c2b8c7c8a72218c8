"""What a customer who answered by telephone reads: one line, in the language that is spoken."""

from __future__ import annotations

from flask_babel import gettext as _

from cardshop.booking.messages import words
from cardshop.booking.models import Booking, Service, WaitingEntry
from cardshop.web.site import absolute


def confirmed(booking: Booking) -> str:
    """That they are expected."""
    return str(
        _("Thank you, %(name)s. You are expected: %(service)s, %(when)s.", **_known(booking))
    )


def cancelled(booking: Booking) -> str:
    """That the time is free again."""
    return str(_("Your booking is cancelled: %(service)s, %(when)s.", **_known(booking)))


def booked(booking: Booking) -> str:
    """That the time which was held is theirs."""
    link = absolute(f"/b/{booking.token}")
    known = _known(booking)
    return str(_("It is yours, %(name)s: %(service)s, %(when)s. %(link)s", link=link, **known))


def left(service: Service) -> str:
    """That they do not wait any more."""
    return str(_("You are not on the waiting list any more: %(service)s.", service=service.name))


def more_is_asked(entry: WaitingEntry) -> str:
    """That booking needs more than a yes."""
    link = absolute(f"/w/{entry.token}")
    return str(_("Something more is asked before it is yours. Open %(link)s", link=link))


def _known(booking: Booking) -> dict[str, str]:
    zone = booking.customer_timezone or booking.timezone
    return {
        "name": booking.customer_name,
        "service": booking.service_name,
        "when": words.short_when(booking.starts_at, zone, booking.locale),
    }
