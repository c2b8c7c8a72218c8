"""Sending again all that a business has waiting: its provider is set up, or works again."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, String, exists, func, select
from sqlalchemy.orm import aliased

from cardshop.db import db
from cardshop.lib.errors import Conflict
from cardshop.notifications.models import Channel, Message, MessageState
from cardshop.notifications.operations.delivering import send_again

MOST_AT_ONCE = 200
# Nobody wants to hear of what was last week.
WITHIN = timedelta(days=2)


def send_all(business_id: int, *, at: datetime) -> int:
    """Put what is held, and what has failed, of the last days back on its way. Returns how many.

    What another channel has carried instead stays as it is, and so does what the owner must look
    at one by one: webhooks are replayed on their own page.
    """
    waiting = select(Message).where(
        Message.business_id == business_id,
        Message.state.in_([MessageState.HELD, MessageState.FAILED]),
        Message.channel != Channel.WEBHOOK,
        Message.due_at >= at - WITHIN,
        ~_has_gone_instead(),
    )
    locked = waiting.order_by(Message.id).limit(MOST_AT_ONCE).with_for_update()
    return sum(_sent(message, at) for message in db.session.scalars(locked).all())


def _sent(message: Message, at: datetime) -> bool:
    try:
        send_again(message, at=at)
    except Conflict:  # its words were secret and are forgotten
        return False
    return True


def _has_gone_instead() -> ColumnElement[bool]:
    """Another way was tried for it: see `falling_back`, which names the rows."""
    other = aliased(Message)
    name = func.substr(Message.deduplication_key, 1, 180, type_=String)
    ways = [name.concat(f":{channel.value}") for channel in (Channel.SMS, Channel.EMAIL)]
    return exists().where(other.deduplication_key.in_(ways))
