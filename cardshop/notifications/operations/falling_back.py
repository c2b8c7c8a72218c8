"""What goes instead of a message that was refused for good: by SMS, then by e-mail, as allowed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from cardshop.db import db
from cardshop.notifications import outbox, queries
from cardshop.notifications.domain.carrier_codes import OF_TEMPLATE, OPTED_OUT, words_of
from cardshop.notifications.domain.segments import measure
from cardshop.notifications.models import Channel, Message, MessageState, TemplateState
from cardshop.notifications.operations import pushing
from cardshop.notifications.operations.opting import opt_out
from cardshop.notifications.outbox import Envelope

_BY_TELEPHONE = (Channel.WHATSAPP, Channel.SMS)


def fall_back(message: Message, *, at: datetime) -> int | None:
    """Put the next way into the outbox, once. Returns its key, if there is a way left.

    What the refusal says beyond this message is kept, too: a number that wants nothing more, a
    template that WhatsApp does not take.
    """
    _learn(message, at)
    ways = message.fallbacks
    if _has_opted_out(message):
        ways = [way for way in ways if Channel(way["channel"]) not in _BY_TELEPHONE]
    if not ways:
        return None
    return outbox.put(_instead(message, ways), at)


def call_back(message: Message) -> bool:
    """Let go of what was to go instead of a message that arrived. False if it may have left."""
    name = message.deduplication_key[:180]
    keys = [f"{name}:sms", f"{name}:email", f"{name}:sms:email"]
    rows = select(Message).where(Message.deduplication_key.in_(keys)).with_for_update()
    has_left = False
    for row in db.session.scalars(rows):
        if row.state in (MessageState.QUEUED, MessageState.HELD):
            row.state = MessageState.DROPPED
        has_left |= row.state not in (MessageState.DROPPED, MessageState.FAILED)
    return not has_left


def _instead(message: Message, ways: list[dict[str, Any]]) -> Envelope:
    way = ways[0]
    channel = Channel(way["channel"])
    by_telephone = channel in _BY_TELEPHONE
    content: dict[str, Any] = way["content"]
    return Envelope(
        business_id=message.business_id,
        channel=channel,
        kind=message.kind,
        recipient=str(way["recipient"]),
        content=content,
        deduplication_key=f"{message.deduplication_key[:180]}:{channel.value}",
        event=message.event,
        person=message.person,
        subject_kind=message.subject_kind,
        subject_id=message.subject_id,
        phone_key=message.phone_key if by_telephone else "",
        late_after=message.late_after,
        drop_after=message.drop_after,
        fallbacks=ways[1:],
        segments=measure(str(content["text"])).parts if channel is Channel.SMS else 0,
    )


def _has_opted_out(message: Message) -> bool:
    return message.error_code in OPTED_OUT


def _learn(message: Message, at: datetime) -> None:
    if message.channel is Channel.PUSH:
        pushing.learn(message)
    if message.business_id is None:
        return
    if _has_opted_out(message) and message.phone_key:
        opt_out(message.business_id, message.phone_key, at=at)
    if message.channel is Channel.WHATSAPP and message.error_code in OF_TEMPLATE:
        _reject_template(message, at)


def _reject_template(message: Message, at: datetime) -> None:
    """It is not used again until the owner has looked after it."""
    language = str(message.content.get("language", ""))
    cell = (message.event, message.person)
    template = queries.any_template(message.business_id or 0, cell, language)
    if template is not None and template.state is TemplateState.APPROVED:
        template.state = TemplateState.REJECTED
        template.last_error = f"{words_of(message.error_code or 0)} ({message.error_code})"
        template.updated_at = at
