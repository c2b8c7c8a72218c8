"""Programs that are told of events: which there are, and a new one."""

from __future__ import annotations

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import Conflict, FieldErrors
from cardshop.notifications.blueprint_webhooks import bp
from cardshop.notifications.forms_webhooks import WebhookForm
from cardshop.notifications.operations import webhooks
from cardshop.notifications.presenters_conversations import Clock
from cardshop.notifications.presenters_webhooks import row
from cardshop.notifications.queries import webhooks as queries
from cardshop.web import site
from cardshop.web.errors import say
from cardshop.web.guards import owner

# The fresh secret travels to the next page in the browser's own cookie, and stays nowhere.
FRESH = "new_webhook"


@bp.get("/")
@owner
def listed() -> str:
    """The webhooks of the business, and a form for another."""
    return _page(WebhookForm())


@bp.post("/")
@owner
def add() -> ResponseReturnValue:
    """Tell one more address."""
    form = WebhookForm()
    if not form.validate_on_submit() or not (webhook_id := _added(form)):
        return _page(form), 422
    flash(_("Added. Now send it a test."))
    return redirect(url_for("webhooks.shown", webhook_id=webhook_id), 303)


def _added(form: WebhookForm) -> int:
    """The key of the new one; 0 when something is wrong, which the form then says."""
    try:
        content = form.content()
        with transaction():
            made, secret = webhooks.add(
                current.business_id(),
                content,
                secret_key=site.settings().secret_key,
                at=clock.now(),
            )
            webhook_id = made.id
    except FieldErrors as faults:
        form.take(faults)
    except Conflict as refusal:
        form.form_errors.append(say(refusal.detail))
    else:
        session[FRESH] = [webhook_id, secret]
        return webhook_id
    return 0


def _page(form: WebhookForm) -> str:
    business = current.business()
    by = Clock(business, clock.now())
    rows = [row(webhook, by) for webhook in queries.webhooks(business.id)]
    return render_template("notifications/webhooks/listed.html", form=form, rows=rows)
