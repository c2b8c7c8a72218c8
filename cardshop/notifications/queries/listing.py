"""The owner's view of the outbox: the messages of a business, one, and where they do not arrive."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select

from cardshop.db import db
from cardshop.lib.typed import LARGEST_KEY
from cardshop.notifications.models import Channel, Delivery, Message, MessageState
from cardshop.notifications.queries.outbox import NoSuchMessage

MOST_SHOWN = 50


class Show(enum.Enum):
    """Which messages are looked at."""

    ALL = "all"
    TROUBLE = "trouble"
    HELD = "held"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of messages, the newest first; `next` is 0 on the last one."""

    rows: list[Message]
    next: int


@dataclass(frozen=True, slots=True)
class Fault:
    """So many messages of a channel did not arrive, and what was said of the latest."""

    channel: Channel
    count: int
    reason: str


def listed(
    business_id: int, show: Show, *, at: datetime, channel: Channel | None = None, after: int = 0
) -> Page:
    """A page of a business's messages; `after` is the key of the last one of the page before."""
    wanted = select(Message).where(Message.business_id == business_id, _of(show, at))
    if channel is not None:
        wanted = wanted.where(Message.channel == channel)
    if after:
        wanted = wanted.where(Message.id < min(after, LARGEST_KEY))
    rows = list(db.session.scalars(wanted.order_by(Message.id.desc()).limit(MOST_SHOWN + 1)))
    shown = rows[:MOST_SHOWN]
    return Page(shown, shown[-1].id if len(rows) > MOST_SHOWN else 0)


def message_of(business_id: int, message_id: int, *, for_change: bool = False) -> Message:
    """One message of the business. Raises NoSuchMessage."""
    wanted = select(Message).where(
        Message.business_id == business_id, Message.id == min(message_id, LARGEST_KEY)
    )
    if for_change:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(wanted)
    if found is None:
        raise NoSuchMessage
    return found


def faults(business_id: int, *, since: datetime, at: datetime) -> list[Fault]:
    """Where messages have failed since a time, channel by channel. Two statements, or one."""
    mine = (Message.business_id == business_id, _is_trouble(), Message.due_at >= since)
    wanted = select(Message.channel, func.count(), func.max(Message.id)).where(*mine)
    found = db.session.execute(wanted.where(Message.due_at <= at).group_by(Message.channel)).all()
    if not found:
        return []
    latest = select(Message.id, Message.last_error).where(Message.id.in_([row[2] for row in found]))
    reasons = dict(db.session.execute(latest).all())
    faulty = [Fault(channel, count, reasons.get(key, "")) for channel, count, key in found]
    return sorted(faulty, key=lambda fault: fault.channel.value)


def _of(show: Show, at: datetime) -> ColumnElement[bool]:
    planned = (Message.state == MessageState.QUEUED) & (Message.created_at < Message.due_at)
    ahead = planned & (Message.due_at > at) & (Message.attempts == 0)
    return {
        Show.ALL: ~ahead,
        Show.TROUBLE: _is_trouble(),
        Show.HELD: Message.state == MessageState.HELD,
        Show.PLANNED: ahead,
    }[show]


def _is_trouble() -> ColumnElement[bool]:
    return or_(
        Message.state.in_([MessageState.FAILED, MessageState.UNKNOWN]),
        Message.delivery == Delivery.UNDELIVERED,
    )
