"""What happens to a message on its way: claimed, sent, failed, held, sent again."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Text, cast, select

from cardshop.db import db
from cardshop.lib.errors import Conflict
from cardshop.lib.ids import hash_token
from cardshop.notifications import queries
from cardshop.notifications.domain import retry
from cardshop.notifications.domain.outgoing import Outgoing
from cardshop.notifications.models import Message, MessageState

# Longer than any try can take. A worker that dies while sending leaves the message to others then.
LEASE = timedelta(minutes=5)
# How long the words of a secret message wait for a provider or for "send again".
SECRETS_KEPT = timedelta(days=7)


class AlreadySent(Conflict):
    """This message has been sent."""


class OnItsWay(Conflict):
    """This message is on its way already."""


class ContentForgotten(Conflict):
    """The words of this message were secret and are forgotten. Ask for a new one instead."""


def claim_due(*, at: datetime, after: int = -1) -> Outgoing | None:
    """Take one message that is due, for this worker alone while the lease lasts.

    Businesses take turns: the next one after the business `after` comes first, so that nobody waits
    behind somebody's thousand messages. Messages of no business count as those of business 0.
    """
    while message := db.session.scalar(queries.next_due(at, after=after)):
        if message.attempts >= retry.TRIES:
            _give_up(message, "Sending was cut off every time.")
            db.session.flush()
            continue
        message.state = MessageState.SENDING
        message.attempts += 1
        message.leased_until = at + LEASE
        return _outgoing(message)
    return None


def mark_sent(outgoing: Outgoing, *, provider_id: str, at: datetime) -> None:
    """Record that it has left, whoever holds it meanwhile. What was secret is forgotten."""
    message = _locked(outgoing.id)
    if message is None or message.state is MessageState.SENT:
        return
    message.state = MessageState.SENT
    message.sent_at = at
    message.leased_until = None
    message.provider_id = provider_id[:200]
    message.last_error = ""
    if message.is_secret:
        message.content = {}


def mark_failed(outgoing: Outgoing, *, reason: str, permanent: bool, at: datetime) -> None:
    """Record why it did not leave, and when it is tried again, if it is."""
    message = _locked(outgoing.id)
    if message is None or not _is_held_by(message, outgoing):
        return
    if permanent or retry.is_last(outgoing.attempt):
        _give_up(message, reason)
        return
    chance = retry.share(outgoing.name, outgoing.attempt)
    message.state = MessageState.QUEUED
    message.due_at = at + retry.pause(outgoing.attempt, chance=chance)
    message.leased_until = None
    message.last_error = reason


def hold(outgoing: Outgoing) -> None:
    """Keep it to be read and sent later: no provider is configured. The try does not count."""
    message = _locked(outgoing.id)
    if message is None or not _is_held_by(message, outgoing):
        return
    message.state = MessageState.HELD
    message.attempts = 0
    message.leased_until = None


def send_again(message: Message, *, at: datetime) -> None:
    """Put a held or failed message back at the beginning of its way."""
    if message.state is MessageState.SENT:
        raise AlreadySent
    if message.state in (MessageState.QUEUED, MessageState.SENDING):
        raise OnItsWay
    if not message.content:
        raise ContentForgotten
    message.state = MessageState.QUEUED
    message.attempts = 0
    message.due_at = at


def forget_old_secrets(*, at: datetime) -> None:
    """Empty secret messages that were never sent and whose links have long expired."""
    stale = select(Message).where(
        Message.is_secret,
        Message.state.in_([MessageState.HELD, MessageState.FAILED]),
        Message.created_at < at - SECRETS_KEPT,
        cast(Message.content, Text) != "{}",
    )
    for message in db.session.scalars(stale):
        message.content = {}


def _locked(message_id: int) -> Message | None:
    return db.session.get(Message, message_id, with_for_update=True)


def _is_held_by(message: Message, outgoing: Outgoing) -> bool:
    """False when the lease ran out and another worker has claimed it since."""
    return message.state is MessageState.SENDING and message.attempts == outgoing.attempt


def _give_up(message: Message, reason: str) -> None:
    message.state = MessageState.FAILED
    message.leased_until = None
    message.last_error = reason


def _outgoing(message: Message) -> Outgoing:
    return Outgoing(
        id=message.id,
        business_id=message.business_id,
        channel=message.channel.value,
        kind=message.kind,
        recipient=message.recipient,
        content=message.content,
        name=hash_token(f"{message.id} {message.deduplication_key}")[:32],
        attempt=message.attempts,
        created_at=message.created_at,
    )
