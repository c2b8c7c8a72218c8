"""One day of a calendar: as every week, closed, or at other hours."""

from __future__ import annotations

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.booking.blueprint_calendars import bp
from cardshop.booking.domain.days_off import DateMissing, read_date
from cardshop.booking.forms_days_off import DayHoursForm
from cardshop.booking.presenters_calendar import spans_words
from cardshop.booking.presenters_days_desk import Desk
from cardshop.db import transaction
from cardshop.lib.dates import format_date
from cardshop.lib.errors import FieldErrors, Invalid, NotFound
from cardshop.web.guards import owner
from cardshop.web.jinja import page_language


@bp.get("/<key:calendar_id>/days-off/<day>")
@owner
def day_off(calendar_id: int, day: str) -> str:
    """The day as it is kept."""
    desk, on = Desk.of(calendar_id), _date(day)
    return _page(desk, on, DayHoursForm.of(desk.hours, on))


@bp.post("/<key:calendar_id>/days-off/<day>")
@owner
def set_day(calendar_id: int, day: str) -> ResponseReturnValue:
    """Save; or add and remove rows of what is being typed, and save nothing."""
    desk, on, form = Desk.of(calendar_id), _date(day), DayHoursForm()
    act = request.form.get("act", "save")
    if act != "save":
        return _page(desk, on, form.after(act), unsaved=True)
    if not form.validate_on_submit() or not _set(calendar_id, on, form):
        return _page(desk, on, form, unsaved=True), 422
    flash(_("%(day)s is saved.", day=format_date(on, page_language(), "full")))
    return redirect(url_for("calendars.days_off", calendar_id=calendar_id, month=day), 303)


def _set(calendar_id: int, day: date, form: DayHoursForm) -> bool:
    try:
        spans = form.spans(day)
        with transaction():
            desk = Desk.of(calendar_id, for_change=True)
            desk.clear_days([day]) if spans is None else desk.set_days([day], spans)
    except FieldErrors as faults:
        form.take(faults)
        return False
    except Invalid as refusal:
        form.refuse("kind", refusal)
        return False
    return True


def _page(desk: Desk, day: date, form: DayHoursForm, *, unsaved: bool = False) -> str:
    return render_template(
        "booking/calendars/day_off.html",
        desk=desk,
        form=form,
        day=day,
        title=format_date(day, page_language(), "full"),
        usual=spans_words(desk.hours.weekly[day.weekday()]),
        bookings=desk.booked(day, day).total(),
        unsaved=unsaved,
    )


def _date(text: str) -> date:
    try:
        return read_date(text)
    except DateMissing as fault:
        raise NotFound from fault
