"""How the shop takes orders."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.accounts.till import Till
from cardshop.db import transaction
from cardshop.lib.errors import FieldErrors
from cardshop.orders import operations, queries
from cardshop.orders.blueprint_shop import shop
from cardshop.orders.forms_shop import SettingsForm
from cardshop.orders.presenters_shop import sections
from cardshop.web.guards import owner


@shop.get("/")
@owner
def settings() -> str:
    """The switches and rules."""
    return _page(_form())


@shop.post("/")
@owner
def save() -> ResponseReturnValue:
    """Take the changes over."""
    form = _form()
    if not form.validate_on_submit() or not _saved(form):
        return _page(form), 422
    flash(_("Saved."))
    return redirect(url_for("shop.settings"), 303)


def _form() -> SettingsForm:
    business = current.business()
    return SettingsForm.of(queries.settings_of(business.id), Till.of(business))


def _saved(form: SettingsForm) -> bool:
    try:
        changes = form.changes(Till.of(current.business()))
        with transaction():
            operations.edit_settings(current.business_id(), changes)
    except FieldErrors as faults:
        form.take(faults)
        return False
    return True


def _page(form: SettingsForm) -> str:
    business = current.business()
    return render_template(
        "orders/shop/settings.html",
        sections=sections(),
        form=form,
        sign=Till.of(business).sign,
        zone_count=len(queries.zones(business.id)),
    )
