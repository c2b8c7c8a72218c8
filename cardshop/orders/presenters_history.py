"""What happened to an order, who ordered it, and what came before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from cardshop.cards import queries as cards
from cardshop.lib.errors import NotFound
from cardshop.orders import queries
from cardshop.orders.models import Order, OrderEvent, OrderState
from cardshop.orders.presenters_desk import Desk
from cardshop.web.locales import counted as ngettext

CUSTOMER, SYSTEM = "customer", "system"


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened: when, what, by whom, and the words that were left."""

    at: datetime
    time: str
    words: str
    actor: str
    note: str


@dataclass(frozen=True, slots=True)
class Person:
    """The customer with what the orders until now come to, and what the owner noted."""

    id: int | None
    orders: str
    total: str
    notes: str


def moments(order: Order, desk: Desk, me: str) -> list[Moment]:
    """The history in order. `me` is the address of whoever looks."""
    told = [_told(event, order, desk, me) for event in order.events]
    if order.sent_at:
        sent = str(_("Message sent on WhatsApp"))
        words = str(_("Customer"))
        told.append(Moment(order.sent_at, desk.moment(order.sent_at), sent, words, ""))
    return sorted(told, key=lambda moment: moment.at)


def person(order: Order, desk: Desk) -> Person:
    """Who ordered; nothing is known of a customer who was deleted."""
    if order.customer_id is None:
        return Person(None, "", "", "")
    patron = queries.patron_of(order.business_id, order.customer_id)
    return Person(
        id=order.customer_id,
        orders=_orders(patron.orders),
        total=desk.money(patron.total) if patron.orders > 1 else "",
        notes=patron.customer.notes,
    )


def _told(event: OrderEvent, order: Order, desk: Desk, me: str) -> Moment:
    return Moment(
        event.at, desk.moment(event.at), _happened(event, order), _by(event, me), event.note
    )


def _happened(event: OrderEvent, order: Order) -> str:
    source = _source(order) if event.state is OrderState.PLACED else ""
    if source:
        return str(_("Ordered with the code “%(label)s”", label=source))
    return {
        OrderState.PLACED: str(_("Ordered")),
        OrderState.ACCEPTED: str(_("Accepted")),
        OrderState.READY: str(_("Ready")),
        OrderState.COMPLETED: str(_("Done")),
        OrderState.CANCELLED: str(_("Cancelled")),
        OrderState.EXPIRED: str(_("Expired: the message was never sent")),
    }[event.state]


def _by(event: OrderEvent, me: str) -> str:
    if event.actor in (me, SYSTEM):
        return str(_("You")) if event.actor == me else ""
    return str(_("Customer")) if event.actor == CUSTOMER else event.actor


def _source(order: Order) -> str:
    """What the sticker that brought the order is called; nothing for one that is gone."""
    if order.source_tag_id is None:
        return ""
    try:
        tag = cards.tag_of(order.business_id, order.source_tag_id)
    except NotFound:
        return ""
    return tag.label or tag.table_name


def _orders(count: int) -> str:
    return ngettext("First order", "%(num)s orders", count) if count else ""
