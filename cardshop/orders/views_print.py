"""The ticket of an order: for a roll of 80 mm, or for a sheet of A4."""

from __future__ import annotations

from flask import render_template, request
from markupsafe import Markup

from cardshop.accounts import current
from cardshop.lib import clock
from cardshop.orders import queries
from cardshop.orders.blueprint import bp
from cardshop.orders.presenters_desk import Desk
from cardshop.orders.presenters_order import lines, parts, pieces, place, total
from cardshop.web import assets
from cardshop.web.guards import owner
from cardshop.web.security import allow_styles

PAPERS = {"80mm": "@page{margin:0}", "a4": "@page{size:A4;margin:16mm}"}


@bp.get("/<key:order_id>/ticket")
@owner
def ticket(order_id: int) -> str:
    """The page to print; `?paper=a4` for the sheet."""
    business = current.business()
    order, desk = queries.order_of(business.id, order_id), Desk.of(business, clock.now())
    paper = "a4" if request.args.get("paper") == "a4" else "80mm"
    css = _styles(paper)
    what = {"lines": lines(order, desk), "pieces": pieces(order), "sums": parts(order, desk)}
    where = {
        "place": place(order, desk),
        "printed": desk.stamp(desk.now),
        "placed": desk.stamp(order.placed_at),
    }
    every = {**what, **where, "total": total(order, desk), "shop": business.name}
    return render_template("orders/ticket.html", order=order, paper=paper, css=css, **every)


def _styles(paper: str) -> Markup:
    """What stands in the page itself, so that it can be saved and printed from anywhere."""
    css = Markup(PAPERS[paper] + assets.css("ticket"))  # noqa: S704 - our own files
    allow_styles([css])
    return css
