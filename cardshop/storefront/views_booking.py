"""A customer's booking, found by nothing but its link: kept, moved, cancelled."""

from __future__ import annotations

from flask import Response, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cardshop.booking.domain import ical_writer
from cardshop.booking.messages.event import event_for_customer
from cardshop.lib import clock
from cardshop.storefront import book_changing, book_followed, presenters_booking
from cardshop.storefront.blueprint import bp
from cardshop.storefront.book_links import page_of
from cardshop.storefront.book_pages import Shown
from cardshop.storefront.forms_booking import CancelForm
from cardshop.storefront.presenters_booking import Known
from cardshop.storefront.views_order import secret
from cardshop.web import limits, origins
from cardshop.web.guards import visitor

ADDRESS = "/b/<token>"


@bp.get(ADDRESS)
@visitor
def booking(token: str) -> ResponseReturnValue:
    """Where it stands, and what can be done about it."""
    known = book_followed.known(token, at=clock.now())
    page = presenters_booking.booking_page(known, owner=_owners(known))
    return _answer(Shown("storefront/book/booking.html", page))


@bp.get(f"{ADDRESS}.ics")
@visitor
def booking_ics(token: str) -> ResponseReturnValue:
    """The booking as a file for the customer's calendar."""
    known = book_followed.known(token, at=clock.now())
    event = event_for_customer(known.booking, known.frame.business)
    kind = ical_writer.content_type(ical_writer.file_method(event))
    response = Response(ical_writer.booking_file(event), content_type=kind)
    response.headers["Content-Disposition"] = 'attachment; filename="booking.ics"'
    return secret(response)


@bp.get(f"{ADDRESS}/move")
@visitor
def booking_move(token: str) -> ResponseReturnValue:
    """Other times; with one of them, the question whether it shall be that."""
    known = book_followed.known(token, at=clock.now())
    return _answer(book_changing.asked_to_move(known, request.args))


@bp.post(f"{ADDRESS}/move")
@visitor
@origins.with_its_link
@limits.public_form
def booking_moved(token: str) -> ResponseReturnValue:
    """Move it, or say what is in the way."""
    known = book_followed.known(token, at=clock.now())
    return _answer(book_changing.move(known, request.form), token)


@bp.get(f"{ADDRESS}/cancel")
@visitor
def booking_cancel(token: str) -> ResponseReturnValue:
    """The question whether it shall be cancelled, and why."""
    return _answer(book_changing.asked_to_cancel(book_followed.known(token, at=clock.now())))


@bp.post(f"{ADDRESS}/cancel")
@visitor
@origins.with_its_link
@limits.public_form
def booking_cancelled(token: str) -> ResponseReturnValue:
    """Cancel it, or say why that cannot be."""
    known = book_followed.known(token, at=clock.now())
    return _answer(book_changing.cancel(known, CancelForm()), token)


def _owners(known: Known) -> str:
    """Where its business finds it; empty for everybody else."""
    business_id = known.frame.business.id
    if not current_user.is_authenticated or current_user.business_id != business_id:
        return ""
    return page_of("bookings.shown", booking_id=known.booking.id)


def _answer(shown: Shown | None, token: str = "") -> ResponseReturnValue:
    """A page; without one, the way to the booking as it is then."""
    if shown is None:
        return secret(redirect(f"/b/{token}", 303))
    page = render_template(shown.template, page=shown.page)
    return secret(make_response(page, shown.status))
