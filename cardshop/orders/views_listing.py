"""Every order there ever was: looked for by words, state, way and day, page by page."""

from __future__ import annotations

from datetime import date, timedelta

from flask import render_template, request
from flask.typing import ResponseReturnValue

from cardshop.accounts import current
from cardshop.lib import clock
from cardshop.lib.typed import LARGEST_KEY
from cardshop.orders import queries
from cardshop.orders.blueprint import bp
from cardshop.orders.forms_span import SearchForm
from cardshop.orders.presenters_desk import Desk
from cardshop.orders.presenters_listing import rows
from cardshop.web.guards import owner


@bp.get("/all")
@owner
def listed() -> ResponseReturnValue:
    """A page of orders, the newest first."""
    desk = Desk.of(current.business(), clock.now())
    form = SearchForm(request.args)
    is_well = form.validate()
    wanted = _wanted(form, desk) if is_well else queries.Wanted(limit=0)
    found = queries.listed(desk.business_id, wanted)
    page = {"rows": rows(found.items, desk), "next": found.next, "asked": _asked(form)}
    return render_template("orders/listed.html", form=form, **page), 200 if is_well else 422


def _wanted(form: SearchForm, desk: Desk) -> queries.Wanted:
    return queries.Wanted(
        states=form.states,
        fulfilment=form.way,
        search=form.words,
        since=desk.begin(form.first) if form.first else None,
        until=desk.begin(_next(form.last)) if form.last else None,
        after=_after(),
    )


def _next(day: date) -> date:
    return day + timedelta(days=1)


def _after() -> int:
    typed = request.args.get("after", "")
    is_key = typed.isascii() and typed.isdecimal() and len(typed) < 11
    return min(int(typed), LARGEST_KEY) if is_key else 0


def _asked(form: SearchForm) -> dict[str, str]:
    """What the next page must ask for again."""
    return {field.name: field.data for field in form if field.data}
