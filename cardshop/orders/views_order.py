"""One order: everything there is to know, and what can be done."""

from __future__ import annotations

from flask import render_template

from cardshop.accounts import current
from cardshop.lib import clock
from cardshop.orders import queries
from cardshop.orders.blueprint import bp
from cardshop.orders.domain import states
from cardshop.orders.presenters_board import is_unsent, late, step
from cardshop.orders.presenters_desk import BADGES, Desk, state_word
from cardshop.orders.presenters_history import moments, person
from cardshop.orders.presenters_order import answers, chat, lines, parts, pieces, place, total
from cardshop.web.guards import owner


@bp.get("/<key:order_id>")
@owner
def shown(order_id: int) -> str:
    """An order with its lines, its customer, its way, its history, the ready replies."""
    business = current.business()
    order = queries.order_of(business.id, order_id)
    desk = Desk.of(business, clock.now())
    what = {"lines": lines(order, desk), "pieces": pieces(order), "sums": parts(order, desk)}
    who = {"person": person(order, desk), "chat": chat(order), "answers": answers(order, business)}
    state = {"badge": BADGES[order.state], "word": state_word(order.state), "step": step(order)}
    flags = {"is_unsent": is_unsent(order), "is_open": states.is_open(order.state.value)}
    where = {"place": place(order, desk), "late": late(order, desk), "total": total(order, desk)}
    story = {"moments": moments(order, desk, current.person().email)}
    every = {**what, **who, **state, **flags, **where, **story}
    return render_template("orders/order.html", order=order, **every)
