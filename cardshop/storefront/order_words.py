"""What a customer is told of the state of an order, in the words of its language."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from cardshop.orders.models import Fulfilment, Order, OrderState


@dataclass(frozen=True, slots=True)
class Words:
    """A heading and a sentence. `kind` is the mark above: next, wait, ok or off."""

    title: str
    sentence: str
    kind: str


def said(order: Order, *, number: str, shop: str, when: str) -> Words:
    """The words of the present state; `shop` is whom it was ordered from, for `when`."""
    if order.state is OrderState.PLACED:
        return _waiting(shop) if order.sent_at else _unsent(number, shop)
    if order.state is OrderState.ACCEPTED:
        return _accepted(shop, when)
    if order.state is OrderState.READY:
        return _ready(order, shop)
    if order.state is OrderState.COMPLETED:
        return Words(_("All done"), _("Thank you for your order."), "ok")
    return _fallen(order, shop)


def steps(way: Fulfilment) -> tuple[str, str, str, str]:
    """The four steps of an order on its way."""
    ready = {
        Fulfilment.PICKUP: _("Ready"),
        Fulfilment.DELIVERY: _("On its way"),
        Fulfilment.DINE_IN: _("On its way"),
    }
    done = {
        Fulfilment.PICKUP: _("Collected"),
        Fulfilment.DELIVERY: _("Delivered"),
        Fulfilment.DINE_IN: _("Served"),
    }
    return _("Ordered"), _("Accepted"), ready[way], done[way]


def _unsent(number: str, shop: str) -> Words:
    sentence = _(
        "Order %(number)s is saved. Send it to %(shop)s so they can confirm.",
        number=number,
        shop=shop,
    )
    return Words(_("One step left"), sentence, "next")


def _waiting(shop: str) -> Words:
    sentence = _("%(shop)s has your order and will confirm it.", shop=shop)
    return Words(_("Waiting for the shop"), sentence, "wait")


def _accepted(shop: str, when: str) -> Words:
    sentence = _("%(shop)s is preparing it: %(when)s.", shop=shop, when=when)
    return Words(_("Your order is accepted"), sentence, "ok")


def _ready(order: Order, shop: str) -> Words:
    if order.fulfilment is Fulfilment.DELIVERY:
        return Words(_("On its way"), _("Your order is on its way to you."), "ok")
    if order.fulfilment is Fulfilment.DINE_IN:
        return Words(_("Coming to your table"), _("Your order is being served."), "ok")
    return Words(_("Ready to collect"), _("%(shop)s has your order ready.", shop=shop), "ok")


def _fallen(order: Order, shop: str) -> Words:
    if order.state is OrderState.EXPIRED:
        sentence = _("It was not sent within 24 hours. Nothing was ordered.")
        return Words(_("This order expired"), sentence, "off")
    was_customer = bool(order.events) and order.events[-1].actor == "customer"
    sentence = (
        _("You cancelled it. %(shop)s will not prepare it.", shop=shop)
        if was_customer
        else _("%(shop)s cancelled it. Write to them if you have a question.", shop=shop)
    )
    return Words(_("This order is cancelled"), sentence, "off")
