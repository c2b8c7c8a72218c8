"""From filled-in details to a booking, or to a page that says what is in the way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from flask_babel import gettext as _

from cardshop.booking.domain import answers
from cardshop.booking.domain.request import BookingRequest
from cardshop.booking.operations import snapshot
from cardshop.booking.operations.choosing import SlotTaken
from cardshop.booking.operations.taking import take
from cardshop.db import transaction
from cardshop.lib.errors import FieldError, FieldErrors, Refusal
from cardshop.lib.validation import parse
from cardshop.orders import queries as orders
from cardshop.storefront import book_desk, book_pages, forms_book, tags
from cardshop.storefront.book_pages import Shown, Visit
from cardshop.storefront.forms_book import BookForm
from cardshop.storefront.presenters_book_details import details_page
from cardshop.web.errors import say, status_of


def booked(visit: Visit) -> Shown | str:
    """The token of the booking that was taken, now or by an earlier click on the same button."""
    start = visit.start
    if start is None:
        return book_pages.times(visit, said=_("Choose one of these times."), status=422)
    form = forms_book.sent(visit.desk.service.questions)
    near, status = None, 422
    try:
        return _taken(visit, _request(visit, form, start), form)
    except FieldErrors as faults:
        form.show(faults.errors)
    except SlotTaken as refusal:
        near, status = refusal.nearest, 409
    except Refusal as refusal:
        form.form_errors.append(say(refusal.detail))
        status = status_of(refusal)
    desk = book_desk.fresh(visit.desk)
    page = details_page(desk, visit.asked, visit.links, form, start=start, nearest=near)
    return Shown("storefront/book/details.html", page, status)


def _request(visit: Visit, form: BookForm, start: datetime) -> BookingRequest:
    """What is asked for. Raises FieldErrors with everything that is wrong, at once."""
    desk, asked = visit.desk, visit.asked
    faults = [FieldError("", words) for words in asked.faults]
    wanted = {
        "service_id": desk.service.id,
        "start": start,
        "calendar_id": asked.calendar_id,
        "seats": asked.seats,
        "customer": form.customer(locale=desk.frame.locale, timezone=asked.zone.key),
        "answers": form.answers(desk.service.questions),
        "note": form["note"].data or "",
    }
    try:
        request = parse(BookingRequest, wanted, {"country": desk.frame.business.country})
    except FieldErrors as refusal:
        faults += refusal.errors
    faults += [*form.unreachable(), *_unanswered(visit, form)]
    if faults:
        raise FieldErrors(faults)
    return request


def _unanswered(visit: Visit, form: BookForm) -> Iterator[FieldError]:
    service, business = visit.desk.service, visit.desk.frame.business
    try:
        given = form.answers(service.questions)
        answers.check(snapshot.questions_of(service), given, country=business.country)
    except FieldErrors as faults:
        yield from faults.errors


def _taken(visit: Visit, request: BookingRequest, form: BookForm) -> str:
    frame, code = visit.desk.frame, tags.remembered()
    key, card_id = frame.business.id, frame.card.id if frame.card else None
    with transaction():
        booking = take(
            frame.business,
            request,
            idempotency_key=form.secret,
            at=visit.desk.now,
            shown_at=form.shown_at,
            card_id=orders.held_card(key, card_id),
            tag_id=orders.held_tag(key, code),
        )
        return booking.token
