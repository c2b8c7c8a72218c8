"""Passwords: forgotten, and changed."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current, operations, queries
from cardshop.accounts.domain import emails
from cardshop.accounts.forms.people import AskForm, PasswordForm, ResetForm
from cardshop.accounts.models import Purpose
from cardshop.accounts.views.blueprints import accounts
from cardshop.accounts.views.confirming import knows_password
from cardshop.accounts.views.visits import address
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.web import limits
from cardshop.web.guards import member, visitor


@accounts.get("/password-reset")
@visitor
def password_reset() -> ResponseReturnValue:
    """Ask for the address."""
    return render_template("accounts/password_reset.html", form=AskForm(), errors=False)


@accounts.post("/password-reset")
@visitor
@limits.public_form
def request_password_reset() -> ResponseReturnValue:
    """Mail a link, if there is an account; the answer is the same if there is none."""
    form = AskForm()
    if not form.validate_on_submit():
        return render_template("accounts/password_reset.html", form=form, errors=True), 422
    email, at = emails.read(form.email.data or ""), clock.now()
    with transaction():
        operations.count_attempt(operations.mailing(email, address()), at=at)
        operations.request_password_reset(email, at=at)
    return redirect(url_for("accounts.password_reset_sent"), 303)


@accounts.get("/password-reset/sent")
@visitor
def password_reset_sent() -> ResponseReturnValue:
    """What happens next, whoever asked."""
    return render_template("accounts/password_reset_sent.html")


@accounts.get("/password-reset/<token>")
@visitor
def new_password(token: str) -> ResponseReturnValue:
    """The form for a new password."""
    link = queries.link(token, Purpose.RESET_PASSWORD, at=clock.now())
    return _reset_page(ResetForm(), token, link.email, errors=False)


@accounts.post("/password-reset/<token>")
@visitor
def reset_password(token: str) -> ResponseReturnValue:
    """The new password holds, and every session has ended."""
    link = queries.link(token, Purpose.RESET_PASSWORD, at=clock.now())
    form = ResetForm()
    form.about = [link.email]
    if not form.validate_on_submit():
        return _reset_page(form, token, link.email, errors=True), 422
    with transaction():
        operations.reset_password(token, form.password.data or "", at=clock.now())
    flash(_("Your password is changed. Sign in with the new one."))
    return redirect(url_for("accounts.sign_in"), 303)


@accounts.get("/password")
@member
def password() -> ResponseReturnValue:
    """The form for another password."""
    return render_template("accounts/password.html", form=PasswordForm(), errors=False)


@accounts.post("/password")
@member
def change_password() -> ResponseReturnValue:
    """The new password holds, and other devices are signed out."""
    person, form = current.person(), PasswordForm()
    form.about = [person.email]
    if not form.validate_on_submit() or not knows_password(form, form.current):
        return render_template("accounts/password.html", form=form, errors=True), 422
    with transaction():
        account = queries.account(person.account_id)
        new = form.password.data or ""
        operations.change_password(account, new, session_id=person.session_id, at=clock.now())
    flash(_("Your password is changed. Other devices are signed out."))
    return redirect(url_for("accounts.settings"), 303)


def _reset_page(form: ResetForm, token: str, email: str, *, errors: bool) -> str:
    return render_template(
        "accounts/new_password.html", form=form, token=token, email=email, errors=errors
    )
