"""What the customer of an order is written by e-mail at each of its steps, in its language."""

from __future__ import annotations

from flask_babel import gettext as _

from cardshop.accounts.models import Business
from cardshop.lib.money import Currency
from cardshop.lib.one_line import one_line
from cardshop.orders.messages import words
from cardshop.orders.models import Fulfilment, Order, OrderState
from cardshop.web.locales import speaking
from cardshop.web.outgoing import Letter
from cardshop.web.site import absolute

_LONGEST_SUBJECT = 200


def letter(order: Order, business: Business) -> Letter | None:
    """The letter of the state that the order is in; nothing without an address, or when it expired.

    Its lines and history are loaded.
    """
    if not order.customer_email or order.state is OrderState.EXPIRED:
        return None
    with speaking(order.locale):
        known = {
            "name": order.customer_name,
            "business": business.name,
            "number": str(order.number),
        }
        return Letter(
            business_id=business.id,
            kind=f"order-{order.state.value}",
            recipient=order.customer_email,
            subject=one_line(_subject(order, known), _LONGEST_SUBJECT),
            text=_text(order, business, known),
            deduplication_key=f"order-{order.state.value}:{order.token}",
        )


def _subject(order: Order, known: dict[str, str]) -> str:
    subjects = {
        OrderState.PLACED: _("%(business)s has your order %(number)s", **known),
        OrderState.ACCEPTED: _("%(business)s is making your order %(number)s", **known),
        OrderState.READY: _ready_subject(order, known),
        OrderState.COMPLETED: _("Thank you for your order %(number)s", **known),
        OrderState.CANCELLED: _("Your order %(number)s is cancelled", **known),
    }
    return str(subjects[order.state])


def _ready_subject(order: Order, known: dict[str, str]) -> str:
    if order.fulfilment is Fulfilment.DELIVERY:
        return str(_("Your order %(number)s is on its way", **known))
    return str(_("Your order %(number)s is ready", **known))


def _text(order: Order, business: Business, known: dict[str, str]) -> str:
    parts = [_opening(order, known), reason(order), "\n".join(words.items(order))]
    if order.state is not OrderState.CANCELLED:
        currency = Currency(order.currency, order.currency_exponent)
        parts.append(_("Total: %(total)s", total=currency.show(order.total, order.locale)))
    if order.state in (OrderState.PLACED, OrderState.ACCEPTED):
        parts.append(_("When: %(when)s", when=words.due(order, business.timezone, order.locale)))
    parts.append(_("Your order:\n%(link)s", link=absolute(f"/o/{order.token}")))
    return "\n\n".join(filter(None, parts))


def _opening(order: Order, known: dict[str, str]) -> str:
    openings = {
        OrderState.PLACED: _(
            "Hello %(name)s, %(business)s has your order %(number)s and answers soon.", **known
        ),
        OrderState.ACCEPTED: _(
            "Hello %(name)s, %(business)s accepted your order %(number)s.", **known
        ),
        OrderState.READY: _ready(order, known),
        OrderState.COMPLETED: _("Thank you for your order %(number)s, %(name)s.", **known),
        OrderState.CANCELLED: _(
            "Hello %(name)s, your order %(number)s at %(business)s is cancelled.", **known
        ),
    }
    return str(openings[order.state])


def _ready(order: Order, known: dict[str, str]) -> str:
    if order.fulfilment is Fulfilment.DELIVERY:
        return str(_("Hello %(name)s, your order %(number)s is on its way.", **known))
    if order.fulfilment is Fulfilment.DINE_IN:
        return str(_("Hello %(name)s, your order %(number)s comes to your table.", **known))
    return str(_("Hello %(name)s, your order %(number)s is ready to collect.", **known))


def reason(order: Order) -> str:
    """Why it was cancelled, in the words of whoever did."""
    if order.state is not OrderState.CANCELLED or not order.events:
        return ""
    return order.events[-1].note
