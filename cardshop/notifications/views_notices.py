"""Who is told what by which channel, and when."""

from __future__ import annotations

from collections.abc import Collection

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.db import transaction
from cardshop.lib.errors import FieldErrors
from cardshop.notifications import operations, queries
from cardshop.notifications.blueprint_notices import bp
from cardshop.notifications.forms_notices import MatrixForm, TimesForm
from cardshop.notifications.presenters_notices import chosen, groups, tabs, values
from cardshop.web.guards import owner


@bp.get("/")
@owner
def matrix() -> str:
    """Every event with those who are told of it."""
    return _matrix(MatrixForm(), values(queries.matrix(current.business_id())))


@bp.post("/")
@owner
def save_matrix() -> ResponseReturnValue:
    """Switch the channels."""
    form, sent = MatrixForm(), request.form.getlist("on")
    if not form.validate_on_submit():
        return _matrix(form, sent), 422
    with transaction():
        operations.edit_rules(current.business_id(), chosen(sent))
    flash(_("Saved."))
    return redirect(url_for("notices.matrix"), 303)


@bp.get("/times")
@owner
def times() -> str:
    """Quiet hours, the summary of the day, what is tried instead."""
    return _times(TimesForm.of(queries.messaging_of(current.business_id())))


@bp.post("/times")
@owner
def save_times() -> ResponseReturnValue:
    """Keep them."""
    form = TimesForm()
    if not form.validate_on_submit() or not _timed(form):
        return _times(form), 422
    flash(_("Saved."))
    return redirect(url_for("notices.times"), 303)


def _timed(form: TimesForm) -> bool:
    try:
        changes = form.changes()
    except FieldErrors as faults:
        form.take(faults)
        return False
    with transaction():
        operations.edit_messaging(current.business_id(), changes)
    return True


def _matrix(form: MatrixForm, on: Collection[str]) -> str:
    return render_template(
        "notifications/notices/matrix.html", form=form, tabs_=tabs(), groups=groups(on)
    )


def _times(form: TimesForm) -> str:
    zone = current.business().timezone
    return render_template("notifications/notices/times.html", form=form, tabs_=tabs(), zone=zone)
