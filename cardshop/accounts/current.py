"""Who is signed in, and the business they speak for: where every owner's query starts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import g
from flask_login import current_user
from sqlalchemy import select

from cardshop.accounts.models import Account, Business, Membership, Role, UserSession
from cardshop.db import db
from cardshop.lib.errors import NotFound, Refusal
from cardshop.lib.ids import hash_token


class NoBusinessYet(Refusal):
    """Signing up was left before the business was named; the wizard goes on there."""


@dataclass(frozen=True, slots=True)
class Person:
    """The signed-in person, as every owner page needs them; read in one query."""

    token: str
    session_id: int
    account_id: int
    email: str
    email_is_verified: bool
    locale: str
    last_seen_at: datetime
    business_id: int | None
    business_name: str
    role: Role | None

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """What the cookie carries: the session's token, never the account's key."""
        return self.token


def person() -> Person:
    """The signed-in person. Only behind a guard."""
    return cast(Person, current_user)


def business_id() -> int:
    """The key of the current business. Raises NoBusinessYet."""
    key = person().business_id
    if key is None:
        raise NoBusinessYet
    return key


def business(*, for_change: bool = False) -> Business:
    """The current business, to read or to change within a transaction.

    `for_change` locks it until the transaction ends (SQLite has one writer at a time anyway).
    """
    found = db.session.get(Business, business_id(), with_for_update=for_change or None)
    if found is None:
        raise NotFound
    return found


def unattended() -> None:
    """The page asks by itself, nobody is there: this request keeps no session alive."""
    g.unattended = True


def load(token: str) -> Person | None:
    """The person of a session token, for Flask-Login; nothing when the session has ended."""
    row = db.session.execute(
        select(UserSession, Account, Membership.role, Business.id, Business.name)
        .join(Account, Account.id == UserSession.account_id)
        .outerjoin(Membership, Membership.account_id == Account.id)
        .outerjoin(Business, Business.id == Membership.business_id)
        .where(UserSession.token_hash == hash_token(token))
        .order_by((Business.id == UserSession.business_id).desc(), Membership.id)
        .limit(1)
    ).first()
    if row is None:
        return None
    session, account, role, business_key, name = row
    return Person(
        token=token,
        session_id=session.id,
        account_id=account.id,
        email=account.email,
        email_is_verified=account.email_verified_at is not None,
        locale=account.locale,
        last_seen_at=session.last_seen_at,
        business_id=business_key,
        business_name=name or "",
        role=role,
    )
