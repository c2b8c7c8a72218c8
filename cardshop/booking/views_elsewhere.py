"""Calendars elsewhere that say when this one is busy: added, read again, removed."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.booking import queries
from cardshop.booking.blueprint_calendars import bp
from cardshop.booking.forms_elsewhere import BusySourceForm
from cardshop.booking.models import BusySource, Calendar
from cardshop.booking.operations import busy
from cardshop.booking.presenters_diary_desk import Desk
from cardshop.booking.presenters_elsewhere import elsewhere_page, source_row
from cardshop.booking.presenters_sections import calendar_sections
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import FieldErrors
from cardshop.web import site
from cardshop.web.errors import say
from cardshop.web.guards import owner


@bp.get("/<key:calendar_id>/elsewhere")
@owner
def elsewhere(calendar_id: int) -> str:
    """What is read, how that went, and which bookings stand in its way."""
    return _page(BusySourceForm(formdata=None), _own_calendar(calendar_id))


@bp.post("/<key:calendar_id>/elsewhere")
@owner
def add_elsewhere(calendar_id: int) -> ResponseReturnValue:
    """Read one more; the worker does at once."""
    calendar, form = _own_calendar(calendar_id), BusySourceForm()
    if not form.validate_on_submit() or not _added(form, calendar_id):
        return _page(form, calendar), 422
    flash(_("Added. It is read in a moment, and every 15 minutes from then on."))
    return _back(calendar_id)


@bp.post("/elsewhere/<key:source_id>/refresh")
@owner
def refresh_elsewhere(source_id: int) -> ResponseReturnValue:
    """Let it be read next."""
    with transaction():
        source = _own(source_id, for_change=True)
        busy.ask_again(source, at=clock.now())
        calendar_id = source.calendar_id
    flash(_("It is read again in a moment."))
    return _back(calendar_id)


@bp.get("/elsewhere/<key:source_id>/removal")
@owner
def elsewhere_removal(source_id: int) -> str:
    """Ask first."""
    source = _own(source_id)
    row = source_row(source, clock.now())
    return render_template("booking/elsewhere/removal.html", source=source, row=row)


@bp.post("/elsewhere/<key:source_id>/removal")
@owner
def remove_elsewhere(source_id: int) -> ResponseReturnValue:
    """Forget it."""
    with transaction():
        source = _own(source_id, for_change=True)
        calendar_id = source.calendar_id
        busy.remove(source)
    flash(_("Removed. Its times can be booked again."))
    return _back(calendar_id)


def _added(form: BusySourceForm, calendar_id: int) -> bool:
    settings = site.settings()
    try:
        with transaction():
            busy.add(
                _own_calendar(calendar_id),
                form.content(),
                secret_key=settings.secret_key,
                base_url=settings.base_url,
                at=clock.now(),
            )
    except FieldErrors as faults:
        form.take(faults)
        return False
    return True


def _own_calendar(calendar_id: int) -> Calendar:
    return queries.calendar_of(current.business_id(), calendar_id)


def _own(source_id: int, *, for_change: bool = False) -> BusySource:
    return queries.source_of(current.business_id(), source_id, for_change=for_change)


def _page(form: BusySourceForm, calendar: Calendar) -> str:
    business, now = current.business(), clock.now()
    clashes = queries.conflicts(business.id, since=now, calendar_ids=[calendar.id])
    sources = queries.sources(business.id, calendar.id)
    desk = Desk.of(business, now, calendar.timezone)
    return render_template(
        "booking/elsewhere/shown.html",
        page=elsewhere_page(calendar, sources, clashes, desk),
        sections=calendar_sections(calendar.id),
        form=form,
        say=say,
    )


def _back(calendar_id: int) -> ResponseReturnValue:
    return redirect(url_for("calendars.elsewhere", calendar_id=calendar_id), 303)
