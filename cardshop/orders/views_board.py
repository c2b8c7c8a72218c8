"""The order board and the kitchen's view of it, and what keeps both up to date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cardshop.accounts import current
from cardshop.accounts.models import Business
from cardshop.lib import clock, ids
from cardshop.orders import queries
from cardshop.orders.blueprint import bp
from cardshop.orders.models import Fulfilment, Order, OrderState
from cardshop.orders.presenters_board import COLUMNS, Shown, columns, waiting_ids
from cardshop.orders.presenters_desk import Desk, way
from cardshop.orders.presenters_kitchen import to_make
from cardshop.orders.presenters_told import told
from cardshop.orders.queries.pulse import pulse
from cardshop.web.guards import owner
from cardshop.web.jinja import page_language

DAYS = ("today", "later")


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the orders: whose, when, what for."""

    business: Business
    desk: Desk
    shown: Shown

    def orders(self) -> list[Order]:
        """Everything open, and what ended today."""
        return queries.board(self.business.id, since=self.desk.midnight)


@bp.get("/")
@owner
def board() -> str:
    """The open orders in columns, those of today that are done, and the unsent apart."""
    look = _look()
    return render_template(
        "orders/board.html",
        told=told(look.business, request.args.get("moved", "")),
        is_new_shop=not pulse(look.business.id).last_id,
        ways=_offered(look.business.id),
        version=_version(look.desk),
        changes=url_for("orders.changes", **look.shown.query()),
        **_columns(look),
    )


@bp.get("/kitchen")
@owner
def kitchen() -> str:
    """What must be made now, in large type."""
    look = _look()
    return render_template(
        "orders/kitchen.html",
        version=_version(look.desk),
        changes=url_for("orders.changes", view="kitchen"),
        **_kitchen(look),
    )


@bp.get("/changes")
@owner
def changes() -> ResponseReturnValue:
    """The inside of the board or the kitchen's view, when anything changed since `If-None-Match`.

    Pages ask by themselves, so this keeps no session alive.
    """
    current.unattended()
    look = _look()
    version = _version(look.desk)
    if request.if_none_match.contains_weak(version):
        return Response(status=304)
    part = _kitchen_part(look) if _is_kitchen() else _board_part(look)
    answer = jsonify(part | {"version": version})
    answer.set_etag(version)
    return answer


def _look() -> Look:
    business = current.business()
    return Look(business, Desk.of(business, clock.now()), asked())


def asked() -> Shown:
    """The column, the day and the way that the address asks for; what is none, is not asked."""
    column, how = request.args.get("show", ""), request.args.get("how", "")
    day = request.args.get("day", "")
    return Shown(
        column=next((state for state in COLUMNS if state.value == column), OrderState.PLACED),
        day=day if day in DAYS else "",
        how=next((kind for kind in Fulfilment if kind.value == how), None),
    )


def _version(desk: Desk) -> str:
    """What the page shows now: its orders, its minute (it tells waiting times), its words."""
    beat = pulse(desk.business_id)
    minute = int(desk.now.timestamp() // 60)
    known = (beat, minute, page_language(), request.args.get("view"), asked())
    return ids.hash_token(repr(known))[:24]


def _columns(look: Look) -> dict[str, Any]:
    orders = look.orders()
    return {
        "columns": columns(orders, look.shown, look.desk),
        "waiting": waiting_ids(orders),
        "shown": look.shown,
    }


def _kitchen(look: Look) -> dict[str, Any]:
    orders = look.orders()
    return {"slips": to_make(orders, look.desk), "waiting": waiting_ids(orders)}


def _board_part(look: Look) -> dict[str, Any]:
    values = _columns(look)
    html = render_template("orders/_columns.html", **values)
    return {"html": html, "waiting": values["waiting"]}


def _kitchen_part(look: Look) -> dict[str, Any]:
    values = _kitchen(look)
    html = render_template("orders/_kitchen.html", **values)
    return {"html": html, "waiting": values["waiting"]}


def _is_kitchen() -> bool:
    return request.args.get("view") == "kitchen"


def _offered(business_id: int) -> list[tuple[Fulfilment, str]]:
    """The ways between which there is something to choose, in words."""
    kept = queries.settings_of(business_id)
    offers = {
        Fulfilment.PICKUP: kept.offers_pickup,
        Fulfilment.DELIVERY: kept.offers_delivery,
        Fulfilment.DINE_IN: kept.offers_dine_in,
    }
    chosen = [(kind, way(kind)) for kind, is_offered in offers.items() if is_offered]
    return chosen if len(chosen) > 1 else []
