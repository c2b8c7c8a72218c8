"""Signed-in browsers: begun, seen, ended."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, update

from cardshop.accounts import hashing
from cardshop.accounts.models import Account, UserSession
from cardshop.db import db
from cardshop.lib.ids import hash_token, new_token

SEEN_EVERY = timedelta(minutes=10)


def start_session(
    account: Account, *, device: str, at: datetime, password: str | None = None
) -> str:
    """The token that the browser's cookie carries. It is new each time: no one can plant it.

    With the password at hand its hash is brought up to today's cost.
    """
    plain = new_token()
    if password is not None and hashing.is_outdated(account.password_hash):
        account.password_hash = hashing.hash_password(password)
    db.session.add(
        UserSession(
            token_hash=hash_token(plain),
            account_id=account.id,
            device=device,
            created_at=at,
            last_seen_at=at,
        )
    )
    return plain


def see(session_id: int, *, at: datetime) -> None:
    """Remember that the browser is still in use."""
    db.session.execute(
        update(UserSession).where(UserSession.id == session_id).values(last_seen_at=at)
    )


def end_session(session_id: int) -> None:
    """The browser is signed out."""
    db.session.execute(delete(UserSession).where(UserSession.id == session_id))


def end_other_sessions(account_id: int, session_id: int | None) -> None:
    """Every browser of the account but this one is signed out; without one, every browser."""
    db.session.execute(
        delete(UserSession).where(
            UserSession.account_id == account_id, UserSession.id != (session_id or 0)
        )
    )
