"""The approved templates that stand for the words of events on WhatsApp."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import FieldErrors
from cardshop.notifications import queries
from cardshop.notifications.blueprint_messaging import bp
from cardshop.notifications.domain.events import Cell
from cardshop.notifications.forms_messaging import TemplateForm
from cardshop.notifications.operations import messaging
from cardshop.notifications.operations.messaging import NoSuchTemplate
from cardshop.notifications.presenters_messaging import (
    Recipe,
    cell_of,
    known,
    recipe,
    rows,
    tabs,
    title,
)
from cardshop.web.guards import owner

_ONE = "/templates/<event>/<person>/<language>"


@bp.get("/templates")
@owner
def templates() -> str:
    """The checklist: every event that goes by WhatsApp, in every language."""
    key = current.business_id()
    found = rows(queries.matrix(key), queries.templates_of(key))
    return render_template("notifications/messaging/templates.html", rows=found, tabs_=tabs())


@bp.get(_ONE)
@owner
def template(event: str, person: str, language: str) -> str:
    """What to register, and what stands for it."""
    cell = _cell(event, person, language)
    kept = queries.any_template(current.business_id(), (event, person), language)
    return _page(TemplateForm.of(kept, _recipe(cell, language).words.variables), cell, language)


@bp.post(_ONE)
@owner
def save_template(event: str, person: str, language: str) -> ResponseReturnValue:
    """Let a template stand for the words."""
    cell, form = _cell(event, person, language), TemplateForm()
    if not form.validate_on_submit() or not _saved(form, cell, language):
        return _page(form, cell, language), 422
    flash(_("Saved."))
    return redirect(url_for("messaging.templates"), 303)


@bp.post(f"{_ONE}/removal")
@owner
def remove_template(event: str, person: str, language: str) -> ResponseReturnValue:
    """Use it no more; it stays at Twilio."""
    _cell(event, person, language)
    with transaction():
        messaging.remove_template(current.business_id(), (event, person), language)
    flash(_("Removed. It stays at Twilio."))
    return redirect(url_for("messaging.templates"), 303)


def _cell(event: str, person: str, language: str) -> Cell:
    cell = cell_of(event, person, language)
    if cell is None:
        raise NoSuchTemplate
    return cell


def _recipe(cell: Cell, language: str) -> Recipe:
    return recipe(cell, language, queries.text_of(current.business_id(), cell, language))


def _saved(form: TemplateForm, cell: Cell, language: str) -> bool:
    try:
        changes = form.changes(known(cell))
    except FieldErrors as faults:
        form.take(faults)
        return False
    names = (cell[0].value, cell[1].value)
    with transaction():
        messaging.set_template(current.business_id(), names, language, changes, at=clock.now())
    return True


def _page(form: TemplateForm, cell: Cell, language: str) -> str:
    names = (cell[0].value, cell[1].value)
    return render_template(
        "notifications/messaging/template.html",
        form=form,
        address={"event": names[0], "person": names[1], "language": language},
        title=title(cell),
        recipe=_recipe(cell, language),
        known=known(cell),
        kept=queries.any_template(current.business_id(), names, language),
    )
