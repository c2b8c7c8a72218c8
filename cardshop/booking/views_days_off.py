"""Days off of a calendar: a month to tap on, ranges and public holidays closed in one step."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.booking.blueprint_calendars import bp
from cardshop.booking.domain.days_off import DateMissing, dates_between, read_date
from cardshop.booking.forms_days_off import BreakForm, HolidaysForm
from cardshop.booking.presenters_days_desk import Desk
from cardshop.booking.presenters_days_off import holiday_rows, run_rows, sheet
from cardshop.booking.presenters_sections import calendar_sections
from cardshop.db import transaction
from cardshop.lib.errors import FieldErrors, Invalid
from cardshop.lib.months import EARLIEST, LATEST, Month, month_of
from cardshop.web.guards import owner
from cardshop.web.jinja import page_language
from cardshop.web.locales import counted


@bp.get("/<key:calendar_id>/days-off")
@owner
def days_off(calendar_id: int) -> str:
    """A month with the days that differ, and all of them that are ahead."""
    return _page(Desk.of(calendar_id), BreakForm(formdata=None))


@bp.post("/<key:calendar_id>/days-off")
@owner
def close_days(calendar_id: int) -> ResponseReturnValue:
    """Close a range of days, or one."""
    form = BreakForm()
    closed = _closed(calendar_id, form) if form.validate_on_submit() else 0
    if not closed:
        return _page(Desk.of(calendar_id), form), 422
    flash(_told(closed))
    return redirect(_month_address(calendar_id, form.first.data or ""), 303)


@bp.post("/<key:calendar_id>/days-off/removal")
@owner
def open_days(calendar_id: int) -> ResponseReturnValue:
    """Let days that differ be as every week again."""
    first = request.form.get("first", "")
    try:
        days = dates_between(read_date(first), read_date(request.form.get("last", first)))
    except DateMissing:
        days = []
    with transaction():
        Desk.of(calendar_id, for_change=True).clear_days(days)
    flash(_("These days are as every week again."))
    return redirect(_month_address(calendar_id, first), 303)


@bp.post("/<key:calendar_id>/days-off/holidays")
@owner
def close_holidays(calendar_id: int) -> ResponseReturnValue:
    """Close the public holidays that were ticked."""
    desk, form = Desk.of(calendar_id), HolidaysForm()
    days = form.ticked([one.day for one in desk.holidays()])
    with transaction():
        Desk.of(calendar_id, for_change=True).set_days(days)
    flash(_told(len(days)))
    return redirect(url_for("calendars.days_off", calendar_id=calendar_id), 303)


def _told(days: int) -> str:
    if not days:
        return str(_("Tick the days to close."))
    return counted("%(num)s day is closed.", "%(num)s days are closed.", days)


def _closed(calendar_id: int, form: BreakForm) -> int:
    """How many days were closed; with faults none."""
    try:
        days = dates_between(*form.days(today=Desk.of(calendar_id).today))
        with transaction():
            Desk.of(calendar_id, for_change=True).set_days(days)
    except FieldErrors as faults:
        form.take(faults)
        return 0
    except Invalid as refusal:
        form.refuse("first", refusal)
        return 0
    return len(days)


def _page(desk: Desk, form: BreakForm) -> str:
    month = _month(desk)
    booked = desk.booked(month.first, month.last)
    return render_template(
        "booking/calendars/days_off.html",
        desk=desk,
        sections=calendar_sections(desk.calendar.id),
        form=form,
        sheet=sheet(month, desk.hours, booked, desk.today),
        runs=run_rows(desk.hours, desk.today),
        holidays=holiday_rows(desk.holidays(), desk.hours),
    )


def _month(desk: Desk) -> Month:
    """The month that the address asks for; this one for an address that means none."""
    try:
        day = read_date(request.args.get("month", ""))
    except DateMissing:
        day = desk.today
    return month_of(min(max(day, EARLIEST), LATEST), page_language())


def _month_address(calendar_id: int, day: str) -> str:
    """The month in which a day was changed."""
    return url_for("calendars.days_off", calendar_id=calendar_id, month=day or None)
