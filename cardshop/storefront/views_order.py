"""A customer's order, found by nothing but its link: status, hand-over to WhatsApp, cancelling."""

from __future__ import annotations

from flask import Response, jsonify, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from cardshop.cards.domain.qr_codes import Style
from cardshop.cards.domain.qr_drawing import svg
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.orders import queries
from cardshop.orders.operations import states
from cardshop.storefront import followed
from cardshop.storefront.blueprint import bp
from cardshop.storefront.views_cart import Answer, private
from cardshop.web import origins
from cardshop.web.guards import visitor
from cardshop.web.site import absolute

ADDRESS = "/o/<token>"


@bp.get(ADDRESS)
@visitor
def order(token: str) -> ResponseReturnValue:
    """Where it stands. The owner of the shop is led to the order in the dashboard."""
    found = followed.order(token)
    if current_user.is_authenticated and current_user.business_id == found.business_id:
        return secret(_to(url_for("orders.shown", order_id=found.id)))
    page = followed.page(found, at=clock.now())
    return secret(make_response(render_template("storefront/order.html", page=page)))


@bp.get(f"{ADDRESS}/status")
@visitor
def order_status(token: str) -> ResponseReturnValue:
    """The part of the page that changes, for scripts, with the version that it shows."""
    found = followed.order(token)
    page = followed.page(found, at=clock.now())
    html = render_template("storefront/_order_now_with_icons.html", page=page)
    return secret(jsonify(version=found.version, html=html, is_over=page.is_over))


@bp.post(f"{ADDRESS}/sent")
@visitor
@origins.with_its_link
def order_sent(token: str) -> ResponseReturnValue:
    """The customer says that the message was sent."""
    with transaction():
        states.mark_sent(queries.by_token(token, for_change=True), at=clock.now())
    return secret(_to(f"/o/{token}"))


@bp.post(f"{ADDRESS}/cancel")
@visitor
@origins.with_its_link
def order_cancel(token: str) -> ResponseReturnValue:
    """The customer changes their mind before the shop has begun."""
    followed.order(token)
    with transaction():
        states.cancel_by_customer(queries.by_token(token, for_change=True), at=clock.now())
    return secret(_to(f"/o/{token}"))


@bp.get(f"{ADDRESS}/wa")
@visitor
def order_wa(token: str) -> ResponseReturnValue:
    """On a phone that scanned the code: WhatsApp with the message, or the order without one."""
    page = followed.page(followed.order(token), at=clock.now())
    return secret(_to(page.message.url if page.is_unsent and page.message.url else page.path))


@bp.get(f"{ADDRESS}/qr.svg")
@visitor
def order_qr(token: str) -> ResponseReturnValue:
    """The code that opens the message on a phone."""
    found = followed.order(token)
    drawn = svg(absolute(f"/o/{found.token}/wa"), Style())
    return secret(Response(drawn, mimetype="image/svg+xml"))


def secret(answer: Answer) -> Answer:
    """Whoever has the address has the order: it is kept nowhere, and told to no other site."""
    answer.headers["Referrer-Policy"] = "no-referrer"
    return private(answer)


def _to(address: str) -> BaseResponse:
    return redirect(address, 303)
