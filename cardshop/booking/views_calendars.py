"""Calendars: who or what is booked. Listed, made, changed, sorted, removed."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.accounts.till import Till
from cardshop.booking import operations, queries
from cardshop.booking.blueprint_calendars import bp
from cardshop.booking.domain.content import CalendarChanges
from cardshop.booking.forms_calendar import CalendarForm, next_colour
from cardshop.booking.models import Calendar
from cardshop.booking.presenters_calendar import rows
from cardshop.booking.presenters_sections import calendar_sections, setup_sections
from cardshop.booking.presenters_zone import moved_zone, zone_note
from cardshop.booking.queries.ahead import bookings_ahead
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import FieldErrors
from cardshop.web.guards import owner


@bp.get("/")
@owner
def listed() -> str:
    """Every calendar in the owner's order."""
    business = current.business()
    calendars = queries.calendars(business.id)
    return render_template(
        "booking/calendars/listed.html",
        sections=setup_sections(),
        rows=rows(business, calendars, queries.service_ids_of(business.id)),
    )


@bp.get("/new")
@owner
def new() -> str:
    """A name is enough: it gives every service, in the business's zone and opening hours."""
    business = current.business()
    keys = [str(service.id) for service in queries.services(business.id)]
    colour = next_colour(queries.calendars(business.id))
    given = {"timezone": business.timezone, "service_ids": keys, "color": colour}
    return _page(CalendarForm(formdata=None, data=given))


@bp.post("/new")
@owner
def create() -> ResponseReturnValue:
    """Add it behind the others, and go on to its hours."""
    form = CalendarForm()
    if not form.validate_on_submit() or not _done(form, _create):
        return _page(form), 422
    flash(_("%(name)s is added. When can they be booked?", name=form.name.data))
    made = queries.calendars(current.business_id())[-1]
    return redirect(url_for("calendars.hours", calendar_id=made.id), 303)


@bp.get("/<key:calendar_id>")
@owner
def edit(calendar_id: int) -> str:
    """The calendar as it is kept."""
    calendar = own_calendar(calendar_id)
    keys = queries.service_ids_of(calendar.business_id).get(calendar_id, [])
    return _page(CalendarForm.of(calendar, keys), calendar)


@bp.post("/<key:calendar_id>")
@owner
def save(calendar_id: int) -> ResponseReturnValue:
    """Change it; say what another zone means to bookings."""
    calendar = own_calendar(calendar_id)
    before, form = calendar.timezone, CalendarForm()
    if not form.validate_on_submit() or not _done(form, _changing(calendar_id)):
        return _page(form, calendar), 422
    after = own_calendar(calendar_id).timezone
    flash(moved_zone(before, after, _ahead(calendar_id)) or _("Saved."))
    return redirect(url_for("calendars.edit", calendar_id=calendar_id), 303)


@bp.post("/<key:calendar_id>/availability")
@owner
def switch(calendar_id: int) -> ResponseReturnValue:
    """On or off; off, nobody is booked there and all else stays."""
    changes = CalendarChanges(active=request.form.get("active") == "1")
    with transaction():
        calendar = own_calendar(calendar_id, for_change=True)
        operations.edit_calendar(calendar, changes, at=clock.now())
    return _back(calendar_id)


@bp.post("/<key:calendar_id>/place")
@owner
def move(calendar_id: int) -> ResponseReturnValue:
    """One place up or down."""
    with transaction():
        calendar = own_calendar(calendar_id, for_change=True)
        up = request.form.get("direction") == "up"
        operations.move_calendar(calendar, "up" if up else "down")
    return _back(calendar_id)


@bp.get("/<key:calendar_id>/removal")
@owner
def removal(calendar_id: int) -> str:
    """Ask first, and say what it does to bookings."""
    calendar = own_calendar(calendar_id)
    ahead = _ahead(calendar_id)
    return render_template("booking/calendars/removal.html", calendar=calendar, ahead=ahead)


@bp.post("/<key:calendar_id>/removal")
@owner
def remove(calendar_id: int) -> ResponseReturnValue:
    """Remove it."""
    with transaction():
        calendar = own_calendar(calendar_id, for_change=True)
        name = calendar.name
        operations.delete_calendar(calendar, at=clock.now())
    flash(_("%(name)s is deleted.", name=name))
    return redirect(url_for("calendars.listed"), 303)


def own_calendar(calendar_id: int, *, for_change: bool = False) -> Calendar:
    """A calendar of the current business. Raises NoSuchCalendar."""
    return queries.calendar_of(current.business_id(), calendar_id, for_change=for_change)


def _ahead(calendar_id: int) -> int:
    return bookings_ahead(current.business_id(), calendar_id=calendar_id, at=clock.now())


def _create(form: CalendarForm) -> None:
    operations.create_calendar(
        business_id=current.business_id(),
        content=form.content(Till.of(current.business())),
        at=clock.now(),
    )


def _changing(calendar_id: int) -> Callable[[CalendarForm], None]:
    def change(form: CalendarForm) -> None:
        calendar = own_calendar(calendar_id, for_change=True)
        changes = form.changes(Till.of(current.business()))
        operations.edit_calendar(calendar, changes, at=clock.now())

    return change


def _done(form: CalendarForm, change: Callable[[CalendarForm], None]) -> bool:
    try:
        with transaction():
            change(form)
    except FieldErrors as faults:
        form.refuse_all(faults)
        return False
    return True


def _page(form: CalendarForm, calendar: Calendar | None = None) -> str:
    business_id = current.business_id()
    return render_template(
        "booking/calendars/calendar.html",
        form=form.offer(queries.services(business_id)),
        calendar=calendar,
        sections=calendar_sections(calendar.id) if calendar else [],
        zone_note=zone_note(_ahead(calendar.id)) if calendar else "",
    )


def _back(calendar_id: int) -> ResponseReturnValue:
    return redirect(url_for("calendars.listed", _anchor=f"calendar-{calendar_id}"), 303)
