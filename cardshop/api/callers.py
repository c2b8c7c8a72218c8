"""Who calls: the token of a request, and what it may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import request

from cardshop.accounts import queries
from cardshop.accounts.models import ApiToken, Scope
from cardshop.accounts.operations.api_tokens import SEEN_EVERY, note_use
from cardshop.api.problems import ReadOnlyToken, unauthorized
from cardshop.db import transaction


@dataclass(frozen=True, slots=True)
class Caller:
    """A program with a token, and the business it works for."""

    token_id: int
    account_id: int
    business_id: int
    may_write: bool


# Who calls a public operation: no program, no business.
ANYBODY = Caller(0, 0, 0, may_write=False)


def identify(*, at: datetime) -> Caller:
    """The caller of this request. Raises Unauthorized."""
    token = queries.by_api_token(_bearer())
    if token is None:
        raise unauthorized("This token is unknown or was revoked.", invalid=True)
    caller = Caller(
        token.id, token.account_id, token.business_id, may_write=token.scope is Scope.WRITE
    )
    if token.last_used_at is None or at - token.last_used_at >= SEEN_EVERY:
        _note_use(caller.token_id, at)
    return caller


def must_write(caller: Caller) -> None:
    """Raises ReadOnlyToken for a token that may only read."""
    if not caller.may_write:
        raise ReadOnlyToken


def _bearer() -> str:
    given = request.authorization
    if given is None or given.type != "bearer" or not given.token:
        raise unauthorized("Send your token as `Authorization: Bearer <token>`.", invalid=False)
    return given.token


def _note_use(token_id: int, at: datetime) -> None:
    with transaction() as session:
        note_use(session.get_one(ApiToken, token_id), at=at)
