"""One webhook: its log, a test, replays, its secret, on and off."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import Conflict
from cardshop.notifications.blueprint_webhooks import bp
from cardshop.notifications.models import Webhook
from cardshop.notifications.operations import webhooks
from cardshop.notifications.presenters_conversations import Clock
from cardshop.notifications.presenters_webhooks import delivery, row
from cardshop.notifications.queries import webhooks as queries
from cardshop.notifications.views_webhooks import FRESH
from cardshop.web import site
from cardshop.web.errors import say
from cardshop.web.guards import owner

MOST_SHOWN = 30
_ONE = "/<key:webhook_id>"


@bp.get(_ONE)
@owner
def shown(webhook_id: int) -> str:
    """What it was told, the newest first."""
    fresh = session.pop(FRESH, None) or [0, ""]
    return _page(webhook_id, secret=fresh[1] if fresh[0] == webhook_id else "")


@bp.post(f"{_ONE}/test")
@owner
def test(webhook_id: int) -> ResponseReturnValue:
    """Deliver something that is no event."""
    said = _("The test is on its way. Look again in a moment.")
    return _done(webhook_id, lambda one: webhooks.send_test(one, at=clock.now()), said)


@bp.post(f"{_ONE}/deliveries/<key:message_id>/replay")
@owner
def replay(webhook_id: int, message_id: int) -> ResponseReturnValue:
    """Deliver it once more."""

    def again(webhook: Webhook) -> None:
        webhooks.replay(webhook, queries.delivery_of(webhook, message_id), at=clock.now())

    return _done(webhook_id, again, _("It is on its way again."))


@bp.post(f"{_ONE}/activation")
@owner
def switch_on(webhook_id: int) -> ResponseReturnValue:
    """Tell it again."""
    said = _("Switched on. What was held is on its way.")
    return _done(webhook_id, lambda one: webhooks.switch_on(one, at=clock.now()), said)


@bp.post(f"{_ONE}/activation/removal")
@owner
def switch_off(webhook_id: int) -> ResponseReturnValue:
    """Tell it nothing for now."""
    said = _("Switched off. It is told nothing for now.")
    return _done(webhook_id, lambda one: webhooks.switch_off(one, at=clock.now()), said)


@bp.post(f"{_ONE}/secret")
@owner
def renew_secret(webhook_id: int) -> ResponseReturnValue:
    """Sign with another secret."""

    def renewed(webhook: Webhook) -> None:
        secret = webhooks.renew_secret(webhook, secret_key=site.settings().secret_key)
        session[FRESH] = [webhook.id, secret]

    return _done(webhook_id, renewed, _("From now on the new secret signs."))


@bp.post(f"{_ONE}/removal")
@owner
def remove(webhook_id: int) -> ResponseReturnValue:
    """Forget it."""
    with transaction():
        webhooks.remove(queries.webhook_of(current.business_id(), webhook_id, for_change=True))
    flash(_("The webhook is removed."))
    return redirect(url_for("webhooks.listed"), 303)


def _done(webhook_id: int, act: Callable[[Webhook], None], said: str) -> ResponseReturnValue:
    """Do it, or say why it cannot be done."""
    try:
        with transaction():
            act(queries.webhook_of(current.business_id(), webhook_id, for_change=True))
    except Conflict as refusal:
        return _page(webhook_id, refusal=say(refusal.detail)), 409
    flash(said)
    return redirect(url_for("webhooks.shown", webhook_id=webhook_id), 303)


def _page(webhook_id: int, *, secret: str = "", refusal: str = "") -> str:
    business = current.business()
    webhook, by = queries.webhook_of(business.id, webhook_id), Clock(business, clock.now())
    before = request.args.get("before", None, type=int)
    found = queries.deliveries(webhook.id, most=MOST_SHOWN + 1, before=before)
    kept = found[:MOST_SHOWN]
    return render_template(
        "notifications/webhooks/shown.html",
        row=row(webhook, by),
        log=[delivery(message, by) for message in kept],
        next=kept[-1].id if len(found) > MOST_SHOWN else None,
        secret=secret,
        refusal=refusal,
    )
