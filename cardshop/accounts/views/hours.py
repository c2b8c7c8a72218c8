"""The opening hours of the business. Every button of the page works by sending the form."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current, operations
from cardshop.accounts.domain.business import BusinessChanges
from cardshop.accounts.domain.hours import Hours
from cardshop.accounts.domain.hours_draft import draft_of, edited, hours_of
from cardshop.accounts.hours_form import HoursForm
from cardshop.accounts.views.blueprints import business
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.dates import first_weekday
from cardshop.lib.errors import FieldErrors
from cardshop.web.guards import owner


@business.get("/hours")
@owner
def hours() -> ResponseReturnValue:
    """The week and its exceptions."""
    kept = current.business()
    today = clock.now().astimezone(ZoneInfo(kept.timezone)).date()
    draft = draft_of(Hours.parse(kept.opening_hours), since=today)
    return _page(HoursForm(data=draft), errors=False)


@business.post("/hours")
@owner
def set_hours() -> ResponseReturnValue:
    """Save; or add, remove and copy rows of what is being typed, and save nothing."""
    form, act = HoursForm(), request.form.get("act", "save")
    if act != "save":
        return _page(HoursForm(formdata=None, data=edited(form.draft, act)), errors=False)
    if not form.validate_on_submit() or not _set(form):
        return _page(form, errors=True), 422
    flash(_("Your opening hours are saved."))
    return redirect(url_for("business.hours"), 303)


def _set(form: HoursForm) -> bool:
    try:
        wanted = hours_of(form.draft)
    except FieldErrors as faults:
        form.take(faults)
        return False
    changes = BusinessChanges(opening_hours=wanted.to_json())
    with transaction():
        operations.edit_business(current.business(), changes, at=clock.now())
    return True


def _page(form: HoursForm, *, errors: bool) -> str:
    kept = current.business()
    return render_template(
        "accounts/hours.html",
        form=form,
        days=form.days(first_weekday(kept.locale)),
        timezone=kept.timezone,
        errors=errors,
    )
