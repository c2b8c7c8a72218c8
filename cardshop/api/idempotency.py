"""Idempotency-Key: a creating request that is repeated gets its first answer, whatever happened."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import Response, request
from pydantic import BaseModel
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import BadRequest

from cardshop.accounts.models import IdempotencyRecord
from cardshop.accounts.operations.tidying import ANSWERS_KEPT
from cardshop.db import db, transaction
from cardshop.lib import ids, sealing
from cardshop.lib.errors import Conflict, Invalid
from cardshop.web import site

_SEALED = "stored answers"
_STORED = ("Content-Type", "ETag", "Location")


class KeyReused(Invalid):
    """This Idempotency-Key was used for another request. Take a new key for every request."""


class StillWorking(Conflict):
    """The first request with this Idempotency-Key is not answered yet. Try again soon."""


class _Claimed(Exception):
    """Somebody else's transaction holds the key, and has just ended well."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """One creating request: whose key, and a fingerprint of all that was asked."""

    owner: str
    key: str
    fingerprint: str
    at: datetime
    # Its answer holds a secret: it is kept sealed.
    is_secret: bool


def ticket(owner: str, body: bytes, *, is_secret: bool, at: datetime) -> Ticket | None:
    """The ticket of this request; nothing when it carries no key."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not re.fullmatch("[!-~]{1,200}", key):
        raise BadRequest("An Idempotency-Key is 1 to 200 visible ASCII characters.")
    asked = f"{request.method} {request.full_path}\n".encode() + body
    return Ticket(owner, key, hashlib.sha256(asked).hexdigest(), at, is_secret)


def once(asked: Ticket, act: Callable[[], Response]) -> Response:
    """The answer of `act`, stored in one transaction with what it did; or the stored one again.

    The key is claimed first: of two requests at once, the database lets the second wait for the
    end of the first.
    """
    for _ in range(3):
        try:
            with transaction():
                return _replayed(asked) or _first(asked, act)
        except _Claimed:
            continue
    raise StillWorking


def own_key(body: BaseModel) -> str:
    """What an order or a booking is known by: one for the same key and the same body.

    Without a key it is new every time. Keys of strangers who chose the same never meet.
    """
    given = request.headers.get("Idempotency-Key")
    if given is None:
        return ids.new_token()
    return hashlib.sha256(f"{given}\n{body.model_dump_json()}".encode()).hexdigest()


def _replayed(asked: Ticket) -> Response | None:
    record = db.session.scalar(
        select(IdempotencyRecord).where(
            IdempotencyRecord.owner == asked.owner,
            IdempotencyRecord.key == asked.key,
            IdempotencyRecord.created_at > asked.at - ANSWERS_KEPT,
        )
    )
    if record is None:
        return None
    if record.request_hash != asked.fingerprint:
        raise KeyReused
    body = _unsealed(record.body) if asked.is_secret else record.body
    response = Response(body, record.status, record.headers)
    response.headers["Idempotent-Replayed"] = "true"
    return response


def _first(asked: Ticket, act: Callable[[], Response]) -> Response:
    record = _claim(asked)
    response = act()
    record.status = response.status_code
    record.headers = {k: response.headers[k] for k in _STORED if k in response.headers}
    body = response.get_data()
    record.body = _sealed(body) if asked.is_secret else body
    return response


def _sealed(body: bytes) -> bytes:
    key = site.settings().secret_key
    return sealing.seal(body.decode(), secret_key=key, purpose=_SEALED)


def _unsealed(body: bytes) -> str:
    key = site.settings().secret_key
    return sealing.unseal(body, secret_key=key, purpose=_SEALED)


def _claim(asked: Ticket) -> IdempotencyRecord:
    db.session.execute(
        delete(IdempotencyRecord).where(
            IdempotencyRecord.owner == asked.owner,
            IdempotencyRecord.created_at <= asked.at - ANSWERS_KEPT,
        )
    )
    record = IdempotencyRecord(
        owner=asked.owner,
        key=asked.key,
        request_hash=asked.fingerprint,
        status=0,
        headers={},
        body=b"",
        created_at=asked.at,
    )
    db.session.add(record)
    try:
        db.session.flush()
    except IntegrityError as fault:
        raise _Claimed from fault
    return record
