"""Reads of the outbox: what there is."""

from __future__ import annotations

from sqlalchemy import func, select

from cardshop.db import db
from cardshop.lib.errors import NotFound
from cardshop.notifications.models import Message, MessageState


class NoSuchMessage(NotFound):
    """There is no such message."""


def message(message_id: int) -> Message:
    """The message of this number, for operators. Raises NoSuchMessage."""
    found = db.session.get(Message, message_id)
    if found is None:
        raise NoSuchMessage
    return found


def latest(*, state: MessageState | None = None, limit: int = 50) -> list[Message]:
    """The newest messages of the whole installation, newest first."""
    wanted = select(Message).order_by(Message.id.desc()).limit(limit)
    if state is not None:
        wanted = wanted.where(Message.state == state)
    return list(db.session.scalars(wanted))


def waiting(recipient: str) -> int:
    """How many messages to somebody wait because nothing can send them."""
    held = Message.state == MessageState.HELD
    wanted = select(func.count()).where(held, Message.recipient == recipient)
    return db.session.scalar(wanted) or 0


def counts() -> dict[MessageState, int]:
    """How many messages there are in each state."""
    rows = db.session.execute(select(Message.state, func.count()).group_by(Message.state))
    return dict(rows.all())
