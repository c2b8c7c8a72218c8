"""E-mail addresses: proved and changed by mailed links. Opening a link changes nothing."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from cardshop.accounts import current, operations, queries
from cardshop.accounts.domain import emails
from cardshop.accounts.forms.people import EmailForm
from cardshop.accounts.models import Purpose
from cardshop.accounts.views.blueprints import accounts
from cardshop.accounts.views.confirming import knows_password
from cardshop.accounts.views.visits import address
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.web.guards import member, visitor


@accounts.post("/email-verification")
@member
def send_verification() -> ResponseReturnValue:
    """Mail the link once more."""
    person, at = current.person(), clock.now()
    with transaction():
        operations.count_attempt(operations.mailing(person.email, address()), at=at)
        operations.send_verification(queries.account(person.account_id), at=at)
    flash(_("We sent an email to %(email)s. Open the link in it.", email=person.email))
    return redirect(url_for("accounts.settings"), 303)


@accounts.get("/email-verification/<token>")
@visitor
def email_verification(token: str) -> ResponseReturnValue:
    """The page with the button."""
    link = queries.link(token, Purpose.VERIFY_EMAIL, at=clock.now())
    return render_template("accounts/verify_email.html", token=token, email=link.email)


@accounts.post("/email-verification/<token>")
@visitor
def verify_email(token: str) -> ResponseReturnValue:
    """The address is proved."""
    with transaction():
        operations.verify_email(token, at=clock.now())
    flash(_("Your email is confirmed."))
    return _home_or_door()


@accounts.get("/email")
@member
def email() -> ResponseReturnValue:
    """The form for another address."""
    return render_template("accounts/email.html", form=EmailForm(), errors=False)


@accounts.post("/email")
@member
def request_email_change() -> ResponseReturnValue:
    """Mail a link to the new address; the answer is the same whoever has it."""
    form = EmailForm()
    if not form.validate_on_submit() or not knows_password(form, form.current):
        return render_template("accounts/email.html", form=form, errors=True), 422
    wanted, at = emails.read(form.email.data or ""), clock.now()
    with transaction():
        operations.count_attempt(operations.mailing(wanted, address()), at=at)
        account = queries.account(current.person().account_id)
        operations.request_email_change(account, wanted, at=at)
    flash(_("We sent an email to %(email)s. Open the link in it to finish.", email=wanted))
    return redirect(url_for("accounts.settings"), 303)


@accounts.get("/email/<token>")
@visitor
def email_change(token: str) -> ResponseReturnValue:
    """The page with the button."""
    link = queries.link(token, Purpose.CHANGE_EMAIL, at=clock.now())
    return render_template("accounts/change_email.html", token=token, email=link.email)


@accounts.post("/email/<token>")
@visitor
def change_email(token: str) -> ResponseReturnValue:
    """The account has the new address."""
    with transaction():
        account = operations.change_email(token, at=clock.now())
        flash(_("From now on you sign in with %(email)s.", email=account.email))
    return _home_or_door()


def _home_or_door() -> ResponseReturnValue:
    inside = current_user.is_authenticated
    return redirect(url_for("dashboard.home" if inside else "accounts.sign_in"), 303)
