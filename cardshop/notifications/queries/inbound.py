"""What an inbound message is about: which business, which question, and whether it is known."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from cardshop.accounts.models import Business
from cardshop.db import db
from cardshop.notifications.domain.events import Event, Person
from cardshop.notifications.domain.inbound import Inbound
from cardshop.notifications.models import (
    Channel,
    Conversation,
    InboundMessage,
    Message,
    MessageState,
    MessagingSettings,
    OptOut,
)

BY_TELEPHONE = (Channel.WHATSAPP, Channel.SMS)
# A callback may come before we have written down that the message left.
_LEFT = (MessageState.SENT, MessageState.SENDING, MessageState.UNKNOWN)
QUESTIONS = (Event.BOOKING_REMINDER.value, Event.WAITING_OFFER.value)


def accounts_named(account_sid: str) -> list[MessagingSettings]:
    """The settings of businesses that say that this account at the carrier is theirs."""
    if not account_sid:
        return []
    wanted = select(MessagingSettings).where(MessagingSettings.account_sid == account_sid)
    return list(db.session.scalars(wanted.order_by(MessagingSettings.business_id)))


def on_line(business_ids: Collection[int], inbound: Inbound) -> list[int]:
    """Those of the businesses that send from the line that was written to; all, if none says so."""
    lines = [name for name in (inbound.line, inbound.service) if name]
    spelled = [*lines, *(f"whatsapp:{name}" for name in lines)]
    named = or_(
        MessagingSettings.whatsapp_from.in_(spelled), MessagingSettings.sms_from.in_(spelled)
    )
    wanted = select(MessagingSettings.business_id).where(
        MessagingSettings.business_id.in_(list(business_ids)), named
    )
    return sorted(db.session.scalars(wanted)) or sorted(business_ids)


def wrote(provider_id: str, phone_key: str, business_ids: Collection[int] | None) -> int | None:
    """Which of them sent the telephone the message that the carrier calls so."""
    if not provider_id:
        return None
    wanted = select(Message.business_id).where(
        Message.provider_id == provider_id,
        Message.phone_key == phone_key,
        _among(Message.business_id, business_ids),
    )
    return db.session.scalar(wanted.limit(1))


def asked_last(
    phone_key: str, channel: Channel, business_ids: Collection[int] | None, *, since: datetime
) -> int | None:
    """Which of them asked the telephone last by a channel, of what has not been answered."""
    sent_at = func.coalesce(Message.sent_at, Message.tried_at)
    answered = select(InboundMessage.id).where(InboundMessage.answered_id == Message.id)
    asked = select(Message.business_id).where(
        Message.phone_key == phone_key,
        Message.channel == channel,
        Message.person == Person.CUSTOMER.value,
        Message.event.in_(QUESTIONS),
        Message.state.in_(_LEFT),
        sent_at >= since,
        ~answered.exists(),
        _among(Message.business_id, business_ids),
    )
    return db.session.scalar(asked.order_by(sent_at.desc(), Message.id.desc()).limit(1))


def wrote_last(phone_key: str, business_ids: Collection[int] | None) -> int | None:
    """Of these businesses, or of all that share the operator's account, the last to write there."""
    sent_at = func.coalesce(Message.sent_at, Message.tried_at)
    written = select(Message.business_id).where(
        Message.phone_key == phone_key,
        Message.channel.in_(BY_TELEPHONE),
        Message.state.in_(_LEFT),
        _among(Message.business_id, business_ids),
    )
    found = db.session.scalar(written.order_by(sent_at.desc(), Message.id.desc()).limit(1))
    if found is not None:
        return found
    talked = select(Conversation.business_id).where(
        Conversation.phone_key == phone_key, _among(Conversation.business_id, business_ids)
    )
    return db.session.scalar(talked.order_by(Conversation.last_at.desc()).limit(1))


def sharing_that_wrote(phone_key: str) -> list[int]:
    """The businesses that share the operator's account and have written to the telephone."""
    wanted = select(Message.business_id).where(
        Message.phone_key == phone_key,
        Message.channel.in_(BY_TELEPHONE),
        _among(Message.business_id, None),
    )
    return [key for key in db.session.scalars(wanted.distinct()) if key is not None]


def sharing_without(phone_key: str) -> list[int]:
    """The businesses that share the operator's account and may not write to the telephone."""
    gone = select(OptOut.business_id).where(
        OptOut.phone_key == phone_key, _among(OptOut.business_id, None)
    )
    return list(db.session.scalars(gone))


