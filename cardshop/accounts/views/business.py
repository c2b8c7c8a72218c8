"""The settings of the business."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current, operations
from cardshop.accounts.domain.business import read_changes
from cardshop.accounts.forms.business import DetailsForm
from cardshop.accounts.presenters_number import diagnosis
from cardshop.accounts.views.blueprints import business
from cardshop.accounts.views.numbers import warn_of_landline
from cardshop.db import transaction
from cardshop.lib import clock, phones
from cardshop.lib.errors import FieldErrors
from cardshop.web.guards import owner


@business.get("/business")
@owner
def details() -> ResponseReturnValue:
    """Name, country, money, time, language, WhatsApp."""
    kept = current.business()
    form = DetailsForm(obj=kept)
    form.whatsapp.data = phones.show(kept.whatsapp) if kept.whatsapp else ""
    return _page(form, errors=False)


@business.post("/business")
@owner
def edit() -> ResponseReturnValue:
    """Take the changes over; or only say what the number is understood as."""
    form = DetailsForm()
    if request.form.get("act") == "examine":
        return _page(form, errors=False)
    if not form.validate_on_submit() or not _edited(form):
        return _page(form, errors=True), 422
    flash(_("Saved."))
    return redirect(url_for("business.details"), 303)


def _edited(form: DetailsForm) -> bool:
    try:
        changes = read_changes(form.fields, country=form.country.data or "")
    except FieldErrors as faults:
        form.take(faults)
        return False
    with transaction():
        operations.edit_business(current.business(), changes, at=clock.now())
    warn_of_landline(changes.whatsapp)
    return True


def _page(form: DetailsForm, *, errors: bool) -> str:
    found = diagnosis(form.whatsapp.data or "", form.country.data or "")
    return render_template("accounts/business.html", form=form, found=found, errors=errors)
