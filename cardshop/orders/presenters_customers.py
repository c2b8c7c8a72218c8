"""Customers in the owner's words: who, how often, when last."""

from __future__ import annotations

from dataclasses import dataclass

from cardshop.lib import phones
from cardshop.orders.models import Order
from cardshop.orders.presenters_desk import BADGES, Desk, money_of, state_word, way
from cardshop.orders.queries import Patron
from cardshop.web.locales import counted as ngettext


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A customer in the list, or at the top of the own page."""

    id: int
    name: str
    phone: str
    email: str
    digits: str
    e164: str
    orders: str
    total: str
    last: str
    since: str
    notes: str


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order of a customer."""

    id: int
    number: str
    when: str
    how: str
    total: str
    state: str
    badge: str


def customer_row(patron: Patron, desk: Desk) -> CustomerRow:
    """A customer with what the orders come to."""
    who = patron.customer
    return CustomerRow(
        id=who.id,
        name=who.name,
        phone=phones.show(who.phone),
        email=who.email,
        digits=phones.whatsapp_digits(who.phone),
        e164=who.phone,
        orders=ngettext("%(num)s order", "%(num)s orders", patron.orders),
        total=desk.money(patron.total),
        last=desk.date(desk.day(patron.last or who.last_seen_at)),
        since=desk.date(desk.day(who.first_seen_at)),
        notes=who.notes,
    )


def order_row(order: Order, desk: Desk) -> OrderRow:
    """An order in its customer's list."""
    return OrderRow(
        id=order.id,
        number=str(order.number),
        when=desk.date(desk.day(order.placed_at)),
        how=way(order.fulfilment),
        total=money_of(order).show(order.total, desk.money_locale),
        state=state_word(order.state),
        badge=BADGES[order.state],
    )


def other_spellings(customer_phone: str, orders: list[Order]) -> list[str]:
    """Numbers that the orders were given with, other than the customer's last one."""
    typed = dict.fromkeys(order.customer_phone for order in orders)
    return [phones.show(number) for number in typed if number != customer_phone]
