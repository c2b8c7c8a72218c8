"""Whether anybody listens at a webhook: counted with each delivery, told to the owners when not."""

from __future__ import annotations

from datetime import datetime

from cardshop.accounts.models import Business
from cardshop.db import db
from cardshop.notifications import outbox, queries
from cardshop.notifications.domain import webhooks
from cardshop.notifications.messages import silenced
from cardshop.notifications.models import Message, Webhook


def heard(message: Message, *, at: datetime) -> None:
    """A delivery has arrived."""
    webhook = _of(message)
    if webhook is not None:
        webhook.failures, webhook.last_error, webhook.last_success_at = 0, "", at


def unheard(message: Message, *, at: datetime) -> None:
    """A delivery has failed for good. After some of them the webhook is switched off."""
    webhook = _of(message)
    if webhook is None:
        return
    webhook.failures += 1
    webhook.last_error = message.last_error
    since = webhook.last_success_at or webhook.created_at
    is_hopeless = webhooks.is_hopeless(webhook.failures, since=since, at=at)
    if webhook.disabled_at is None and (is_hopeless or message.error_code == webhooks.GONE):
        _switch_off(webhook, at)


def _of(message: Message) -> Webhook | None:
    if message.webhook_id is None:
        return None
    # Not so locked that whoever writes another delivery to it would have to wait.
    return db.session.get(Webhook, message.webhook_id, with_for_update={"key_share": True})


def _switch_off(webhook: Webhook, at: datetime) -> None:
    webhook.disabled_at = at
    business = db.session.get_one(Business, webhook.business_id)
    for account in queries.told_accounts(business.id):
        outbox.enqueue(silenced.letter(account, business, webhook, at=at), at)
