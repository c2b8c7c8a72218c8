"""Letters and messages for the tests of the outbox."""

from __future__ import annotations

import itertools
from datetime import datetime
from typing import Any

from flask import Flask
from sqlalchemy import select

from cardshop.db import db, transaction
from cardshop.notifications import operations, outbox
from cardshop.notifications.domain.outgoing import Outgoing
from cardshop.notifications.models import Message
from cardshop.web.outgoing import Letter
from tests.support.factories import NOW

_numbers = itertools.count(1)


def letter(**chosen: Any) -> Letter:
    """A letter like no other."""
    n = next(_numbers)
    given: dict[str, Any] = {
        "kind": "greeting",
        "recipient": f"guest{n}@example.com",
        "subject": "Hello",
        "text": "Hello from the bakery.",
        "deduplication_key": f"greeting {n}",
    }
    return Letter(**given | chosen)


def posted(*letters: Letter, at: datetime = NOW) -> list[int]:
    """Keys of the messages of these letters, in the order they were posted."""
    with transaction():
        for one in letters or [letter()]:
            outbox.enqueue(one, at)
    keys = [one.deduplication_key for one in letters]
    found = select(Message.id).order_by(Message.id)
    if keys:
        found = found.where(Message.deduplication_key.in_(keys))
    return list(db.session.scalars(found))


def claimed(*, at: datetime = NOW) -> Outgoing | None:
    """What a worker is given at this time."""
    with transaction():
        return operations.claim_due(at=at)


def taken(*, at: datetime = NOW) -> Outgoing:
    """What a worker is given, which there must be."""
    outgoing = claimed(at=at)
    assert outgoing is not None
    return outgoing


def message(key: int = 1) -> Message:
    """The row as it is now."""
    db.session.rollback()
    return db.session.get_one(Message, key)


def outgoing(**chosen: Any) -> Outgoing:
    """A claimed message that no database knows."""
    given: dict[str, Any] = {
        "id": 1,
        "business_id": None,
        "channel": "email",
        "kind": "greeting",
        "recipient": "guest@example.com",
        "content": {"subject": "Hello", "text": "Hello from the bakery."},
        "name": "c0ffee",
        "attempt": 1,
        "created_at": NOW,
    }
    return Outgoing(**given | chosen)


def letters_of(app: Flask, count: int) -> None:
    """Post some letters from outside any context."""
    with app.app_context():
        posted(*[letter() for _ in range(count)])
