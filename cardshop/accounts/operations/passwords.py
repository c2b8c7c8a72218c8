"""Passwords: matched, changed by who knows the old one, reset by who has the mailbox."""

from __future__ import annotations

from datetime import datetime

from cardshop.accounts import hashing, messages, queries
from cardshop.accounts.models import Account, Purpose
from cardshop.accounts.operations import links, sessions
from cardshop.accounts.operations.emails import prove
from cardshop.accounts.operations.throttles import forgive, signing_in
from cardshop.db import db
from cardshop.web.outgoing import enqueue


def matching_account(email: str, password: str) -> Account | None:
    """The account that both open. The same number of hashes is computed whoever exists."""
    found = queries.candidates(email)
    place = hashing.first_match(password, [account.password_hash for account in found])
    return None if place is None else found[place]


def change_password(
    account: Account, password: str, *, session_id: int | None = None, at: datetime
) -> None:
    """A new password. Other sessions than this end, links under way stop, a letter says so."""
    account.password_hash = hashing.hash_password(password)
    sessions.end_other_sessions(account.id, session_id)
    links.withdraw(account.id, Purpose.RESET_PASSWORD, at=at)
    links.withdraw(account.id, Purpose.CHANGE_EMAIL, at=at)
    enqueue(messages.password_changed(account, at=at), at=at)


def request_password_reset(email: str, *, at: datetime) -> None:
    """Mail a link to the account of this address.

    Without such an account the same rows are written and taken back, so it takes as long.
    """
    found = queries.candidates(email)
    if found:
        _mail_reset(found[0], at)
        return
    with db.session.begin_nested() as undone:
        nobody = Account(email=email, password_hash="", locale="en", created_at=at)
        db.session.add(nobody)
        db.session.flush()
        _mail_reset(nobody, at)
        undone.rollback()


def reset_password(token: str, password: str, *, at: datetime) -> Account:
    """A new password for who holds the mailed link, which proves the address too.

    Raises LinkExpired, or EmailTaken when another account has proved the address meanwhile.
    """
    link = links.use(token, Purpose.RESET_PASSWORD, at=at)
    account = prove(queries.account(link.account_id), link.email, at=at)
    change_password(account, password, at=at)
    forgive(signing_in(account.email), at=at)
    return account


def _mail_reset(account: Account, at: datetime) -> None:
    token = links.issue(account, Purpose.RESET_PASSWORD, email=account.email, at=at)
    enqueue(messages.password_reset(account, token), at=at)
    db.session.flush()
