"""Events, people and channels in the owner's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from cardshop.notifications.domain.events import EMAIL, PUSH, SMS, WEBHOOK, WHATSAPP, Event, Person

EVENTS: Mapping[Event, Any] = {
    Event.ORDER_PLACED: _l("Order placed"),
    Event.ORDER_ACCEPTED: _l("Order accepted"),
    Event.ORDER_READY: _l("Order ready"),
    Event.ORDER_COMPLETED: _l("Order completed"),
    Event.ORDER_CANCELLED: _l("Order cancelled"),
    Event.BOOKING_REQUESTED: _l("Booking requested"),
    Event.BOOKING_CONFIRMED: _l("Booking confirmed"),
    Event.BOOKING_DECLINED: _l("Booking declined"),
    Event.BOOKING_MOVED: _l("Booking moved"),
    Event.BOOKING_CANCELLED: _l("Booking cancelled"),
    Event.BOOKING_EXPIRED: _l("Request not answered"),
    Event.BOOKING_REMINDER: _l("Reminder before a booking"),
    Event.BOOKING_FOLLOW_UP: _l("Thanks after a visit"),
    Event.WAITING_OFFER: _l("Waiting list: a time is free"),
    Event.LOW_STOCK: _l("Little left in stock"),
    Event.DAILY_SUMMARY: _l("Summary of the day"),
    Event.MESSAGE_RECEIVED: _l("A customer wrote"),
}
GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_l("Orders"), ("order.",)),
    (_l("Bookings"), ("booking.", "waiting.")),
    (_l("Your day"), ("stock.", "summary.", "message.")),
)
CHANNELS: Mapping[str, Any] = {
    EMAIL: _l("Email"),
    WHATSAPP: _l("WhatsApp"),
    SMS: lazy_pgettext("channel", "SMS"),
    PUSH: _l("Notification"),
    WEBHOOK: _l("Webhook"),
}
PEOPLE: Mapping[Person, Any] = {
    Person.CUSTOMER: _l("The customer"),
    Person.OWNER: _l("You"),
}
PLACEHOLDERS: Mapping[str, Any] = {
    "name": _l("The customer's name"),
    "business": _l("The name of your business"),
    "number": _l("The order's number"),
    "total": _l("What it comes to"),
    "items": _l("What was ordered"),
    "time": _l("When it is wanted"),
    "reason": _l("What you, or the customer, said to it"),
    "link": _l("Where to see it"),
    "service": _l("What was booked"),
    "when": _l("The day and the time"),
    "with": _l("With whom"),
    "place": _l("Where it takes place"),
    "until": _l("How long it is held"),
    "product": _l("The product"),
    "left": _l("How many are left"),
    "day": _l("The day"),
    "orders": _l("How many orders"),
    "bookings": _l("How many bookings"),
    "words": _l("What the customer wrote"),
}
