"""From a filled-in form to a place on a waiting list, and from an offer to a booking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from flask_babel import gettext as _

from cardshop.booking import queries
from cardshop.booking.domain.request import CustomerRequest
from cardshop.booking.operations import accepting, waiting
from cardshop.booking.operations.waiting import DayHasTimes, DayUnbookable, Wish
from cardshop.booking.queries import waiting as lists
from cardshop.db import transaction
from cardshop.lib.errors import FieldError, FieldErrors, Refusal
from cardshop.lib.validation import parse
from cardshop.orders import queries as orders
from cardshop.storefront import book_desk, book_pages, forms_book, wait_followed
from cardshop.storefront.book_pages import Shown, Visit
from cardshop.storefront.forms_wait import WaitForm
from cardshop.storefront.presenters_wait import wait_page, waiting_page
from cardshop.storefront.wait_followed import Known
from cardshop.web.errors import say, status_of

# A date further away than this is nobody's to wait for, and may be none that a zone knows.
_FARTHEST = timedelta(days=1000)


def opened(visit: Visit) -> Shown:
    """The form for the day that is asked for; where it has times, or never had any, those."""
    if not visit.desk.is_open or visit.asked.faults:
        return book_pages.times(visit, status=422 if visit.asked.faults else 200)
    try:
        on = _full_day(visit)
    except (DayHasTimes, DayUnbookable) as refusal:
        return book_pages.times(visit, said=say(refusal.detail), status=409)
    given = {
        "day": visit.args.get("day", ""),
        "zone": visit.asked.zone_name,
        "calendar": str(visit.asked.calendar_id or ""),
        "seats": str(visit.asked.seats),
    }
    return _form(visit, WaitForm.opened(visit.desk, on, **given), on)


def joined(visit: Visit) -> Shown | str:
    """The token of the place that was taken, now or by an earlier click on the same button.

    Who stands there already is told so, and nothing of what they once said.
    """
    form, place = WaitForm.sent(visit.desk), None
    on = form.date
    if on is None:
        return book_pages.times(visit, said=_("Choose one of these days."), status=422)
    status = 422
    try:
        place = _join(visit, form, on)
    except FieldErrors as faults:
        form.show(faults.errors)
    except (DayHasTimes, DayUnbookable) as refusal:
        return book_pages.times(_fresh(visit), said=say(refusal.detail), status=409)
    except Refusal as refusal:
        form.form_errors.append(say(refusal.detail))
        status = status_of(refusal)
    if place is None:
        return _form(_fresh(visit), form, on, status=status)
    is_theirs = place.is_new or place.token == form.key.data
    return place.token if is_theirs else _form(_fresh(visit), form, on, known=True)


def shown(known: Known) -> Shown:
    """The page of an entry as it stands."""
    form = forms_book.opened(known.service.questions) if known.is_offered else None
    return Shown("storefront/book/waiting.html", waiting_page(known, form))


def accepted(known: Known) -> Shown | str:
    """The token of the booking that the held time became, or the page that says what is missing."""
    form = forms_book.sent(known.service.questions)
    answers, note = form.answers(known.service.questions), form["note"].data or ""
    try:
        with transaction():
            entry = lists.entry_by_token(known.entry.token)
            booking = accepting.accept(
                entry, known.frame.business, answers=answers, note=note, at=known.frame.now
            )
            return booking.token
    except FieldErrors as faults:
        form.show(faults.errors)
        status = 422
    except Refusal as refusal:
        form.form_errors.append(say(refusal.detail))
        status = status_of(refusal)
    again = wait_followed.known(known.entry.token, at=known.frame.now)
    return Shown("storefront/book/waiting.html", waiting_page(again, form), status)


def _full_day(visit: Visit) -> date:
    """The date of the list that the visitor's day is: in another zone it may be one of two."""
    looked_at = visit.asked.day
    today = visit.desk.now.date()
    if looked_at is None or abs(looked_at - today) > _FARTHEST:
        raise DayUnbookable
    refusal: Refusal = DayUnbookable()
    wish = _wish(visit, looked_at)
    for hour in (12, 0, 23):
        wall = datetime.combine(looked_at, time(hour), visit.asked.zone)
        on = wall.astimezone(wish.zone).date()
        try:
            waiting.check_full(_wish(visit, on), at=visit.desk.now)
        except (DayHasTimes, DayUnbookable) as fault:
            refusal = fault if isinstance(fault, DayHasTimes) else refusal
        else:
            return on
    raise refusal


def _wish(visit: Visit, on: date) -> Wish:
    desk, asked = visit.desk, visit.asked
    calendar = waiting.calendar_of(desk.service, asked.calendar_id)
    return Wish(desk.frame.business, desk.service, on, calendar, asked.seats)


@dataclass(frozen=True, slots=True)
class _Place:
    """The link of a place in the queue, and whether it was taken now."""

    token: str
    is_new: bool


def _join(visit: Visit, form: WaitForm, on: date) -> _Place:
    """The place in the queue. Raises FieldErrors with everything that is wrong, at once."""
    frame, asked = visit.desk.frame, visit.asked
    faults = [FieldError("", words) for words in asked.faults] + form.unreachable()
    given = form.customer(locale=frame.locale, timezone=asked.zone.key)
    try:
        customer = parse(CustomerRequest, given, {"country": frame.business.country})
    except FieldErrors as refusal:
        faults += refusal.below("/customer").errors
    if faults:
        raise FieldErrors(faults)
    business_id, service_id = frame.business.id, visit.desk.service.id
    with transaction():
        place = waiting.join(
            frame.business,
            queries.service_of(business_id, service_id),
            on,
            customer,
            calendar_id=asked.calendar_id,
            seats=asked.seats,
            card_id=orders.held_card(business_id, frame.card.id if frame.card else None),
            token=form.key.data or "",
            at=visit.desk.now,
            locale=frame.locale,
        )
        return _Place(place.entry.token, place.is_new)


def _fresh(visit: Visit) -> Visit:
    """The same after a transaction: what was read before it is stale."""
    desk = book_desk.fresh(visit.desk)
    return Visit(desk, visit.asked, visit.links, visit.args)


def _form(
    visit: Visit, form: WaitForm, on: date, *, known: bool = False, status: int = 200
) -> Shown:
    minutes = queries.settings_of(visit.desk.frame.business.id).offer_minutes
    page = wait_page(visit, form, on=on, minutes=minutes, known=known)
    return Shown("storefront/book/wait.html", page, status)
