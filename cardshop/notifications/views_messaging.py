"""How WhatsApp and SMS are sent: the account, a test of it, the limits."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import FieldErrors, Refusal
from cardshop.notifications import carriers, queries
from cardshop.notifications.blueprint_messaging import bp
from cardshop.notifications.domain.messaging import SenderNeeded, TokenNeeded
from cardshop.notifications.forms_messaging import AccountForm, LimitsForm, TestForm
from cardshop.notifications.models import Channel
from cardshop.notifications.operations import messaging
from cardshop.notifications.presenters_messaging import addresses, country_names, tabs, tested
from cardshop.web import site
from cardshop.web.errors import say, status_of
from cardshop.web.guards import owner


@bp.get("/")
@owner
def account() -> str:
    """The account that messages leave by, and how the last test went."""
    return _account(AccountForm.of(queries.messaging_of(current.business_id())), TestForm())


@bp.post("/")
@owner
def save_account() -> ResponseReturnValue:
    """Send by another account, or by none."""
    form = AccountForm()
    if not form.validate_on_submit() or not _accounted(form):
        return _account(form, TestForm(formdata=None)), 422
    flash(_("Saved. Now send yourself a test."))
    return redirect(url_for("messaging.account"), 303)


@bp.post("/test")
@owner
def test() -> ResponseReturnValue:
    """Send a message to the business's own number."""
    form, status = TestForm(), 422
    if form.validate_on_submit() and (status := _tested(form)) == 0:
        flash(_("The test is on its way to your own number."))
        return redirect(url_for("messaging.account"), 303)
    kept = queries.messaging_of(current.business_id())
    return _account(AccountForm.of(kept), form), status


@bp.get("/limits")
@owner
def limits() -> str:
    """How much is sent, and where to."""
    return _limits(LimitsForm.of(queries.messaging_of(current.business_id())))


@bp.post("/limits")
@owner
def save_limits() -> ResponseReturnValue:
    """Keep them."""
    form = LimitsForm()
    if not form.validate_on_submit() or not _limited(form):
        return _limits(form), 422
    flash(_("Saved."))
    return redirect(url_for("messaging.limits"), 303)


def _accounted(form: AccountForm) -> bool:
    settings = site.settings()
    try:
        changes = form.changes(is_shared=carriers.shared(settings) is not None)
        with transaction():
            key = settings.secret_key
            messaging.set_account(current.business_id(), changes, secret_key=key)
    except FieldErrors as faults:
        form.take(faults)
        return False
    except TokenNeeded as refusal:
        form.refuse("auth_token", refusal)
        return False
    except SenderNeeded as refusal:
        form.refuse("whatsapp_from", refusal)
        return False
    return True


def _tested(form: TestForm) -> int:
    """Send it; the status of what was in the way, which the form then says, or 0."""
    words = _("This is a test from %(name)s.", name=current.business().name)
    try:
        with transaction():
            channel = Channel(form.channel.data)
            messaging.send_test(current.business(), channel, words, at=clock.now())
    except Refusal as refusal:
        form.form_errors.append(say(refusal.detail))
        return status_of(refusal)
    return 0


def _limited(form: LimitsForm) -> bool:
    try:
        changes = form.changes()
    except FieldErrors as faults:
        form.take(faults)
        return False
    with transaction():
        messaging.set_limits(current.business_id(), changes)
    return True


def _account(form: AccountForm, test_form: TestForm) -> str:
    business = current.business()
    return render_template(
        "notifications/messaging/account.html",
        form=form,
        test_form=test_form,
        tabs_=tabs(),
        shared=carriers.shared(site.settings()),
        kept=queries.messaging_of(business.id),
        own_number=business.whatsapp,
        tested=tested(queries.last_of_kind(business.id, messaging.TEST)),
        addresses=addresses(),
    )


def _limits(form: LimitsForm) -> str:
    business = current.business()
    kept = queries.messaging_of(business.id).allowed_countries or [business.country]
    return render_template(
        "notifications/messaging/limits.html",
        form=form,
        tabs_=tabs(),
        countries=country_names(kept),
        used=queries.used_by(business.id, "", clock.now()),
    )
