"""Blocked time: keep a calendar free, change that, give it back."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.booking import operations, queries
from cardshop.booking.blueprint import bp
from cardshop.booking.domain import wall_times
from cardshop.booking.forms_diary_blocked import BlockForm
from cardshop.booking.models import Booking, Calendar
from cardshop.booking.presenters_booking import dated
from cardshop.booking.presenters_diary_desk import Desk
from cardshop.booking.presenters_new import next_start
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import FieldErrors
from cardshop.web.guards import owner


@bp.get("/blocked/new")
@owner
def blocking() -> str:
    """An empty form; `start` and `calendar` of the address are filled in."""
    calendars = _calendars()
    form = BlockForm(formdata=None).offer(calendars)
    form.calendar.data = request.args.get("calendar", "")
    zone = _zone(form, calendars)
    start = wall_times.moment(request.args.get("start", ""), zone)
    form.fill(start or next_start(clock.now()), zone)
    return _page(form)


@bp.post("/blocked/new")
@owner
def block() -> ResponseReturnValue:
    """Keep the time free, in one calendar or in all."""
    return _sent(BlockForm().offer(_calendars()), None)


@bp.get("/blocked/<key:blocked_time_id>")
@owner
def blocked(blocked_time_id: int) -> str:
    """A blocked time, to change or to give back."""
    row = queries.blocked_time_of(current.business_id(), blocked_time_id)
    calendar = queries.calendar_of(current.business_id(), row.calendar_id)
    form = BlockForm(formdata=None).offer([calendar])
    form.show(row, ZoneInfo(calendar.timezone))
    return _page(form, blocked_time_id)


@bp.post("/blocked/<key:blocked_time_id>")
@owner
def change(blocked_time_id: int) -> ResponseReturnValue:
    """Give it back and keep the new time free, both or neither."""
    row = queries.blocked_time_of(current.business_id(), blocked_time_id)
    calendar = queries.calendar_of(current.business_id(), row.calendar_id)
    form = BlockForm().offer([calendar])
    form.calendar.data = str(calendar.id)
    return _sent(form, blocked_time_id)


@bp.post("/blocked/<key:blocked_time_id>/removal")
@owner
def unblock(blocked_time_id: int) -> ResponseReturnValue:
    """Give the time back."""
    with transaction():
        queries.held_settings(current.business_id())
        row = queries.blocked_time_of(current.business_id(), blocked_time_id)
        operations.unblock(row, current.business_id(), at=clock.now())
    flash(_("The time is free again."))
    return redirect(url_for("bookings.diary"), 303)


def _sent(form: BlockForm, blocked_time_id: int | None) -> ResponseReturnValue:
    if not form.validate_on_submit():
        return _page(form, blocked_time_id), 422
    try:
        day = _blocked(form, blocked_time_id)
    except FieldErrors as faults:
        form.take(faults, {"end": "end_date"})
        return _page(form, blocked_time_id), 422
    except operations.Occupied as refusal:
        form.form_errors.append(_("These bookings stand at that time. Move or cancel them first."))
        return _page(form, blocked_time_id, refusal.bookings), 409
    flash(_("The time is blocked."))
    return redirect(url_for("bookings.diary", date=day), 303)


def _blocked(form: BlockForm, blocked_time_id: int | None) -> str:
    """Block what was typed, and say which day that is. All calendars or none."""
    business_id, now, words = current.business_id(), clock.now(), form.words()
    with transaction():
        queries.held_settings(business_id)
        if blocked_time_id is not None:
            row = queries.blocked_time_of(business_id, blocked_time_id)
            operations.unblock(row, business_id, at=now)
        for calendar in form.chosen(queries.calendars(business_id)):
            zone = ZoneInfo(calendar.timezone)
            start, end = form.stretch(zone)
            operations.block(calendar, start, end, reason=words, at=now)
        return start.astimezone(zone).date().isoformat()


def _calendars() -> list[Calendar]:
    return queries.calendars(current.business_id(), active_only=True)


def _zone(form: BlockForm, calendars: list[Calendar]) -> ZoneInfo:
    chosen = next((one for one in calendars if str(one.id) == form.calendar.data), None)
    return ZoneInfo(chosen.timezone if chosen else current.business().timezone)


def _page(
    form: BlockForm, blocked_time_id: int | None = None, met: list[Booking] | None = None
) -> str:
    desk = Desk.of(current.business(), clock.now())
    known: dict[str, Any] = {"met": [dated(booking, desk) for booking in met or []]}
    return render_template(
        "booking/diary/blocked.html",
        form=form,
        blocked_time_id=blocked_time_id,
        start=request.args.get("start", ""),
        **known,
    )
