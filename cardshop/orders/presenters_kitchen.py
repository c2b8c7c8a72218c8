"""The kitchen's view: only what must be made, what is due first on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cardshop.orders.messages.whatsapp import table_word
from cardshop.orders.models import Order, OrderState
from cardshop.orders.presenters_board import Step, due, late, step
from cardshop.orders.presenters_desk import Desk, way
from cardshop.orders.presenters_order import LineShown, line_shown


@dataclass(frozen=True, slots=True)
class Dish:
    """An order to make: where it goes, when it is due, its lines."""

    id: int
    number: int
    place: str
    time: str
    late: str
    note: str
    lines: tuple[LineShown, ...]
    step: Step | None


def to_make(orders: Sequence[Order], desk: Desk) -> list[Dish]:
    """The accepted orders."""
    accepted = (order for order in orders if order.state is OrderState.ACCEPTED)
    return [_dish(order, desk) for order in sorted(accepted, key=due)]


def _dish(order: Order, desk: Desk) -> Dish:
    return Dish(
        id=order.id,
        number=order.number,
        place=table_word(order.table_name) or way(order.fulfilment),
        time=desk.moment(due(order)),
        late=late(order, desk),
        note=order.note,
        lines=tuple(line_shown(line, order, desk) for line in order.lines),
        step=step(order),
    )
