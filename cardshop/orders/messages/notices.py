"""What is said of an order, for every channel: its event, its words, its letters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from cardshop.accounts.models import Account, Business
from cardshop.lib.money import Currency
from cardshop.notifications import operations as notifications
from cardshop.notifications.domain.events import Event, Person
from cardshop.notifications.notice import Notice, Recipient, Voice
from cardshop.orders.messages import letters, to_customer, words
from cardshop.orders.models import Order, OrderState
from cardshop.web.outgoing import Letter
from cardshop.web.site import absolute

SUBJECT = "order"
_CUSTOMER = "customer"
# So many lines are told in a short message.
_MOST_ITEMS = 5
# Nobody hears of an order that was never sent.
_EVENTS = {
    OrderState.PLACED: Event.ORDER_PLACED,
    OrderState.ACCEPTED: Event.ORDER_ACCEPTED,
    OrderState.READY: Event.ORDER_READY,
    OrderState.COMPLETED: Event.ORDER_COMPLETED,
    OrderState.CANCELLED: Event.ORDER_CANCELLED,
}


def tell(order: Order, business: Business, *, actor: str, at: datetime) -> None:
    """Put into the outbox what is due now that an order is in its state.

    It is flushed, its lines and history are loaded. Telling it again tells nobody.
    """
    notice = notice_of(order, business, actor=actor)
    if notice is not None:
        notifications.tell(notice, at=at)


def notice_of(order: Order, business: Business, *, actor: str) -> Notice | None:
    """The notice of the state that an order has come to; nothing for what nobody is told."""
    event = _EVENTS.get(order.state)
    if event is None:
        return None

    def letter(account: Account | None) -> Letter | None:
        if account is None:
            return to_customer.letter(order, business)
        return _to_owner(order, business, account, actor)

    voice = Voice(order.locale, business.timezone)
    return Notice(
        event=event,
        business_id=business.id,
        key=f"{event.value}:{order.token}",
        values=lambda person, voice: values_of(order, business, person, voice),
        letter=letter,
        customer=Recipient(order.customer_name, order.customer_phone, order.customer_email, voice),
        actor=actor,
        subject=(SUBJECT, order.id),
        # Who waits for food is told at any hour; thanks can wait for the morning.
        is_awaited=order.state is not OrderState.COMPLETED,
        path=f"/app/orders/{order.id}",
    )


def values_of(order: Order, business: Business, person: Person, voice: Voice) -> Mapping[str, str]:
    """What fills the placeholders of an order's words."""
    currency = Currency(order.currency, order.currency_exponent)
    is_customer = person is Person.CUSTOMER
    path = f"/o/{order.token}" if is_customer else f"/app/orders/{order.id}"
    return {
        "name": order.customer_name,
        "business": business.name,
        "number": str(order.number),
        "total": currency.show(order.total, voice.locale),
        "items": ", ".join(words.items(order, most=_MOST_ITEMS)),
        "time": words.due(order, voice.timezone, voice.locale),
        "reason": to_customer.reason(order),
        "link": absolute(path),
    }


def _to_owner(order: Order, business: Business, account: Account, actor: str) -> Letter | None:
    if order.state is OrderState.PLACED:
        return letters.new_order(order, business, account)
    if order.state is OrderState.CANCELLED and actor == _CUSTOMER:
        return letters.cancelled_order(order, business, account)
    return None
