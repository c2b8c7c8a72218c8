"""What has had its time: forgotten by the worker."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete

from cardshop.accounts.domain.throttling import FORGOTTEN_AFTER
from cardshop.accounts.models import (
    AccountToken,
    IdempotencyRecord,
    Invitation,
    Throttle,
    UserSession,
)
from cardshop.accounts.queries import SESSION_LIFETIME
from cardshop.db import db

ANSWERS_KEPT = timedelta(days=1)


def forget_stale(*, at: datetime) -> None:
    """Remove tries, links, invitations, sessions and first answers that no longer count."""
    for statement in (
        delete(Throttle).where(Throttle.last_failed_at < at - FORGOTTEN_AFTER),
        delete(AccountToken).where(AccountToken.expires_at < at),
        delete(Invitation).where(Invitation.expires_at < at),
        delete(UserSession).where(UserSession.last_seen_at < at - SESSION_LIFETIME),
        delete(IdempotencyRecord).where(IdempotencyRecord.created_at < at - ANSWERS_KEPT),
    ):
        db.session.execute(statement)
