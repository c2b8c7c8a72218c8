"""Orders as rows of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cardshop.orders.models import Order
from cardshop.orders.presenters_board import items
from cardshop.orders.presenters_desk import BADGES, Desk, money_of, state_word
from cardshop.web.locales import with_commas


@dataclass(frozen=True, slots=True)
class Row:
    """An order in a line or two."""

    id: int
    number: int
    who: str
    phone: str
    what: str
    placed: str
    total: str
    badge: str
    state: str


def rows(orders: Sequence[Order], desk: Desk) -> list[Row]:
    """The orders in the order they came."""
    return [_row(order, desk) for order in orders]


def _row(order: Order, desk: Desk) -> Row:
    return Row(
        id=order.id,
        number=order.number,
        who=order.customer_name,
        phone=order.customer_phone,
        what=with_commas(items(order)),
        placed=desk.moment(order.placed_at),
        total=money_of(order).show(order.total, desk.money_locale),
        badge=BADGES[order.state],
        state=state_word(order.state),
    )
