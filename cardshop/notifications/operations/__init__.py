"""What happens to messages: told, claimed, sent, failed, asked about, held, sent again."""

from __future__ import annotations

from cardshop.notifications.domain.lateness import LEASE
from cardshop.notifications.operations.claiming import claim, claim_due
from cardshop.notifications.operations.delivering import (
    AlreadySent,
    ContentForgotten,
    OnItsWay,
    Outdated,
    forget_old_secrets,
    hold,
    mark_failed,
    mark_sent,
    send_again,
)
from cardshop.notifications.operations.reconciling import (
    ask_later,
    mark_absent,
    mark_found,
    mark_unknown,
    mend_after_step_back,
)
from cardshop.notifications.operations.reporting import record as record_report
from cardshop.notifications.operations.rules import edit_messaging, edit_rules, edit_text
from cardshop.notifications.operations.telling import CUSTOMER, SYSTEM, tell

__all__ = [
    "CUSTOMER",
    "LEASE",
    "SYSTEM",
    "AlreadySent",
    "ContentForgotten",
    "OnItsWay",
    "Outdated",
    "ask_later",
    "claim",
    "claim_due",
    "edit_messaging",
    "edit_rules",
    "edit_text",
    "forget_old_secrets",
    "hold",
    "mark_absent",
    "mark_failed",
    "mark_found",
    "mark_sent",
    "mark_unknown",
    "mend_after_step_back",
    "record_report",
    "send_again",
    "tell",
]
