"""Reads of the outbox: what is due, what there is."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from cardshop.db import db
from cardshop.lib.errors import NotFound
from cardshop.notifications.models import Message, MessageState


class NoSuchMessage(NotFound):
    """There is no such message."""


def is_anything_due(at: datetime) -> bool:
    """True when a worker has something to do. A plain read, that no writer waits for."""
    return bool(db.session.scalar(select(exists().where(_is_due(at)))))


def next_due(at: datetime, *, after: int) -> Select[Message]:
    """The due message whose business has its turn after the business `after`, locked."""
    business = func.coalesce(Message.business_id, 0)
    return (
        select(Message)
        .where(_is_due(at))
        .order_by(business <= after, business, Message.due_at, Message.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


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


def _is_due(at: datetime) -> ColumnElement[bool]:
    """Waiting and due, or claimed by a worker whose lease has run out."""
    return or_(
        and_(Message.state == MessageState.QUEUED, Message.due_at <= at),
        and_(Message.state == MessageState.SENDING, Message.leased_until <= at),
    )
