"""Waiting for a time of a full day: joining the list, and one's own page, by its link alone."""

from __future__ import annotations

from flask import jsonify, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from cardshop.booking import queries
from cardshop.booking.models import WaitingState
from cardshop.booking.operations import waiting as operations
from cardshop.booking.queries import waiting as lists
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.storefront import book_pages, wait_followed, waits
from cardshop.storefront.blueprint import bp
from cardshop.storefront.book_pages import Shown
from cardshop.storefront.views_cart import private
from cardshop.storefront.views_order import secret
from cardshop.storefront.visits import found
from cardshop.web import limits, origins
from cardshop.web.guards import visitor

ADDRESS = "/w/<token>"
JOINING = "/<slug>/book/<service>/wait"


@bp.get(JOINING)
@visitor
def wait(slug: str, service: str) -> ResponseReturnValue:
    """The form for a full day; where the day has times, those."""
    card = found(slug, f"/book/{service}/wait")
    visit = book_pages.visit(card, service, request.args, at=clock.now())
    return _joining(waits.opened(visit))


@bp.post(JOINING)
@visitor
@origins.from_our_pages
@limits.public_form
def wait_joined(slug: str, service: str) -> ResponseReturnValue:
    """Take the place in the queue and go to its page, or say what is in the way."""
    card = found(slug, f"/book/{service}/wait")
    visit = book_pages.visit(card, service, request.form, at=clock.now())
    return _joining(waits.joined(visit))


@bp.get(ADDRESS)
@visitor
def waiting(token: str) -> ResponseReturnValue:
    """The place in the queue, or the time that is held; what was booked has a page of its own."""
    known = wait_followed.known(token, at=clock.now())
    if known.entry.state is WaitingState.BOOKED and known.entry.booking_id:
        booking = queries.booking_of(known.frame.business.id, known.entry.booking_id)
        return secret(redirect(f"/b/{booking.token}", 303))
    return _own(waits.shown(known))


@bp.get(f"{ADDRESS}/status")
@visitor
def waiting_status(token: str) -> ResponseReturnValue:
    """How the wait stands, for scripts that show the page anew once that changes."""
    known = wait_followed.known(token, at=clock.now())
    return secret(jsonify(stands=known.stands))


@bp.get(f"{ADDRESS}/book")
@visitor
def waiting_again(token: str) -> ResponseReturnValue:
    """What was typed is gone when a browser asks for this page by itself."""
    return secret(redirect(f"/w/{token}", 303))


@bp.post(f"{ADDRESS}/book")
@visitor
@origins.with_its_link
@limits.public_form
def waiting_booked(token: str) -> ResponseReturnValue:
    """Book the time that is held, or say what is in the way."""
    known = wait_followed.known(token, at=clock.now())
    return _own(waits.accepted(known))


@bp.post(f"{ADDRESS}/leave")
@visitor
@origins.with_its_link
def waiting_left(token: str) -> ResponseReturnValue:
    """Leave the list; what is held goes to whoever is next."""
    with transaction():
        operations.leave(lists.entry_by_token(token), at=clock.now())
    return secret(redirect(f"/w/{token}", 303))


def _joining(outcome: Shown | str) -> ResponseReturnValue:
    if isinstance(outcome, str):
        return private(redirect(f"/w/{outcome}", 303))
    page = render_template(outcome.template, page=outcome.page)
    return private(make_response(page, outcome.status))


def _own(outcome: Shown | str) -> ResponseReturnValue:
    if isinstance(outcome, str):
        return secret(redirect(f"/b/{outcome}", 303))
    page = render_template(outcome.template, page=outcome.page)
    return secret(make_response(page, outcome.status))
