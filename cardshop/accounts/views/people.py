"""The account's settings: what a person decides about themselves."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import refresh

from cardshop.accounts import current, operations, queries
from cardshop.accounts.forms.people import LanguageForm
from cardshop.accounts.views.blueprints import accounts
from cardshop.db import transaction
from cardshop.web.guards import member
from cardshop.web.locales import LANGUAGES, screen_language


@accounts.get("/")
@member
def settings() -> ResponseReturnValue:
    """All that can be set, one row each."""
    language = LANGUAGES[screen_language(current.person().locale)]
    return render_template("accounts/settings.html", language=language)


@accounts.get("/language")
@member
def language() -> ResponseReturnValue:
    """Choose the language of pages and letters."""
    form = LanguageForm(language=screen_language(current.person().locale))
    return render_template("accounts/language.html", form=form, errors=False)


@accounts.post("/language")
@member
def speak() -> ResponseReturnValue:
    """From now on in this language."""
    form = LanguageForm()
    if not form.validate_on_submit():
        return render_template("accounts/language.html", form=form, errors=True), 422
    with transaction():
        operations.speak(queries.account(current.person().account_id), form.language.data)
    refresh()
    flash(_("Saved."))
    return redirect(url_for("accounts.settings"), 303)
