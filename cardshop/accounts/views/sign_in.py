"""Signing in and out."""

from __future__ import annotations

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from cardshop.accounts import current, operations
from cardshop.accounts.domain import emails
from cardshop.accounts.forms.people import SignInForm
from cardshop.accounts.models import Account
from cardshop.accounts.views.blueprints import accounts
from cardshop.accounts.views.visits import address, let_in, onward
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.web import limits
from cardshop.web.guards import member, visitor


@accounts.get("/sign-in")
@visitor
def sign_in() -> ResponseReturnValue:
    """The form; whoever is in already goes on."""
    if current_user.is_authenticated:
        return onward()
    return render_template("accounts/sign_in.html", form=SignInForm(), errors=False)


@accounts.post("/sign-in")
@visitor
@limits.signing_in
def enter() -> ResponseReturnValue:
    """Sign in; whatever is wrong is told in the same words."""
    form = SignInForm()
    account = _match(form) if form.validate_on_submit() else None
    if account is None:
        return render_template("accounts/sign_in.html", form=form, errors=True), 422
    let_in(account, password=form.password.data or "")
    return onward()


@accounts.post("/sign-out")
@member
def sign_out() -> ResponseReturnValue:
    """End this browser's session."""
    with transaction():
        operations.end_session(current.person().session_id)
    session.clear()
    flash(_("You are signed out."))
    return redirect(url_for("accounts.sign_in"), 303)


def _match(form: SignInForm) -> Account | None:
    """The account that was meant. Tries are counted first, so that none comes free."""
    email = emails.read(form.email.data or "")
    watched = operations.signing_in(email, address())
    with transaction():
        operations.count_attempt(watched, at=clock.now())
    account = operations.matching_account(email, form.password.data or "")
    if account is None:
        form.form_errors.append(
            _("That email and password do not match. Check both and try again.")
        )
        return None
    with transaction():
        operations.forgive(watched, at=clock.now())
    return account
