"""What becomes of a claimed message: sent, failed, held, sent again."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Text, cast, select

from cardshop.db import db
from cardshop.lib.errors import Conflict
from cardshop.notifications.domain import retry
from cardshop.notifications.domain.outgoing import Outgoing
from cardshop.notifications.models import Message, MessageState
from cardshop.notifications.operations import listening
from cardshop.notifications.operations.claiming import give_up, is_held_by, locked
from cardshop.notifications.operations.falling_back import fall_back

# How long the words of a secret message wait for a provider or for "send again".
SECRETS_KEPT = timedelta(days=7)
_UNDER_WAY = (MessageState.QUEUED, MessageState.SENDING, MessageState.UNKNOWN)


class AlreadySent(Conflict):
    """This message has been sent."""


class OnItsWay(Conflict):
    """This message is on its way already."""


class ContentForgotten(Conflict):
    """The words of this message were secret and are forgotten. Ask for a new one instead."""


class Outdated(Conflict):
    """What this message tells of has changed meanwhile."""


def mark_sent(outgoing: Outgoing, *, provider_id: str, at: datetime) -> None:
    """Record that it has left, whoever holds it meanwhile. What was secret is forgotten.

    Two workers that both got it out have sent it twice, and the row says so.
    """
    message = locked(outgoing)
    provider_id = provider_id[:200]
    if message is None or is_reported(message, provider_id):
        return
    if message.state is MessageState.SENT:
        message.may_be_double |= provider_id != message.provider_id
        return
    message.may_be_double |= not is_held_by(message, outgoing)
    message.state = MessageState.SENT
    message.sent_at = at
    message.leased_until = None
    message.provider_id = provider_id
    message.last_error = ""
    listening.heard(message, at=at)
    if message.is_secret:
        message.content = {}


def mark_failed(
    outgoing: Outgoing,
    *,
    reason: str,
    permanent: bool,
    at: datetime,
    code: int | None = None,
    retry_after: float | None = None,
) -> None:
    """Record why it did not leave, and when it is tried again, if it is; else what goes instead.

    `code` is the provider's; `retry_after` are the seconds that it asks to wait, at least.
    """
    message = locked(outgoing)
    if message is None or not is_held_by(message, outgoing):
        return
    message.error_code = code
    if permanent or retry.is_last(outgoing.attempt):
        give_up(message, reason, at=at)
        fall_back(message, at=at)
        return
    pause = retry.pause(outgoing.attempt, chance=retry.share(outgoing.name, outgoing.attempt))
    message.state = MessageState.QUEUED
    message.due_at = at + max(pause, timedelta(seconds=retry_after or 0))
    message.leased_until = None
    message.last_error = reason


def hold(outgoing: Outgoing) -> None:
    """Keep it to be read and sent later: no provider is configured. The try does not count."""
    message = locked(outgoing)
    if message is None or not is_held_by(message, outgoing):
        return
    message.may_be_double |= message.state is MessageState.UNKNOWN
    message.state = MessageState.HELD
    message.attempts = 0
    message.leased_until = None


def send_again(message: Message, *, at: datetime) -> None:
    """Put a held or failed message back at the beginning of its way."""
    if message.state is MessageState.SENT:
        raise AlreadySent
    if message.state in _UNDER_WAY:
        raise OnItsWay
    if message.state is MessageState.DROPPED or is_over(message, at):
        raise Outdated
    if not message.content:
        raise ContentForgotten
    message.state = MessageState.QUEUED
    message.attempts = 0
    message.due_at = message.tried_at = at
    message.provider_id, message.error_code = "", None
    message.delivery = message.delivery_at = None


def is_over(message: Message, at: datetime) -> bool:
    """Whether its time has passed, or what it tells of has changed."""
    return message.drop_after is not None and at > message.drop_after


def is_reported(message: Message, provider_id: str) -> bool:
    """Whether the provider was quicker to say that this one had left, and never arrived."""
    is_known = bool(provider_id) and message.provider_id == provider_id
    return is_known and message.state is MessageState.FAILED


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
