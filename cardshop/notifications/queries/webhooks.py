"""Webhooks of a business, and what was delivered to them."""

from __future__ import annotations

from sqlalchemy import func, select

from cardshop.db import db
from cardshop.lib.errors import NotFound
from cardshop.lib.typed import LARGEST_KEY
from cardshop.notifications.models import Message, Webhook


class NoSuchWebhook(NotFound):
    """There is no such webhook."""


class NoSuchDelivery(NotFound):
    """There is no such delivery."""


def webhook_of(business_id: int, webhook_id: int, *, for_change: bool = False) -> Webhook:
    """One webhook of the business. Raises NoSuchWebhook."""
    if not 0 < webhook_id <= LARGEST_KEY:
        raise NoSuchWebhook
    wanted = select(Webhook).where(Webhook.business_id == business_id, Webhook.id == webhook_id)
    if for_change:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(wanted)
    if found is None:
        raise NoSuchWebhook
    return found


def webhooks(business_id: int) -> list[Webhook]:
    """All of the business, oldest first."""
    wanted = select(Webhook).where(Webhook.business_id == business_id).order_by(Webhook.id)
    return list(db.session.scalars(wanted))


def count_of(business_id: int) -> int:
    """How many the business has."""
    wanted = select(func.count()).where(Webhook.business_id == business_id)
    return db.session.scalar(wanted) or 0


def deliveries(webhook_id: int, *, most: int, before: int | None = None) -> list[Message]:
    """What a webhook was or will be told, newest first; older than a key, if it is given."""
    wanted = select(Message).where(Message.webhook_id == webhook_id)
    if before is not None and 0 < before <= LARGEST_KEY:
        wanted = wanted.where(Message.id < before)
    return list(db.session.scalars(wanted.order_by(Message.id.desc()).limit(most)))


def delivery_of(webhook: Webhook, message_id: int) -> Message:
    """One delivery to a webhook, locked. Raises NoSuchDelivery."""
    if not 0 < message_id <= LARGEST_KEY:
        raise NoSuchDelivery
    found = db.session.scalar(
        select(Message)
        .where(Message.id == message_id, Message.webhook_id == webhook.id)
        .with_for_update()
    )
    if found is None:
        raise NoSuchDelivery
    return found
