"""Places kept for people where signing up is by invitation."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, update

from cardshop.accounts import queries
from cardshop.accounts.models import Invitation
from cardshop.db import db
from cardshop.lib.ids import hash_token, new_token

LIFETIME = timedelta(days=14)


def invite(*, at: datetime) -> str:
    """The token of a new invitation, good for one person."""
    plain = new_token()
    db.session.add(
        Invitation(token_hash=hash_token(plain), created_at=at, expires_at=at + LIFETIME)
    )
    return plain


def accept_invitation(plain: str, *, at: datetime) -> None:
    """Use the invitation up. Raises InvitationExpired."""
    found = queries.invitation(plain, at=at)
    taken = update(Invitation).where(Invitation.id == found.id, Invitation.used_at.is_(None))
    result = cast(CursorResult[Any], db.session.execute(taken.values(used_at=at)))
    if result.rowcount != 1:
        raise queries.InvitationExpired
