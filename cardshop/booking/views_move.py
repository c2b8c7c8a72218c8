"""Moving a booking: dragged, or typed; one form, asked before anything happens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.booking import operations, queries
from cardshop.booking.blueprint import bp
from cardshop.booking.domain import wall_times
from cardshop.booking.forms_diary import CalendarNeeded, MoveForm, Target
from cardshop.booking.models import Booking, Calendar
from cardshop.booking.presenters_diary_desk import Desk, is_held
from cardshop.booking.presenters_move import offers, way
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import Conflict, FieldErrors
from cardshop.web.guards import owner


@bp.get("/<key:booking_id>/time")
@owner
def moving(booking_id: int) -> ResponseReturnValue:
    """Ask where a booking goes; `start` and `calendar` of the address are filled in."""
    booking = queries.booking_of(current.business_id(), booking_id)
    if not is_held(booking):
        return redirect(url_for("bookings.shown", booking_id=booking_id), 303)
    calendars = _calendars(booking)
    form = MoveForm(formdata=None).offer(calendars)
    return _page(booking, form, _wanted(booking, form, calendars))


@bp.post("/<key:booking_id>/time")
@owner
def move(booking_id: int) -> ResponseReturnValue:
    """Move it, or say why not: then it stays where it is."""
    booking = queries.booking_of(current.business_id(), booking_id)
    calendars = _calendars(booking)
    form = MoveForm().offer(calendars)
    if not form.validate_on_submit() or not (target := _target(form, calendars)):
        return _page(booking, form, None), 422
    refusal = _moved(booking_id, form, target)
    if refusal:
        return _refused(booking_id, form, target, refusal)
    flash(_("Moved."))
    return redirect(_onward(booking_id, form), 303)


def _calendars(booking: Booking) -> list[Calendar]:
    """Everybody it may go to, and whoever has it now."""
    every = queries.calendars(booking.business_id)
    return [one for one in every if one.is_active or one.id == booking.calendar_id]


def _wanted(booking: Booking, form: MoveForm, calendars: Sequence[Calendar]) -> Target | None:
    """What the address asks for; the form shows it, or else how things stand."""
    keys = request.args.get("calendar", ""), str(booking.calendar_id)
    chosen = [one for key in keys for one in calendars if str(one.id) == key]
    if not chosen:
        return None
    zone = ZoneInfo(chosen[0].timezone)
    start = wall_times.moment(request.args.get("start", ""), zone)
    form.fill(start or booking.starts_at, chosen[0])
    return Target(start, chosen[0]) if start else None


def _target(form: MoveForm, calendars: Sequence[Calendar]) -> Target | None:
    try:
        return form.target(calendars)
    except CalendarNeeded as refusal:
        form.refuse("calendar", refusal)
        return None


def _moved(booking_id: int, form: MoveForm, target: Target) -> Conflict | FieldErrors | None:
    """Why it could not be moved, if it could not."""
    business_id, now = current.business_id(), clock.now()
    try:
        with transaction():
            queries.held_settings(business_id)
            operations.reschedule(
                queries.booking_of(business_id, booking_id, for_change=True),
                current.business(),
                target.start,
                calendar_id=target.calendar.id,
                actor=current.person().email,
                at=now,
                at_any_time=True,
                note=form.words(),
            )
    except (Conflict, FieldErrors) as refusal:
        return refusal
    return None


def _refused(
    booking_id: int, form: MoveForm, target: Target, refusal: Conflict | FieldErrors
) -> ResponseReturnValue:
    booking = queries.booking_of(current.business_id(), booking_id)
    form.say(refusal)
    near = refusal.nearest if isinstance(refusal, operations.SlotTaken) else []
    desk = Desk.of(current.business(), clock.now(), target.calendar.timezone)
    return _page(booking, form, None, nearest=offers(near, desk)), 409


def _onward(booking_id: int, form: MoveForm) -> str:
    """To the page that has the button."""
    if form.page.data == "diary":
        return url_for("bookings.diary", told=booking_id)
    return url_for("bookings.shown", booking_id=booking_id, _anchor="reply")


def _page(booking: Booking, form: MoveForm, target: Target | None, **more: Any) -> str:
    there: tuple[datetime, Calendar] | None = (target.start, target.calendar) if target else None
    return render_template(
        "booking/diary/moving.html",
        booking=booking,
        form=form,
        way=way(booking, current.business(), clock.now(), there),
        **{"nearest": [], **more},
    )
