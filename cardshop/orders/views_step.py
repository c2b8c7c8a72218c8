"""What an owner does with an order: the next step, or away with a reason."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.orders import operations, queries
from cardshop.orders.blueprint import bp
from cardshop.orders.domain import states
from cardshop.orders.forms_order import CancellationForm, ReasonMissing, StepForm
from cardshop.orders.models import OrderState
from cardshop.orders.presenters_desk import state_word
from cardshop.web.guards import owner

_PAGES = {"board": "orders.board", "home": "dashboard.home", "kitchen": "orders.kitchen"}


@bp.post("/<key:order_id>/state")
@owner
def move(order_id: int) -> ResponseReturnValue:
    """Bring an order a step on, and offer the words that tell its customer."""
    form = StepForm()
    try:
        with transaction():
            order = queries.order_of(current.business_id(), order_id, for_change=True)
            operations.move(order, form.wanted(), actor=_actor(), at=clock.now())
    except operations.StepImpossible:
        return _too_late(order_id)
    return _onward(form, order_id)


@bp.get("/<key:order_id>/cancellation")
@owner
def cancellation(order_id: int) -> ResponseReturnValue:
    """Ask why, and say what it does."""
    order = queries.order_of(current.business_id(), order_id)
    if not states.is_open(order.state.value):
        return _too_late(order_id)
    return render_template("orders/cancellation.html", order=order, form=CancellationForm())


@bp.post("/<key:order_id>/cancellation")
@owner
def cancel(order_id: int) -> ResponseReturnValue:
    """Cancel an order."""
    order, form = queries.order_of(current.business_id(), order_id), CancellationForm()
    if not form.validate_on_submit():
        return render_template("orders/cancellation.html", order=order, form=form), 422
    try:
        _cancel(order_id, form)
    except ReasonMissing as refusal:
        form.refuse("words", refusal)
        return render_template("orders/cancellation.html", order=order, form=form), 422
    except operations.StepImpossible:
        return _too_late(order_id)
    return redirect(url_for("orders.shown", order_id=order_id, _anchor="reply"), 303)


def _cancel(order_id: int, form: CancellationForm) -> None:
    note = form.note()
    with transaction():
        order = queries.order_of(current.business_id(), order_id, for_change=True)
        operations.move(order, OrderState.CANCELLED, actor=_actor(), at=clock.now(), note=note)


def _actor() -> str:
    return current.person().email


def _onward(form: StepForm, order_id: int) -> ResponseReturnValue:
    """Back to the page that has the button, which offers the reply."""
    page = _PAGES.get(form.page.data or "")
    if page is None:
        return redirect(url_for("orders.shown", order_id=order_id, _anchor="reply"), 303)
    return redirect(url_for(page, moved=order_id, **form.asked()), 303)


def _too_late(order_id: int) -> ResponseReturnValue:
    """Somebody else was faster: say so, and show how things stand."""
    order = queries.order_of(current.business_id(), order_id)
    words = _(
        "That step is no longer possible. Order %(number)s is now: %(state)s.",
        number=str(order.number),
        state=state_word(order.state),
    )
    flash(words, "warning")
    return redirect(url_for("orders.shown", order_id=order_id), 303)
