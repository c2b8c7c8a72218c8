"""Numbers that want no messages of a business, and those that want them again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from cardshop.db import db
from cardshop.notifications import outbox
from cardshop.notifications.models import Channel, Message, MessageState, OptOut
from cardshop.notifications.outbox import Envelope

_BY_TELEPHONE = (Channel.WHATSAPP, Channel.SMS)
WANTED_NO_MORE = "This number asked for no more messages."


def opt_out(business_id: int, phone_key: str, *, at: datetime) -> bool:
    """Send a number nothing more by telephone. What waits goes by e-mail where that was allowed.

    False when it was away already.
    """
    insert = postgresql.insert if _is_postgresql() else sqlite.insert
    gone = db.session.scalar(
        insert(OptOut)
        .values(business_id=business_id, phone_key=phone_key, opted_out_at=at)
        .on_conflict_do_nothing()
        .returning(OptOut.phone_key)
    )
    waiting = select(Message).where(
        Message.business_id == business_id,
        Message.phone_key == phone_key,
        Message.channel.in_(_BY_TELEPHONE),
        Message.state.in_([MessageState.QUEUED, MessageState.HELD]),
    )
    for message in db.session.scalars(waiting.order_by(Message.id).with_for_update()).all():
        message.state, message.last_error = MessageState.DROPPED, WANTED_NO_MORE
        _mail_instead(message, at)
    return gone is not None


def opt_in(business_ids: Collection[int], phone_key: str) -> bool:
    """Send a number messages again. False when it was never away."""
    gone = db.session.execute(
        delete(OptOut)
        .where(OptOut.business_id.in_(business_ids), OptOut.phone_key == phone_key)
        .returning(OptOut.phone_key)
    ).all()
    return bool(gone)


def _mail_instead(message: Message, at: datetime) -> None:
    mail = next((one for one in message.fallbacks if one["channel"] == "email"), None)
    if mail is None:
        return
    envelope = _copied(message, mail)
    outbox.put(replace(envelope, due_at=max(message.due_at, at)), at)


def _copied(message: Message, mail: dict[str, Any]) -> Envelope:
    return Envelope(
        business_id=message.business_id,
        channel=Channel.EMAIL,
        kind=message.kind,
        recipient=mail["recipient"],
        content=mail["content"],
        deduplication_key=f"{message.deduplication_key[:180]}:{Channel.EMAIL.value}",
        event=message.event,
        person=message.person,
        subject_kind=message.subject_kind,
        subject_id=message.subject_id,
        late_after=message.late_after,
        drop_after=message.drop_after,
    )


def _is_postgresql() -> bool:
    return bool(db.session().get_bind().dialect.name == "postgresql")
