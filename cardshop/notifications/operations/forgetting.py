"""Old messages: forgotten once nobody asks for them any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from cardshop.db import db
from cardshop.notifications.models import Message, MessageState

KEPT = timedelta(days=90)
# So many in one turn of the worker, so that nobody waits for the table.
MOST_AT_ONCE = 500
# What is on its way is never forgotten, however long it takes.
_ENDED = (MessageState.SENT, MessageState.HELD, MessageState.FAILED, MessageState.DROPPED)


def forget_old(*, at: datetime) -> int:
    """Remove what was due long ago and has come to an end. Returns how many.

    By when they were due: a reminder may have been written a year before.
    """
    old = (
        select(Message.id)
        .where(Message.state.in_(_ENDED), Message.due_at < at - KEPT)
        .limit(MOST_AT_ONCE)
    )
    keys = db.session.scalars(old).all()
    if keys:
        db.session.execute(delete(Message).where(Message.id.in_(keys)))
    return len(keys)
