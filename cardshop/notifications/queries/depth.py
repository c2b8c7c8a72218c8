"""How full the outbox is, and how far behind."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select

from cardshop.db import db
from cardshop.notifications.models import Channel, Message, MessageState

HOUR = timedelta(hours=1)
# What was sent within the hour was due within these, so that the index narrows the search.
_DUE_WITHIN = timedelta(hours=8)


def depth() -> dict[tuple[Channel, MessageState], int]:
    """How many messages there are of each channel in each state. States of none are left out."""
    wanted = select(Message.channel, Message.state, func.count())
    rows = db.session.execute(wanted.group_by(Message.channel, Message.state))
    return {(channel, state): count for channel, state, count in rows}


def lag(at: datetime) -> dict[Channel, timedelta]:
    """How long the oldest message of each channel has been due, of those that wait."""
    oldest = (
        select(Message.channel, func.min(Message.due_at))
        .where(Message.state == MessageState.QUEUED, Message.due_at <= at)
        .group_by(Message.channel)
    )
    return {channel: at - due for channel, due in db.session.execute(oldest)}


def sent_lately(at: datetime) -> dict[Channel, int]:
    """How many messages of each channel have left within the last hour."""
    wanted = (
        select(Message.channel, func.count())
        .where(
            Message.state == MessageState.SENT,
            Message.due_at > at - _DUE_WITHIN,
            Message.sent_at > at - HOUR,
        )
        .group_by(Message.channel)
    )
    return dict(db.session.execute(wanted).all())


def written() -> int:
    """How many messages have ever been written. It only grows."""
    return db.session.scalar(select(func.max(Message.id))) or 0
