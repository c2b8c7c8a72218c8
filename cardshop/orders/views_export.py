"""Totals by day, and the orders behind them as files for books and spreadsheets."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Response, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue

from cardshop.accounts import current
from cardshop.lib import clock
from cardshop.orders import queries
from cardshop.orders.blueprint import bp
from cardshop.orders.domain.span import Span
from cardshop.orders.forms_span import SpanForm
from cardshop.orders.presenters_books import csv_of, day_rows, summed
from cardshop.orders.presenters_desk import Desk
from cardshop.orders.queries.ledger import ledger
from cardshop.web.guards import owner


@bp.get("/totals")
@owner
def totals() -> ResponseReturnValue:
    """What the days come to, and the file of the same days."""
    desk, form = _desk(), SpanForm(request.args)
    asked = form.days(desk.today)
    days = queries.day_totals(desk.business_id, *_instants(asked, desk)) if asked else []
    values = {"days": day_rows(days, desk), "sum": summed(days, desk), "asked": asked}
    return render_template("orders/totals.html", form=form, **values), 200 if asked else 422


@bp.get("/totals/orders.csv")
@owner
def export() -> ResponseReturnValue:
    """The orders of the days, one a row, with a row of totals after each day."""
    desk, form = _desk(), SpanForm(request.args)
    asked = form.days(desk.today)
    if asked is None:
        return render_template("orders/totals.html", form=form, days=[], sum=None, asked=None), 422
    text = csv_of(ledger(desk.business_id, *_instants(asked, desk)), desk)
    # It is written while it is sent: servers ask for it after the request.
    answer = Response(stream_with_context(text), mimetype="text/csv")
    name = f"orders-{asked.first}-{asked.last}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _desk() -> Desk:
    return Desk.of(current.business(), clock.now())


def _instants(asked: Span, desk: Desk) -> tuple[datetime, datetime]:
    return desk.begin(asked.first), desk.begin(asked.last + timedelta(days=1))
