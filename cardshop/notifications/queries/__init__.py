"""What we ask about messages: what is due, what there is, who is told what."""

from __future__ import annotations

from cardshop.notifications.queries.due import (
    Waiting,
    due,
    due_one,
    is_anything_due,
    names_of_others,
    voice_of,
)
from cardshop.notifications.queries.outbox import (
    NoSuchMessage,
    counts,
    latest,
    message,
    waiting,
)
from cardshop.notifications.queries.rules import (
    matrix,
    messaging_of,
    push_subscriptions,
    text_of,
    texts_of,
    told_accounts,
    wants_messages,
    webhooks_for,
)
from cardshop.notifications.queries.telephone import (
    any_template,
    last_inbound,
    last_of_kind,
    limits_of,
    messaging_row,
    template_for,
    templates_of,
    used_by,
)

__all__ = [
    "NoSuchMessage",
    "Waiting",
    "any_template",
    "counts",
    "due",
    "due_one",
    "is_anything_due",
    "last_inbound",
    "last_of_kind",
    "latest",
    "limits_of",
    "matrix",
    "message",
    "messaging_of",
    "messaging_row",
    "names_of_others",
    "push_subscriptions",
    "template_for",
    "templates_of",
    "text_of",
    "texts_of",
    "told_accounts",
    "used_by",
    "voice_of",
    "waiting",
    "wants_messages",
    "webhooks_for",
]
