"""Moving and cancelling a booking by its link: what is asked, done, or in the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from flask_babel import gettext as _

from cardshop.booking import queries
from cardshop.booking.operations import moving, states
from cardshop.booking.operations.actors import CUSTOMER
from cardshop.booking.operations.choosing import SlotTaken
from cardshop.booking.operations.states import BookingOver, TooLate
from cardshop.db import transaction
from cardshop.lib.errors import FieldErrors, Refusal
from cardshop.storefront import (
    book_asked,
    book_desk,
    book_followed,
    book_pages,
    presenters_booking,
)
from cardshop.storefront import presenters_booking_change as pages
from cardshop.storefront.book_board import Board
from cardshop.storefront.book_links import Links
from cardshop.storefront.book_pages import Shown, Visit
from cardshop.storefront.forms_booking import CancelForm
from cardshop.storefront.presenters_booking import Known
from cardshop.web.errors import status_of


def asked_to_move(known: Known, args: Mapping[str, str]) -> Shown:
    """Other times for a booking, or the question about one of them."""
    visit = _visit(known, args)
    if visit is None:
        return _late(known)
    if visit.wants_zones:
        return book_pages.zones(visit)
    start = visit.start
    if start is None or visit.asked.faults:
        return _times(known, visit)
    shown = visit.args.get("shown", "")
    shown_at = book_asked.shown_at(shown)
    if book_desk.slot_at(visit.desk, start, visit.asked, shown_at=shown_at) is None:
        return _gone(known, visit, start)
    page = pages.moving_page(known, visit.desk, visit.asked, visit.links, start=start, shown=shown)
    return Shown("storefront/book/moving.html", page)


def move(known: Known, args: Mapping[str, str]) -> Shown | None:
    """Move it; a page where something is in the way."""
    visit = _visit(known, args)
    if visit is None:
        return _late(known)
    start = visit.start
    if start is None or visit.asked.faults:
        return replace(_times(known, visit), status=422)
    try:
        _move(known, visit, start)
    except (SlotTaken, FieldErrors):
        again = book_followed.known(known.token, at=known.at)
        fresh = _visit(again, args)
        return _gone(again, fresh, start) if fresh else _late(again)
    except Refusal as refusal:
        return _late(book_followed.known(known.token, at=known.at), refusal)
    return None


def asked_to_cancel(known: Known) -> Shown:
    """The question whether it shall be cancelled."""
    if not presenters_booking.cancels(known):
        return _late(known)
    return Shown("storefront/book/cancel.html", pages.cancel_page(known, CancelForm()))


def cancel(known: Known, form: CancelForm) -> Shown | None:
    """Cancel it; a page where something is in the way. Twice is once."""
    if not form.validate_on_submit():
        return Shown("storefront/book/cancel.html", pages.cancel_page(known, form), 422)
    try:
        with transaction():
            queries.held_settings(known.booking.business_id)
            booking = queries.by_token(known.token, for_change=True)
            states.cancel_by_customer(booking, at=known.at, note=form.words)
    except Refusal as refusal:
        return _late(book_followed.known(known.token, at=known.at), refusal)
    return None


def _move(known: Known, visit: Visit, start: datetime) -> None:
    with transaction():
        queries.held_settings(known.booking.business_id)
        moving.reschedule(
            queries.by_token(known.token, for_change=True),
            known.frame.business,
            start,
            calendar_id=visit.asked.calendar_id,
            actor=CUSTOMER,
            at=known.at,
            shown_at=book_asked.shown_at(visit.args.get("shown", "")),
        )


def _visit(known: Known, args: Mapping[str, str]) -> Visit | None:
    """The times of the booked service with the same person; nothing where it may not be moved."""
    booking, service = known.booking, known.service
    if service is None or not presenters_booking.moves(known):
        return None
    desk = book_desk.desk_of(known.frame, service, booking)
    giving = [one.id for one in desk.calendars]
    same = booking.calendar_id if booking.calendar_id in giving else next(iter(giving), "")
    told = {"zone": known.zone.key, "calendar": str(same)} | {k: v for k, v in args.items() if v}
    told.pop("seats", "")
    asked = replace(desk.asked(told), seats=booking.seats)
    kept = {name: asked.kept[name] for name in ("zone", "calendar")}
    path = f"{known.path}/move"
    links = Links(path, path, kept, book_pages.links_of(desk, asked).shown)
    return Visit(desk, asked, links, told)


def _times(known: Known, visit: Visit) -> Shown:
    found = book_desk.opened(visit.desk, visit.asked)
    page = pages.move_page(known, Board(visit.desk, visit.asked, found, visit.links))
    return Shown("storefront/book/move.html", page, 422 if page.times.faults else 200)


def _gone(known: Known, visit: Visit, start: datetime) -> Shown:
    asked = replace(visit.asked, day=start.astimezone(visit.asked.zone).date())
    found = replace(book_desk.opened(visit.desk, asked), is_off=False)
    said = _("That time is not free. Choose one of these. Your booking stays as it is.")
    page = pages.move_page(known, Board(visit.desk, asked, found, visit.links), said=said)
    return Shown("storefront/book/move.html", page, 409)


def _late(known: Known, refusal: Refusal | None = None) -> Shown:
    """Why it cannot be changed here: what was said, else that it is over or too late."""
    is_held = known.booking.state in presenters_booking.HOLDING
    why = refusal or (TooLate() if is_held else BookingOver())
    return Shown("storefront/book/late.html", pages.late_page(known, why), status_of(why))
