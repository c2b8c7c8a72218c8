"""What is due, in which order, and what a worker must know of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from cardshop.accounts.models import Business
from cardshop.db import db
from cardshop.notifications.models import Message, MessageState

# Read at once: so many that several workers who each take some of them seldom meet.
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that is due, and whom it may keep waiting."""

    id: int
    business_id: int
    channel: str


def is_anything_due(at: datetime) -> bool:
    """True when a worker has something to do. A plain read, that no writer waits for."""
    return bool(db.session.scalar(select(exists().where(_is_due(at)))))


def due(at: datetime, *, limit: int = AT_ONCE) -> list[Waiting]:
    """What is due: the oldest of each business, then the second of each, and so on.

    Nobody waits behind somebody's thousand messages. Those of no business count as one of them.
    """
    business = func.coalesce(Message.business_id, 0)
    turn = func.row_number().over(partition_by=business, order_by=(Message.due_at, Message.id))
    wanted = (
        select(Message.id, business, Message.channel)
        .where(_is_due(at))
        .order_by(turn, business)
        .limit(limit)
    )
    return [Waiting(key, of, channel.value) for key, of, channel in db.session.execute(wanted)]


def due_one(message_id: int, at: datetime) -> Select[Message]:
    """This message, locked, if it is still due and nobody else is looking at it."""
    wanted = select(Message).where(Message.id == message_id, _is_due(at))
    return wanted.with_for_update(skip_locked=True)


def names_of_others(message: Message) -> frozenset[str]:
    """The provider's names of what else went to the same recipient by the same channel."""
    return frozenset(
        db.session.scalars(
            select(Message.provider_id).where(
                Message.business_id == message.business_id,
                Message.recipient == message.recipient,
                Message.channel == message.channel,
                Message.provider_id != "",
                Message.id != message.id,
            )
        )
    )


def voice_of(message: Message) -> str:
    """The language of a message that does not name its own: its business's."""
    business = db.session.get(Business, message.business_id) if message.business_id else None
    return business.locale if business else "en"


def _is_due(at: datetime) -> ColumnElement[bool]:
    """Waiting and due; or in the hands of a worker that may be gone; or still to be asked about."""
    held = Message.state.in_([MessageState.SENDING, MessageState.UNKNOWN])
    return or_(
        and_(Message.state == MessageState.QUEUED, Message.due_at <= at),
        and_(held, Message.leased_until <= at),
    )
