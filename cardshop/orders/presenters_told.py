"""What was just done with an order, and the ready words that tell its customer."""

from __future__ import annotations

from dataclasses import dataclass

from cardshop.accounts.models import Business
from cardshop.lib.errors import NotFound
from cardshop.orders import queries
from cardshop.orders.messages.replies import Reply
from cardshop.orders.models import OrderState
from cardshop.orders.presenters_desk import state_word
from cardshop.orders.presenters_order import answers


@dataclass(frozen=True, slots=True)
class Told:
    """An order's present state, and the reply for it."""

    id: int
    number: int
    state: str
    reply: Reply


def told(business: Business, order_id: str) -> Told | None:
    """What to say above the page after a step; nothing for what is no order of the business."""
    if not (order_id.isascii() and order_id.isdecimal() and len(order_id) < 11):
        return None
    try:
        order = queries.order_of(business.id, int(order_id))
    except NotFound:
        return None
    fitting = answers(order, business)
    if not fitting or order.state is OrderState.PLACED:
        return None
    return Told(order.id, order.number, state_word(order.state), fitting[0])
