"""What happens to messages: told, claimed, sent, failed, held, sent again."""

from __future__ import annotations

from cardshop.notifications.operations.delivering import (
    LEASE,
    AlreadySent,
    ContentForgotten,
    OnItsWay,
    claim_due,
    forget_old_secrets,
    hold,
    mark_failed,
    mark_sent,
    send_again,
)
from cardshop.notifications.operations.telling import tell

__all__ = [
    "LEASE",
    "AlreadySent",
    "ContentForgotten",
    "OnItsWay",
    "claim_due",
    "forget_old_secrets",
    "hold",
    "mark_failed",
    "mark_sent",
    "send_again",
    "tell",
]
