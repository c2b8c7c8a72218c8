"""What a customer is told of the state of an order, in the words of its language."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from cardshop.accounts.opening import Clock
from cardshop.orders.models import Fulfilment, Order, OrderState
from cardshop.storefront import times


@dataclass(frozen=True, slots=True)
class Words:
    """A heading, a sentence, and the two words of the label. `kind` colours the mark above."""

    title: str
    sentence: str
    tag: str
    kind: str


def said(order: Order, shop: str, clock: Clock) -> Words:
    """The words of the present state; `shop` is whom it was ordered from."""
    if order.state is OrderState.PLACED:
        return _waiting(shop) if order.sent_at else _unsent(shop)
    if order.state is OrderState.ACCEPTED:
        return _accepted(order, shop, clock)
    if order.state is OrderState.READY:
        return _ready(order, shop)
    if order.state is OrderState.COMPLETED:
        return Words(_("All done"), _("Thank you for your order."), _("Done"), "ok")
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


def _unsent(shop: str) -> Words:
    return Words(
        _("One step left"),
        _("Your order is saved. Send it to %(shop)s so they can confirm.", shop=shop),
        _("Not sent yet"),
        "next",
    )


def _waiting(shop: str) -> Words:
    return Words(
        _("Waiting for the shop"),
        _("%(shop)s has your order and will confirm it.", shop=shop),
        _("Waiting for the shop"),
        "wait",
    )


def _accepted(order: Order, shop: str, clock: Clock) -> Words:
    due = times.about(order.wanted_from or order.ready_at, clock)
    return Words(
        _("Your order is accepted"),
        _("%(shop)s is preparing it: %(when)s.", shop=shop, when=due),
        _("Accepted"),
        "ok",
    )


def _ready(order: Order, shop: str) -> Words:
    if order.fulfilment is Fulfilment.DELIVERY:
        return Words(_("On its way"), _("Your order is on its way to you."), _("On its way"), "ok")
    if order.fulfilment is Fulfilment.DINE_IN:
        return Words(_("Coming to your table"), _("Your order is being served."), _("Ready"), "ok")
    return Words(
        _("Ready to collect"), _("%(shop)s has your order ready.", shop=shop), _("Ready"), "ok"
    )


def _fallen(order: Order, shop: str) -> Words:
    if order.state is OrderState.EXPIRED:
        sentence = _("It was not sent within 24 hours. Nothing was ordered.")
        return Words(_("This order expired"), sentence, _("Expired"), "off")
    was_customer = bool(order.events) and order.events[-1].actor == "customer"
    sentence = (
        _("You cancelled it. %(shop)s will not prepare it.", shop=shop)
        if was_customer
        else _("%(shop)s cancelled it. Write to them if you have a question.", shop=shop)
    )
    return Words(_("This order is cancelled"), sentence, _("Cancelled"), "off")
