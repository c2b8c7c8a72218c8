"""The weekly hours of a calendar: its own, or the opening hours that it follows."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.accounts.domain.hours_draft import draft_of, edited, hours_of
from cardshop.accounts.hours_form import WeekForm
from cardshop.booking import queries
from cardshop.booking.blueprint_calendars import bp
from cardshop.booking.models import Calendar
from cardshop.booking.operations import hours as changes
from cardshop.booking.presenters_calendar import week_lines, zone_words
from cardshop.booking.presenters_sections import calendar_sections
from cardshop.booking.views_calendars import own_calendar
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.dates import first_weekday
from cardshop.lib.errors import FieldErrors
from cardshop.web.guards import owner


@bp.get("/<key:calendar_id>/hours")
@owner
def hours(calendar_id: int) -> str:
    """The week, to be changed where it is the calendar's own."""
    calendar = own_calendar(calendar_id)
    kept = queries.hours_of(current.business(), calendar)
    return _page(calendar, WeekForm(formdata=None, data=draft_of(kept, since=clock.now().date())))


@bp.post("/<key:calendar_id>/hours")
@owner
def set_hours(calendar_id: int) -> ResponseReturnValue:
    """Save; or add, remove and copy rows of what is being typed, and save nothing."""
    calendar, form, act = own_calendar(calendar_id), WeekForm(), request.form.get("act", "save")
    if act != "save":
        return _page(calendar, WeekForm(formdata=None, data=edited(form.draft, act)), typing=True)
    if not form.validate_on_submit() or not _set(calendar_id, form):
        return _page(calendar, form, typing=True), 422
    flash(_("The hours are saved."))
    return redirect(url_for("calendars.hours", calendar_id=calendar_id), 303)


@bp.post("/<key:calendar_id>/own-hours")
@owner
def give_own_hours(calendar_id: int) -> ResponseReturnValue:
    """Own hours from now on; they start as the opening hours."""
    with transaction():
        calendar = own_calendar(calendar_id, for_change=True)
        changes.give_own_hours(calendar, current.business(), at=clock.now())
        name = calendar.name
    flash(_("%(name)s has own hours now. They start as your opening hours.", name=name))
    asked = "calendars.days_off" if request.form.get("to") == "days-off" else "calendars.hours"
    return redirect(url_for(asked, calendar_id=calendar_id), 303)


@bp.post("/<key:calendar_id>/own-hours/removal")
@owner
def follow_business(calendar_id: int) -> ResponseReturnValue:
    """The opening hours of the business from now on."""
    with transaction():
        calendar = own_calendar(calendar_id, for_change=True)
        changes.follow_business(calendar, at=clock.now())
        name = calendar.name
    flash(_("%(name)s follows the opening hours of your business now.", name=name))
    return redirect(url_for("calendars.hours", calendar_id=calendar_id), 303)


def _set(calendar_id: int, form: WeekForm) -> bool:
    try:
        wanted = hours_of(form.draft)
    except FieldErrors as faults:
        form.take(faults)
        return False
    with transaction():
        calendar = own_calendar(calendar_id, for_change=True)
        changes.set_week(calendar, wanted, at=clock.now())
    return True


def _page(calendar: Calendar, form: WeekForm, *, typing: bool = False) -> str:
    business = current.business()
    return render_template(
        "booking/calendars/hours.html",
        calendar=calendar,
        sections=calendar_sections(calendar.id),
        form=form,
        days=form.days(first_weekday(business.locale)),
        follows=calendar.hours is None and not typing,
        week=week_lines(queries.hours_of(business, calendar), business.locale),
        zone=zone_words(calendar.timezone),
        unsaved=typing,
    )
