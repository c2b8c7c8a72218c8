"""How the business takes bookings."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.accounts.till import Till
from cardshop.booking import operations, queries
from cardshop.booking.blueprint_services import bp
from cardshop.booking.forms_rules import RulesForm
from cardshop.booking.presenters_sections import setup_sections
from cardshop.db import transaction
from cardshop.lib.errors import FieldErrors
from cardshop.web.guards import owner


@bp.get("/rules")
@owner
def rules() -> str:
    """The switch, and what holds for every service."""
    return _page(_form())


@bp.post("/rules")
@owner
def save_rules() -> ResponseReturnValue:
    """Take the changes over."""
    form = _form()
    if not form.validate_on_submit() or not _saved(form):
        return _page(form), 422
    flash(_("Saved."))
    return redirect(url_for("services.rules"), 303)


def _form() -> RulesForm:
    return RulesForm.of(queries.settings_of(current.business_id()))


def _saved(form: RulesForm) -> bool:
    try:
        changes = form.changes(Till.of(current.business()))
        with transaction():
            operations.edit_settings(current.business_id(), changes)
    except FieldErrors as faults:
        form.take(faults)
        return False
    return True


def _page(form: RulesForm) -> str:
    return render_template("booking/services/rules.html", sections=setup_sections(), form=form)
