"""Mailed links: single use, kept as a hash, expiring, and only the newest of a kind is good."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, update

from cardshop.accounts import queries
from cardshop.accounts.models import Account, AccountToken, Purpose
from cardshop.db import db
from cardshop.lib.ids import hash_token, new_token

LIFETIMES = {
    Purpose.VERIFY_EMAIL: timedelta(days=7),
    Purpose.RESET_PASSWORD: timedelta(hours=1),
    Purpose.CHANGE_EMAIL: timedelta(days=1),
}


def issue(account: Account, purpose: Purpose, *, email: str, at: datetime) -> str:
    """A new link's token; earlier links of this kind stop working."""
    withdraw(account.id, purpose, at=at)
    plain = new_token()
    db.session.add(
        AccountToken(
            account_id=account.id,
            purpose=purpose,
            token_hash=hash_token(plain),
            email=email,
            created_at=at,
            expires_at=at + LIFETIMES[purpose],
        )
    )
    db.session.flush()
    return plain


def withdraw(account_id: int, purpose: Purpose, *, at: datetime) -> None:
    """Links of this kind that are under way stop working."""
    db.session.execute(
        update(AccountToken)
        .where(
            AccountToken.account_id == account_id,
            AccountToken.purpose == purpose,
            AccountToken.used_at.is_(None),
        )
        .values(used_at=at)
    )


def use(plain: str, purpose: Purpose, *, at: datetime) -> AccountToken:
    """Use the link up. Raises LinkExpired, also for the second of two who come at once."""
    found = queries.link(plain, purpose, at=at)
    taken = update(AccountToken).where(AccountToken.id == found.id, AccountToken.used_at.is_(None))
    result = cast(CursorResult[Any], db.session.execute(taken.values(used_at=at)))
    if result.rowcount != 1:
        raise queries.LinkExpired
    return found
