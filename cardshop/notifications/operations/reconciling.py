"""What is not known to have left is asked about before it goes again; set-back clocks."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, or_, select, update

from cardshop.db import db
from cardshop.notifications.domain import lateness, retry
from cardshop.notifications.domain.outgoing import Outgoing
from cardshop.notifications.models import Channel, Message, MessageState
from cardshop.notifications.operations.claiming import CUT_OFF, give_up, is_held_by, locked
from cardshop.notifications.operations.delivering import mark_sent
from cardshop.notifications.operations.falling_back import fall_back


def mark_unknown(outgoing: Outgoing, *, reason: str, at: datetime) -> None:
    """Record that nobody knows whether it left: the provider is asked in a moment."""
    message = locked(outgoing)
    if message is None or not is_held_by(message, outgoing):
        return
    message.state = MessageState.UNKNOWN
    message.leased_until = at + lateness.FIRST_QUESTION
    message.last_error = reason


def mark_absent(outgoing: Outgoing, *, is_certain: bool, at: datetime) -> None:
    """Let it go again: the provider never got it, or, without certainty, nobody can say.

    Then it is marked as what may come twice.
    """
    message = locked(outgoing)
    if message is None or not is_held_by(message, outgoing):
        return
    message.may_be_double = message.may_be_double or not is_certain
    if message.attempts >= retry.TRIES:
        give_up(message, message.last_error or CUT_OFF, at=at)
        fall_back(message, at=at)
        return
    chance = retry.share(outgoing.name, outgoing.attempt)
    again = (message.tried_at or at) + retry.pause(outgoing.attempt, chance=chance)
    message.state = MessageState.QUEUED
    message.due_at = max(again, at)
    message.leased_until = None


def mark_found(outgoing: Outgoing, *, provider_id: str, at: datetime) -> None:
    """Record what the provider said it has.

    Two messages with the same words to the same number may both have been asked about at once. What
    the provider has stands for one of them; the other is asked about again.
    """
    if _is_of_another(outgoing, provider_id):
        ask_later(outgoing, reason="Another message is known by that name.", at=at)
    else:
        mark_sent(outgoing, provider_id=provider_id, at=at)


def ask_later(outgoing: Outgoing, *, reason: str, at: datetime) -> None:
    """The provider does not answer now: ask again, for some hours."""
    message = locked(outgoing)
    if message is None or not is_held_by(message, outgoing):
        return
    again = lateness.asks_again(message.tried_at or at, at)
    if again is None:
        mark_absent(outgoing, is_certain=False, at=at)
        return
    message.leased_until = again
    message.last_error = reason


def mend_after_step_back(*, at: datetime) -> None:
    """Free what waits for a time that was reckoned by a clock that has been set back since.

    What was written for a time to come, such as a reminder, keeps its time.
    """
    ahead = at + lateness.TOLERANCE
    at_once = and_(Message.created_at > ahead, Message.due_at <= Message.created_at)
    queued = (Message.state == MessageState.QUEUED, Message.due_at > at)
    _update(*queued, or_(at_once, Message.tried_at > ahead), due_at=at)
    held = Message.state.in_([MessageState.SENDING, MessageState.UNKNOWN])
    until = at + lateness.SETTLES
    _update(held, Message.leased_until > until, Message.tried_at > ahead, leased_until=until)


def _is_of_another(outgoing: Outgoing, provider_id: str) -> bool:
    alike = select(Message.id).where(
        Message.business_id == outgoing.business_id,
        Message.recipient == outgoing.recipient,
        Message.channel == Channel(outgoing.channel),
    )
    # Whoever records one of those that are unknown waits here for whoever records another.
    unknown = alike.where(Message.state == MessageState.UNKNOWN).order_by(Message.id)
    db.session.execute(unknown.with_for_update())
    named = alike.where(Message.provider_id == provider_id, Message.id != outgoing.id)
    return db.session.scalar(named.limit(1)) is not None


def _update(*where: object, **values: object) -> None:
    changes = update(Message).where(*where).values(**values)  # type: ignore[arg-type]
    db.session.execute(changes.execution_options(synchronize_session=False))
