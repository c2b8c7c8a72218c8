"""What the carrier reports of messages: that they left, arrived, were read, or never will be."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from cardshop.db import db
from cardshop.notifications.domain import delivery
from cardshop.notifications.domain.carrier_codes import words_of
from cardshop.notifications.domain.delivery import Report
from cardshop.notifications.models import Delivery, Message, MessageState
from cardshop.notifications.operations.claiming import give_up
from cardshop.notifications.operations.falling_back import call_back, fall_back
from cardshop.notifications.operations.signing import Signer

_UNDELIVERED = "It was sent, and could not be delivered."
# Of these nobody knew for sure whether they had left.
_UNSETTLED = (
    MessageState.SENDING,
    MessageState.UNKNOWN,
    MessageState.QUEUED,
    MessageState.FAILED,
)


def record(report: Report, signer: Signer, *, at: datetime) -> None:
    """Keep what is new of it. Reports about strangers' messages change nothing.

    They come in any order, more than once, and even before the sender has its answer: the first one
    then proves that the message left.
    """
    message = _reported(report)
    if message is None or not _is_theirs(message, signer):
        return
    if message.provider_id != report.provider_id and not _adopted(message, report, at):
        return
    known = message.delivery.value if message.delivery else None
    if not delivery.is_news(known, report.delivery):
        return
    message.delivery, message.delivery_at = Delivery(report.delivery), at
    if report.delivery == delivery.UNDELIVERED:
        _undelivered(message, report, at)
    elif message.state is MessageState.FAILED:
        message.state, message.last_error = MessageState.SENT, ""
        message.may_be_double |= not call_back(message)


def _reported(report: Report) -> Message | None:
    """Under lock: two reports may come at once."""
    if report.message_id:
        return db.session.get(Message, report.message_id, with_for_update=True)
    named = select(Message).where(Message.provider_id == report.provider_id).with_for_update()
    return db.session.scalar(named.limit(1))


def _is_theirs(message: Message, signer: Signer) -> bool:
    """A business with an account of its own speaks of its own messages only."""
    return signer.is_shared or message.business_id in signer.business_ids


def _adopted(message: Message, report: Report, at: datetime) -> bool:
    """Whether this try of the message is the one that the report is about."""
    tried_at = int(message.tried_at.timestamp()) if message.tried_at else 0
    if tried_at != report.tried or message.state not in _UNSETTLED:
        # Another try of it has left, too.
        message.may_be_double |= report.delivery != delivery.UNDELIVERED
        return False
    message.state = MessageState.SENT
    message.sent_at, message.leased_until = at, None
    message.provider_id, message.last_error = report.provider_id, ""
    return True


def _undelivered(message: Message, report: Report, at: datetime) -> None:
    message.error_code = report.code
    give_up(message, words_of(report.code or 0) or _UNDELIVERED, at=at)
    fall_back(message, at=at)
