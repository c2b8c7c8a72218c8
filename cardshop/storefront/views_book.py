"""Booking from a card: a service, a time, the details, and the booking taken."""

from __future__ import annotations

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cardshop.cards.queries import business_at
from cardshop.lib import clock
from cardshop.storefront import book_menu, book_pages, book_taking
from cardshop.storefront.blueprint import bp
from cardshop.storefront.book_desk import NoServiceHere
from cardshop.storefront.book_pages import Shown
from cardshop.storefront.views_cart import private
from cardshop.storefront.visits import found
from cardshop.web import limits, origins
from cardshop.web.guards import visitor


@bp.errorhandler(NoServiceHere)
def service_gone(refusal: NoServiceHere) -> ResponseReturnValue:
    """Says so in the card's own look, and leads to what can be booked."""
    page = book_menu.menu_page(refusal.card, zone="", at=clock.now())
    return private(make_response(render_template("storefront/book/gone.html", page=page), 404))


@bp.get("/<slug>/book")
@visitor
def book(slug: str) -> ResponseReturnValue:
    """What can be booked; where it is one service alone, its times."""
    card = found(slug, "/book")
    page = book_menu.menu_page(card, zone=request.args.get("zone", ""), at=clock.now())
    if len(page.rows) == 1:
        return private(redirect(page.rows[0].href, 302))
    return private(make_response(render_template("storefront/book/services.html", page=page)))


@bp.get("/<slug>/book/<service>")
@visitor
def book_service(slug: str, service: str) -> ResponseReturnValue:
    """The days and times of a service."""
    visit = book_pages.visit(found(slug, f"/book/{service}"), service, request.args, at=clock.now())
    if visit.wants_zones:
        return _answer(book_pages.zones(visit))
    return _answer(book_pages.times(visit))


@bp.get("/<slug>/book/<service>/details")
@visitor
def book_details(slug: str, service: str) -> ResponseReturnValue:
    """Who comes: the form for a start; where that is gone, the times around it."""
    card = found(slug, f"/book/{service}/details")
    visit = book_pages.visit(card, service, request.args, at=clock.now())
    return _answer(book_pages.details(visit))


@bp.post("/<slug>/book/<service>/details")
@visitor
@origins.from_our_pages
@limits.bookings(business_at)
def book_place(slug: str, service: str) -> ResponseReturnValue:
    """Take the booking and go to its page, or say what is in the way."""
    card = found(slug, f"/book/{service}/details")
    visit = book_pages.visit(card, service, request.form, at=clock.now())
    outcome = book_taking.booked(visit)
    if isinstance(outcome, Shown):
        return _answer(outcome)
    return private(redirect(url_for("storefront.booking", token=outcome), 303))


def _answer(shown: Shown) -> Response:
    page = render_template(shown.template, page=shown.page)
    return private(make_response(page, shown.status))
