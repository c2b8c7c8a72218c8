"""Tries are counted before they are made, so that many at once find the door shut too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Dialect, Insert
from sqlalchemy.dialects import postgresql, sqlite

from cardshop.accounts.domain.throttling import (
    PATIENCE_WITH_ACCOUNT,
    PATIENCE_WITH_ADDRESS,
    Failures,
    TooManyTries,
    after_failure,
    network_of,
    wait_left,
)
from cardshop.accounts.models import Throttle
from cardshop.db import db
from cardshop.lib.ids import hash_token


@dataclass(frozen=True, slots=True, order=True)
class Watched:
    """One name that tries are counted against, kept as a hash."""

    name_hash: str
    patience: int
    # Success clears an account; of an address it takes back only the one try.
    is_cleared: bool


def signing_in(email: str, address: str = "") -> list[Watched]:
    """Tries of a password: against the account, if any, and against the visitor's address."""
    account = Watched(hash_token(f"sign-in:{email}"), PATIENCE_WITH_ACCOUNT, is_cleared=True)
    return [account, *_address("sign-in", address)]


def mailing(email: str, address: str = "") -> list[Watched]:
    """Letters that a stranger can cause: against who gets them and against who asks."""
    mailbox = Watched(hash_token(f"mail:{email}"), PATIENCE_WITH_ACCOUNT, is_cleared=False)
    return [mailbox, *_address("mail", address)]


def count_attempt(watched: Iterable[Watched], *, at: datetime) -> None:
    """Count one more try against each name. Raises TooManyTries, and then counts nothing."""
    rows = [(each, _locked(each, at)) for each in sorted(watched)]
    wait = max((wait_left(_known(row), at) for _, row in rows), default=timedelta())
    if wait:
        raise TooManyTries(wait)
    for each, row in rows:
        _remember(row, after_failure(_known(row), at, each.patience))


def forgive(watched: Iterable[Watched], *, at: datetime) -> None:
    """The try was a success."""
    for each in sorted(watched):
        row = _locked(each, at)
        count = 0 if each.is_cleared else max(row.failures - 1, 0)
        _remember(row, Failures(count, row.last_failed_at, at))


def _address(purpose: str, address: str) -> list[Watched]:
    if not address:
        return []
    name = f"{purpose}:from:{network_of(address)}"
    return [Watched(hash_token(name), PATIENCE_WITH_ADDRESS, is_cleared=False)]


def _locked(watched: Watched, at: datetime) -> Throttle:
    """The row, which others wait for; names come sorted, so that no two wait for each other."""
    values = {"name_hash": watched.name_hash, "failures": 0}
    values |= {"last_failed_at": at, "blocked_until": at}
    db.session.execute(_insert(db.engine.dialect).values(values))
    return db.session.get_one(
        Throttle, watched.name_hash, with_for_update=True, populate_existing=True
    )


def _insert(dialect: Dialect) -> Insert:
    make = sqlite.insert if dialect.name == "sqlite" else postgresql.insert
    return make(Throttle).on_conflict_do_nothing()


def _known(row: Throttle) -> Failures:
    return Failures(row.failures, row.last_failed_at, row.blocked_until)


def _remember(row: Throttle, failures: Failures) -> None:
    row.failures = failures.count
    row.last_failed_at = failures.last_at
    row.blocked_until = failures.blocked_until