def only_sharing() -> int | None:
    """The one business that sends by the operator's account, where there is but one."""
    wanted = select(Business.id).where(_among(Business.id, None)).limit(2)
    found = list(db.session.scalars(wanted))
    return found[0] if len(found) == 1 else None


def last_question(
    business_id: int, phone_key: str, *, kinds: Collection[str], since: datetime, quoted: str = ""
) -> Message | None:
    """What the telephone was asked last, or the message that it quotes, whatever that said."""
    about = (
        Message.business_id == business_id,
        Message.phone_key == phone_key,
        Message.person == Person.CUSTOMER.value,
        Message.subject_kind.in_(list(kinds)),
        Message.channel.in_(BY_TELEPHONE),
    )
    if quoted:
        wanted = select(Message).where(*about, Message.provider_id == quoted)
        if (found := db.session.scalar(wanted)) is not None:
            return found
    sent_at = func.coalesce(Message.sent_at, Message.tried_at)
    return db.session.scalar(
        select(Message)
        .where(*about, Message.event.in_(QUESTIONS), Message.state.in_(_LEFT), sent_at >= since)
        .order_by(sent_at.desc(), Message.id.desc())
        .limit(1)
    )


def is_received(provider_id: str) -> bool:
    """Whether this message has come before."""
    wanted = select(InboundMessage.id).where(InboundMessage.provider_id == provider_id)
    return db.session.scalar(wanted) is not None


def reply_key(provider_id: str) -> str:
    """The deduplication key of what is replied to a message."""
    return f"reply:{provider_id}"


def reply_to(provider_id: str, business_ids: Collection[int] | None) -> str:
    """The words that these businesses, or any, replied to a message; empty for none."""
    wanted = select(Message.content).where(Message.deduplication_key == reply_key(provider_id))
    if business_ids is not None:
        wanted = wanted.where(Message.business_id.in_(list(business_ids)))
    content = db.session.scalar(wanted)
    return str(content["text"]) if content else ""


def said_before(message: InboundMessage, *, since: datetime) -> list[str]:
    """What was replied to the same answer, about the same, in the same conversation."""
    asked = db.session.get(Message, message.answered_id) if message.answered_id else None
    if asked is None:
        return []
    alike = (
        select(InboundMessage.provider_id)
        .join(Message, Message.id == InboundMessage.answered_id)
        .where(
            InboundMessage.conversation_id == message.conversation_id,
            InboundMessage.id < message.id,
            InboundMessage.kind == message.kind,
            InboundMessage.received_at > since,
            Message.subject_kind == asked.subject_kind,
            Message.subject_id == asked.subject_id,
        )
    )
    keys = [reply_key(one) for one in db.session.scalars(alike)]
    said = select(Message.content).where(Message.deduplication_key.in_(keys))
    return [str(content["text"]) for content in db.session.scalars(said)]


def language_of(business_id: int, phone_key: str) -> str:
    """The language that the business last wrote to a telephone in; empty if it never did."""
    content = db.session.scalar(
        select(Message.content)
        .where(
            Message.business_id == business_id,
            Message.phone_key == phone_key,
            Message.person == Person.CUSTOMER.value,
            Message.channel.in_(BY_TELEPHONE),
            Message.event != "",
        )
        .order_by(Message.id.desc())
        .limit(1)
    )
    return str(content.get("language", "")) if content else ""


def newest_message() -> int:
    """The key of the newest message of all."""
    return db.session.scalar(select(func.max(Message.id))) or 0


def is_told_since(message_id: int, business_id: int, phone_key: str, *, at: datetime) -> bool:
    """Whether something newer goes out to the telephone by now."""
    wanted = select(Message.id).where(
        Message.id > message_id,
        Message.business_id == business_id,
        Message.phone_key == phone_key,
        Message.channel.in_(BY_TELEPHONE),
        Message.person == Person.CUSTOMER.value,
        Message.due_at <= at,
    )
    return db.session.scalar(wanted.limit(1)) is not None


def _among(
    column: InstrumentedAttribute[Any], business_ids: Collection[int] | None
) -> ColumnElement[bool]:
    """Of these, or, for nothing, of those without an account of their own."""
    if business_ids is not None:
        return column.in_(list(business_ids))
    elsewhere = select(MessagingSettings.business_id).where(
        or_(MessagingSettings.account_sid != "", MessagingSettings.uses_shared.is_(False))
    )
    return column.not_in(elsewhere)
