"""The words of each event, in each language, with a preview."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import FieldErrors, NotFound
from cardshop.notifications import operations, queries
from cardshop.notifications import presenters_texts as shown
from cardshop.notifications.blueprint_notices import bp
from cardshop.notifications.domain import texts
from cardshop.notifications.domain.events import DEFAULTS, PLACEHOLDERS, Cell, Event, Person
from cardshop.notifications.domain.texts import Words
from cardshop.notifications.forms_notices import TextForm
from cardshop.notifications.presenters_events import EVENTS, PEOPLE
from cardshop.notifications.presenters_events import PLACEHOLDERS as MEANINGS
from cardshop.notifications.presenters_notices import tabs
from cardshop.web.errors import say
from cardshop.web.guards import owner
from cardshop.web.locales import LANGUAGES, screen_language

_ONE = "/texts/<event>/<person>/<language>"


class NoSuchText(NotFound):
    """There are no such words."""


@bp.get("/texts")
@owner
def all_texts() -> str:
    """All words, in one language."""
    business = current.business()
    language = screen_language(request.args.get("language") or business.locale)
    rows = shown.rows(language, queries.texts_of(business.id))
    return render_template(
        "notifications/notices/texts.html",
        tabs_=tabs(),
        rows=rows,
        language=language,
        languages=LANGUAGES,
    )


@bp.get(_ONE)
@owner
def text(event: str, person: str, language: str) -> str:
    """The words of one event for one person, in one language."""
    cell, built = _found(event, person, language)
    kept = queries.text_of(current.business_id(), cell, language)
    return _page(TextForm.of(kept, built), cell, language)


@bp.post(_ONE)
@owner
def save_text(event: str, person: str, language: str) -> ResponseReturnValue:
    """Keep the words, or only look at them."""
    (cell, built), form = _found(event, person, language), TextForm()
    well = form.validate_on_submit()
    if well and request.form.get("act") == "look":
        return _page(form, cell, language)
    if not well or not _kept(form, cell, language, built):
        return _page(form, cell, language), 422
    return _back(event, person, language)


@bp.post(f"{_ONE}/reset")
@owner
def reset_text(event: str, person: str, language: str) -> ResponseReturnValue:
    """Go back to the built-in words."""
    cell, _built = _found(event, person, language)
    _keep(cell, language, Words())
    return _back(event, person, language)


@bp.post(f"{_ONE}/preview")
@owner
def text_preview(event: str, person: str, language: str) -> ResponseReturnValue:
    """A piece of the page for words that are being typed; nothing is kept."""
    cell, _built = _found(event, person, language)
    look = _look(cell, language, request.form.to_dict())
    return {"shown": render_template("notifications/notices/_preview.html", **look)}


def _found(event: str, person: str, language: str) -> tuple[Cell, str]:
    """The cell and its built-in words. Raises NoSuchText."""
    try:
        cell = (Event(event), Person(person))
    except ValueError as fault:
        raise NoSuchText from fault
    built = shown.built_in(cell, language) if cell in DEFAULTS and language in LANGUAGES else ""
    if not built:
        raise NoSuchText
    return cell, built


def _kept(form: TextForm, cell: Cell, language: str, built: str) -> bool:
    try:
        words = form.words(cell[0], built)
    except FieldErrors as faults:
        form.take(faults)
        return False
    _keep(cell, language, words)
    return True


def _keep(cell: Cell, language: str, words: Words) -> None:
    with transaction():
        operations.edit_text(current.business_id(), cell, language, words, at=clock.now())
    flash(_("Saved."))


def _back(event: str, person: str, language: str) -> ResponseReturnValue:
    address = url_for("notices.text", event=event, person=person, language=language)
    return redirect(address, 303)


def _look(cell: Cell, language: str, typed: dict[str, Any]) -> dict[str, Any]:
    try:
        words = texts.check(cell[0], {name: typed.get(name) or "" for name in texts.LONGEST})
    except FieldErrors as refusal:
        return {"fault": say(refusal.errors[0].detail), "shown": None}
    look = shown.look(cell, language, words, business=current.business(), now=clock.now())
    return {"fault": "", "shown": look}


def _page(form: TextForm, cell: Cell, language: str) -> str:
    event, person = cell
    return render_template(
        "notifications/notices/text.html",
        form=form,
        address={"event": event.value, "person": person.value, "language": language},
        label=EVENTS[event],
        who=PEOPLE[person],
        languages=LANGUAGES,
        has_letter=shown.has_letter(cell),
        placeholders=[(name, MEANINGS[name]) for name in PLACEHOLDERS[event]],
        longest=texts.LONGEST,
        **_look(cell, language, {field.name: field.data for field in form}),
    )
