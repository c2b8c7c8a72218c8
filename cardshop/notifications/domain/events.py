"""What people are told of: the events, to whom, and by which channels unless a business differs."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from types import MappingProxyType


class Person(enum.Enum):
    """Whose side is told."""

    CUSTOMER = "customer"
    OWNER = "owner"


class Event(enum.Enum):
    """Something that happened, or comes up. The words are those of webhooks."""

    ORDER_PLACED = "order.placed"
    ORDER_ACCEPTED = "order.accepted"
    ORDER_READY = "order.ready"
    ORDER_COMPLETED = "order.completed"
    ORDER_CANCELLED = "order.cancelled"
    BOOKING_REQUESTED = "booking.requested"
    BOOKING_CONFIRMED = "booking.confirmed"
    BOOKING_DECLINED = "booking.declined"
    BOOKING_MOVED = "booking.moved"
    BOOKING_CANCELLED = "booking.cancelled"
    BOOKING_EXPIRED = "booking.expired"
    BOOKING_REMINDER = "booking.reminder"
    BOOKING_FOLLOW_UP = "booking.follow_up"
    WAITING_OFFER = "waiting.offer"
    LOW_STOCK = "stock.low"
    DAILY_SUMMARY = "summary.daily"
    MESSAGE_RECEIVED = "message.received"


EMAIL, WHATSAPP, SMS, WEBHOOK, PUSH = "email", "whatsapp", "sms", "webhook", "push"
Cell = tuple[Event, Person]
_C, _O = Person.CUSTOMER, Person.OWNER
_ALL = frozenset({EMAIL, WHATSAPP})
_HOUSE = frozenset({EMAIL, PUSH, WEBHOOK})
_QUIETLY = frozenset({WEBHOOK})

# Cells that are not here cannot be told at all. Webhooks hear of everything, on the owner's side.
DEFAULTS: Mapping[Cell, frozenset[str]] = MappingProxyType(
    {
        (Event.ORDER_PLACED, _C): frozenset({EMAIL}),
        (Event.ORDER_PLACED, _O): _HOUSE,
        (Event.ORDER_ACCEPTED, _C): _ALL,
        (Event.ORDER_ACCEPTED, _O): _QUIETLY,
        (Event.ORDER_READY, _C): _ALL,
        (Event.ORDER_READY, _O): _QUIETLY,
        (Event.ORDER_COMPLETED, _C): frozenset(),
        (Event.ORDER_COMPLETED, _O): _QUIETLY,
        (Event.ORDER_CANCELLED, _C): _ALL,
        (Event.ORDER_CANCELLED, _O): _HOUSE,
        (Event.BOOKING_REQUESTED, _C): _ALL,
        (Event.BOOKING_REQUESTED, _O): _HOUSE,
        (Event.BOOKING_CONFIRMED, _C): _ALL,
        (Event.BOOKING_CONFIRMED, _O): _HOUSE,
        (Event.BOOKING_DECLINED, _C): _ALL,
        (Event.BOOKING_DECLINED, _O): _QUIETLY,
        (Event.BOOKING_MOVED, _C): _ALL,
        (Event.BOOKING_MOVED, _O): _HOUSE,
        (Event.BOOKING_CANCELLED, _C): _ALL,
        (Event.BOOKING_CANCELLED, _O): _HOUSE,
        (Event.BOOKING_EXPIRED, _C): _ALL,
        (Event.BOOKING_EXPIRED, _O): _QUIETLY,
        (Event.BOOKING_REMINDER, _C): _ALL,
        (Event.BOOKING_FOLLOW_UP, _C): frozenset(),
        (Event.WAITING_OFFER, _C): _ALL,
        (Event.WAITING_OFFER, _O): frozenset({EMAIL}),
        (Event.LOW_STOCK, _O): _HOUSE,
        (Event.DAILY_SUMMARY, _O): frozenset(),
        (Event.MESSAGE_RECEIVED, _O): frozenset({PUSH, WEBHOOK}),
    }
)

# By whom each channel can reach: SMS stands in the matrix for "instead of WhatsApp, or without it".
CHANNELS: Mapping[Person, tuple[str, ...]] = MappingProxyType(
    {_C: (EMAIL, WHATSAPP, SMS), _O: (EMAIL, WHATSAPP, SMS, PUSH, WEBHOOK)}
)


def offered(cell: Cell) -> tuple[str, ...]:
    """The channels that a business may switch for a cell.

    What the owners do themselves is told to programs alone: nobody is written of it.
    """
    if cell[1] is _O and DEFAULTS[cell] == _QUIETLY:
        return (WEBHOOK,)
    return CHANNELS[cell[1]]


_ORDER = ("name", "business", "number", "total", "items", "time", "reason", "link")
_BOOKING = ("name", "business", "service", "when", "with", "place", "reason", "link")
# What may stand in the words of an event.
PLACEHOLDERS: Mapping[Event, tuple[str, ...]] = MappingProxyType(
    {event: _ORDER for event in Event if event.value.startswith("order.")}
    | {event: _BOOKING for event in Event if event.value.startswith("booking.")}
    | {
        Event.WAITING_OFFER: ("name", "business", "service", "when", "until", "link"),
        Event.LOW_STOCK: ("business", "product", "left", "link"),
        Event.DAILY_SUMMARY: ("business", "day", "orders", "total", "bookings", "link"),
        Event.MESSAGE_RECEIVED: ("business", "name", "words", "link"),
    }
)
# What must stand in them: without it nobody knows what the message is about.
NEEDED: Mapping[Event, tuple[str, ...]] = MappingProxyType(
    {
        Event.BOOKING_CONFIRMED: ("when",),
        Event.BOOKING_MOVED: ("when",),
        Event.BOOKING_REMINDER: ("when",),
        Event.WAITING_OFFER: ("when",),
        Event.LOW_STOCK: ("product",),
    }
)
