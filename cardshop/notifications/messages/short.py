"""The built-in short words of each event: for WhatsApp, SMS and notifications of a browser.

They hold {placeholders} (`domain.events.PLACEHOLDERS`) and are translated with them.
"""

from __future__ import annotations

from flask_babel import gettext as _

from cardshop.lib.one_line import isolated, one_line
from cardshop.notifications.domain.events import Cell, Event, Person

_LONGEST_VALUE = 300
_ADDRESSES = ("http://", "https://")


def built_in(cell: Cell) -> str:
    """The words of an event for a person, in the language that is spoken now; maybe none."""
    event, person = cell
    return _to_customer(event) if person is Person.CUSTOMER else _to_owner(event)


def _to_customer(event: Event) -> str:
    words = _orders(event) or _bookings(event)
    if event is Event.WAITING_OFFER:
        words = _(
            "Hello {name}, a time is free at {business}: {service}, {when}. It is held for you"
            " until {until}. Reply 1 to book it, or open {link}"
        )
    return str(words)


def _orders(event: Event) -> str:
    return str(
        {
            Event.ORDER_PLACED: _(
                "Hello {name}, {business} has your order {number}: {total}. {link}"
            ),
            Event.ORDER_ACCEPTED: _(
                "Hello {name}, {business} is making your order {number}. {time} {link}"
            ),
            Event.ORDER_READY: _(
                "Hello {name}, your order {number} at {business} is ready. {link}"
            ),
            Event.ORDER_COMPLETED: _("Thank you, {name}. Order {number} is done. {business}"),
            Event.ORDER_CANCELLED: _(
                "Hello {name}, your order {number} at {business} is cancelled. {reason}"
            ),
        }.get(event, "")
    )


def _bookings(event: Event) -> str:
    return str(
        {
            Event.BOOKING_REQUESTED: _(
                "Hello {name}, {business} has your request: {service}, {when}. {link}"
            ),
            Event.BOOKING_CONFIRMED: _(
                "Hello {name}, your booking at {business} is confirmed: {service}, {when}. {link}"
            ),
            Event.BOOKING_DECLINED: _(
                "Hello {name}, {business} cannot take your booking: {service}, {when}. {reason}"
            ),
            Event.BOOKING_MOVED: _(
                "Hello {name}, your booking at {business} moved: {service}, now {when}. {link}"
            ),
            Event.BOOKING_CANCELLED: _(
                "Hello {name}, your booking at {business} is cancelled: {service}, {when}. {reason}"
            ),
            Event.BOOKING_EXPIRED: _(
                "Hello {name}, {business} did not answer in time: {service}, {when}. {link}"
            ),
            Event.BOOKING_REMINDER: _(
                "Hello {name}, {business} reminds you: {service}, {when}. Reply 1 to confirm, 2 to"
                " cancel, or open {link}"
            ),
            Event.BOOKING_FOLLOW_UP: _(
                "Thank you for coming, {name}. {business} would be glad to see you again: {link}"
            ),
        }.get(event, "")
    )


def _to_owner(event: Event) -> str:
    return str(
        {
            Event.ORDER_PLACED: _("New order {number} of {name}: {total}"),
            Event.ORDER_CANCELLED: _("Order {number} of {name} is cancelled. {reason}"),
            Event.BOOKING_REQUESTED: _("{name} asks for {service}, {when}"),
            Event.BOOKING_CONFIRMED: _("{name} booked {service}, {when}"),
            Event.BOOKING_MOVED: _("{name} moved {service} to {when}"),
            Event.BOOKING_CANCELLED: _("{name} cancelled {service}, {when}"),
            Event.WAITING_OFFER: _("{service}, {when} is held for {name} until {until}"),
            Event.LOW_STOCK: _("{product}: {left} left"),
            Event.DAILY_SUMMARY: _("{day}: {orders}, {total}, {bookings}"),
            Event.MESSAGE_RECEIVED: _("{name}: {words}"),
        }.get(event, "")
    )


def late() -> str:
    """What stands before words that come later than they should."""
    return str(_("This message is late."))


def safe(typed: str, *, is_rtl: bool) -> str:
    """A value as it may stand in a sentence, and in a template of WhatsApp: one line, not long."""
    line = one_line(typed, _LONGEST_VALUE)
    # An address with a mark behind it leads nowhere.
    return line if line.startswith(_ADDRESSES) else isolated(line, rtl=is_rtl)
