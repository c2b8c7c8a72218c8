"""What we ask about messages: what is due, what there is, who is told what."""

from __future__ import annotations

from cardshop.notifications.queries.outbox import (
    NoSuchMessage,
    counts,
    is_anything_due,
    latest,
    message,
    next_due,
    waiting,
)
from cardshop.notifications.queries.rules import (
    matrix,
    messaging_of,
    push_subscriptions,
    text_of,
    told_accounts,
    wants_messages,
    webhooks_for,
)

__all__ = [
    "NoSuchMessage",
    "counts",
    "is_anything_due",
    "latest",
    "matrix",
    "message",
    "messaging_of",
    "next_due",
    "push_subscriptions",
    "text_of",
    "told_accounts",
    "waiting",
    "wants_messages",
    "webhooks_for",
]
