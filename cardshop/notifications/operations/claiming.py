"""Claiming a message: for one worker alone, while its lease lasts."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from cardshop.db import db
from cardshop.lib.ids import hash_token
from cardshop.notifications import queries
from cardshop.notifications.domain import retry
from cardshop.notifications.domain.lateness import LEASE, SETTLES, Fate, fate
from cardshop.notifications.domain.outgoing import Outgoing
from cardshop.notifications.domain.quiet import after_quiet
from cardshop.notifications.messages import late
from cardshop.notifications.models import Message, MessageState
from cardshop.notifications.operations import listening
from cardshop.notifications.operations.falling_back import fall_back

_OURS = (MessageState.SENDING, MessageState.UNKNOWN)
CUT_OFF = "Sending was cut off every time."
TOO_LATE = "It would have come too late, or what it told of has changed."


def claim(message_id: int, *, at: datetime) -> Outgoing | None:
    """Take a message to send it, or to ask whether it left. Nothing if it is not due any more.

    Nothing, too, for what a worker held whose lease has run out: that is unknown from then on, and
    gets some time to land before somebody asks.
    """
    message = db.session.scalar(queries.due_one(message_id, at))
    if message is None:
        return None
    if message.state is MessageState.SENDING:
        _suspect(message, at)
        return None
    if message.state is MessageState.UNKNOWN:
        message.leased_until = at + LEASE
        return _outgoing(message, is_late=False)
    return _to_send(message, at)


def claim_due(*, at: datetime) -> Outgoing | None:
    """Take the first message that is due, in the fair order."""
    for waiting in queries.due(at):
        if (claimed := claim(waiting.id, at=at)) is not None:
            return claimed
    return None


def locked(outgoing: Outgoing) -> Message | None:
    """The row of a claimed message, if it is still there."""
    return db.session.get(Message, outgoing.id, with_for_update=True)


def is_held_by(message: Message, outgoing: Outgoing) -> bool:
    """False when somebody else has claimed it since, or knows what became of it."""
    return message.state in _OURS and message.attempts == outgoing.attempt


def give_up(message: Message, reason: str, *, at: datetime) -> None:
    """It has failed for good, unless somebody sends it again."""
    message.state = MessageState.FAILED
    message.leased_until = None
    message.last_error = reason
    listening.unheard(message, at=at)


def _suspect(message: Message, at: datetime) -> None:
    message.state = MessageState.UNKNOWN
    message.leased_until = at + SETTLES
    message.last_error = "Sending was cut off."


def _to_send(message: Message, at: datetime) -> Outgoing | None:
    becomes = fate(at, late_after=message.late_after, drop_after=message.drop_after)
    if becomes is Fate.DROPS:
        message.state = MessageState.DROPPED
        message.last_error = TOO_LATE
        return None
    if message.attempts >= retry.TRIES:
        give_up(message, message.last_error or CUT_OFF, at=at)
        fall_back(message, at=at)
        return None
    if (wakes := _wakes(message, at)) > at:
        message.due_at = wakes
        message.late_after = message.late_after and message.late_after + (wakes - at)
        return None
    message.state = MessageState.SENDING
    message.attempts += 1
    message.tried_at = at
    message.leased_until = at + LEASE
    return _outgoing(message, is_late=becomes is Fate.GOES_LATE)


def _wakes(message: Message, at: datetime) -> datetime:
    """When the recipient's quiet hours end: a pause or an outage may have led into them."""
    zone = message.content.get("quiet_zone")
    if not zone or message.business_id is None:
        return at
    rules = queries.messaging_of(message.business_id)
    quiet = (rules.quiet_from, rules.quiet_until)
    return after_quiet(at, quiet, ZoneInfo(zone), before=message.drop_after)


def _outgoing(message: Message, *, is_late: bool) -> Outgoing:
    is_unsure = message.state is MessageState.UNKNOWN
    words = late.said(message.content, queries.voice_of(message)) if is_late else message.content
    return Outgoing(
        id=message.id,
        business_id=message.business_id,
        channel=message.channel.value,
        kind=message.kind,
        recipient=message.recipient,
        content=words,
        name=hash_token(f"{message.id} {message.deduplication_key}")[:32],
        attempt=message.attempts,
        created_at=message.created_at,
        event=message.event,
        person=message.person,
        tried_at=message.tried_at,
        is_unsure=is_unsure,
        others=queries.names_of_others(message) if is_unsure else frozenset(),
        webhook_id=message.webhook_id,
        push_subscription_id=message.push_subscription_id,
    )
