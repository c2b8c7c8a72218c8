"""Addresses that are told of events: added, tried, switched off and on, removed; replays."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from cardshop.accounts.models import Business
from cardshop.db import db
from cardshop.lib import ids, sealing
from cardshop.lib.errors import Conflict
from cardshop.notifications import outbox
from cardshop.notifications.domain.webhooks import SECRETS, TEST, WebhookContent
from cardshop.notifications.messages import programs
from cardshop.notifications.models import Channel, Message, MessageState, Webhook
from cardshop.notifications.operations.delivering import OnItsWay, send_again
from cardshop.notifications.outbox import Envelope
from cardshop.notifications.queries.webhooks import count_of

MOST = 20
_UNDER_WAY = (MessageState.QUEUED, MessageState.SENDING, MessageState.UNKNOWN)


class TooManyWebhooks(Conflict):
    """You have %(most)s webhooks already. Remove one first."""


class SwitchedOff(Conflict):
    """This webhook is switched off. Switch it on first."""


def add(
    business_id: int, content: WebhookContent, *, secret_key: str, at: datetime
) -> tuple[Webhook, str]:
    """Tell this address from now on. Returns it with its secret. Raises TooManyWebhooks."""
    # Who adds another at the same time waits here, so that the limit holds.
    db.session.get(Business, business_id, with_for_update=True)
    if count_of(business_id) >= MOST:
        raise TooManyWebhooks(most=MOST)
    secret, sealed = _new_secret(secret_key)
    made = Webhook(
        business_id=business_id,
        url=content.url,
        events=list(dict.fromkeys(content.events)),
        secret=sealed,
        created_at=at,
    )
    db.session.add(made)
    db.session.flush()
    return made, secret


def renew_secret(webhook: Webhook, *, secret_key: str) -> str:
    """Sign with another secret from now on. Returns it."""
    secret, webhook.secret = _new_secret(secret_key)
    return secret


def remove(webhook: Webhook) -> None:
    """Tell it nothing more, and forget what it was told."""
    # A worker holds a delivery first and its webhook then: so do we.
    told = select(Message.id).where(Message.webhook_id == webhook.id).order_by(Message.id)
    db.session.execute(told.with_for_update())
    db.session.delete(webhook)


def switch_off(webhook: Webhook, *, at: datetime) -> None:
    """Tell it nothing; what is on its way to it is held."""
    webhook.disabled_at = webhook.disabled_at or at


def switch_on(webhook: Webhook, *, at: datetime) -> None:
    """Tell it again, first of all what was held for it."""
    webhook.disabled_at, webhook.failures, webhook.last_error = None, 0, ""
    held = (Message.webhook_id == webhook.id, Message.state == MessageState.HELD)
    values = {"state": MessageState.QUEUED, "due_at": at, "attempts": 0}
    db.session.execute(
        update(Message).where(*held).values(**values).execution_options(synchronize_session=False)
    )


def send_test(webhook: Webhook, *, at: datetime) -> None:
    """Deliver something that is no event. Raises SwitchedOff."""
    if webhook.disabled_at is not None:
        raise SwitchedOff
    key = f"{TEST}:{webhook.id}:{ids.new_token()}"
    body = {"webhook_id": webhook.id}
    content = programs.content(TEST, body, key=key, at=at)
    outbox.put(_envelope(webhook, TEST, content, key), at)


def replay(webhook: Webhook, message: Message, *, at: datetime) -> None:
    """Deliver it once more, under the event's own id. Raises SwitchedOff and OnItsWay.

    What has arrived stays in the log as it is.
    """
    if webhook.disabled_at is not None:
        raise SwitchedOff
    if message.state in _UNDER_WAY:
        raise OnItsWay
    if message.state in (MessageState.HELD, MessageState.FAILED):
        send_again(message, at=at)
        return
    key = f"replay:{message.id}:{ids.new_token()}"
    outbox.put(_envelope(webhook, message.event, message.content, key), at)


def _new_secret(secret_key: str) -> tuple[str, bytes]:
    secret = f"whsec_{ids.new_token()}{ids.new_token()}"
    return secret, sealing.seal(secret, purpose=SECRETS, secret_key=secret_key)


def _envelope(webhook: Webhook, event: str, content: dict[str, object], key: str) -> Envelope:
    return Envelope(
        business_id=webhook.business_id,
        channel=Channel.WEBHOOK,
        kind=event,
        recipient=f"webhook:{webhook.id}",
        content=content,
        deduplication_key=key,
        event=event,
        person="owner",
        webhook_id=webhook.id,
    )
