"""Signing up in three short steps; the third, the card's address, belongs to the cards."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from cardshop.accounts import current, operations, queries
from cardshop.accounts.domain import customs, emails, origin
from cardshop.accounts.forms.business import FirstBusinessForm
from cardshop.accounts.forms.people import SignUpForm
from cardshop.accounts.models import Account
from cardshop.accounts.views.blueprints import accounts
from cardshop.accounts.views.numbers import warn_of_landline
from cardshop.accounts.views.visits import address, languages, let_in
from cardshop.db import transaction
from cardshop.lib import clock, phones
from cardshop.lib.errors import FieldErrors
from cardshop.web import limits
from cardshop.web.guards import member, visitor
from cardshop.web.jinja import page_language
from cardshop.web.locales import screen_language
from cardshop.web.site import settings


@accounts.get("/sign-up")
@visitor
def sign_up() -> ResponseReturnValue:
    """Step 1, where signing up is open or an invitation is held."""
    if current_user.is_authenticated:
        return redirect(url_for("accounts.sign_up_business"), 303)
    invitation = request.args.get("invitation", "")
    if settings().signup != "open" and not _is_invited(invitation):
        return _closed()
    form = SignUpForm(invitation=invitation)
    return render_template("accounts/sign_up.html", form=form, errors=False)


@accounts.post("/sign-up")
@visitor
@limits.public_form
def register() -> ResponseReturnValue:
    """The account is made, the letter is on its way, and the wizard goes on."""
    form = SignUpForm()
    if settings().signup != "open" and not _is_invited(form.invitation.data or ""):
        return _closed()
    if not form.validate_on_submit():
        return render_template("accounts/sign_up.html", form=form, errors=True), 422
    let_in(_signed_up(form), password=form.password.data or "")
    return redirect(url_for("accounts.sign_up_business"), 303)


@accounts.get("/sign-up/business")
@member
def sign_up_business() -> ResponseReturnValue:
    """Step 2, with what the browser's languages suggest."""
    if current.person().business_id is not None:
        return redirect(url_for("dashboard.home"), 303)
    country = origin.country_of(languages())
    proposals = customs.proposed(country, languages(), on=clock.now().date())
    form = FirstBusinessForm(country=country, proposed_for=country, **proposals)
    return _business_page(form, errors=False)


@accounts.post("/sign-up/business")
@member
def begin_business() -> ResponseReturnValue:
    """The business is made; or its country was changed and the proposals follow."""
    form = FirstBusinessForm()
    _follow_country(form)
    if request.form.get("act") == "country":
        return _business_page(form, errors=False)
    if not form.validate_on_submit() or not _begun(form):
        return _business_page(form, errors=True), 422
    return redirect(url_for("cards.first"), 303)


def _signed_up(form: SignUpForm) -> Account:
    email, at = emails.read(form.email.data or ""), clock.now()
    with transaction():
        operations.count_attempt(operations.mailing(email, address()), at=at)
        if settings().signup == "invite":
            operations.accept_invitation(form.invitation.data or "", at=at)
        return operations.sign_up(
            email=email,
            password=form.password.data or "",
            locale=screen_language(page_language()),
            at=at,
        )


def _begun(form: FirstBusinessForm) -> bool:
    try:
        with transaction():
            account = queries.account(current.person().account_id, for_change=True)
            if queries.first_business(account.id) is None:
                wanted = form.fields
                made = operations.create_business(account=account, **wanted, at=clock.now())
                warn_of_landline(made.whatsapp)
    except FieldErrors as faults:
        form.take(faults)
        return False
    return True


def _follow_country(form: FirstBusinessForm) -> None:
    """What was not chosen by hand follows the country."""
    on, before, after = clock.now().date(), form.proposed_for.data or "", form.country.data or ""
    values = customs.refitted(
        form.fields,
        before=customs.proposed(before, languages(), on=on),
        after=customs.proposed(after, languages(), on=on),
    )
    for name, value in values.items():
        form[name].data = value
    form.proposed_for.data = after
    form.offer()


def _business_page(form: FirstBusinessForm, *, errors: bool) -> str:
    code = phones.calling_code(form.country.data or "")
    return render_template(
        "accounts/sign_up_business.html", form=form, calling_code=code, errors=errors
    )


def _is_invited(invitation: str) -> bool:
    if settings().signup != "invite" or not invitation:
        return False
    try:
        queries.invitation(invitation, at=clock.now())
    except queries.InvitationExpired as refusal:
        flash(_(refusal.detail), "warning")
        return False
    return True


def _closed() -> ResponseReturnValue:
    return render_template("accounts/sign_up_closed.html", signup=settings().signup), 403
