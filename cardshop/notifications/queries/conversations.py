"""Conversations by telephone: the list of a business, one, and what was said in it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select

from cardshop.db import db
from cardshop.lib.errors import NotFound
from cardshop.lib.typed import LARGEST_KEY
from cardshop.notifications.models import Conversation, InboundMessage, Message

# The newest of each side that one page shows.
MOST_SAID = 100


class NoSuchConversation(NotFound):
    """There is no such conversation."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was said in a conversation, the newest last: theirs, and ours by telephone."""

    theirs: list[InboundMessage]
    ours: list[Message]


def conversation_of(
    business_id: int, conversation_id: int, *, for_change: bool = False
) -> Conversation:
    """One conversation of the business. Raises NoSuchConversation."""
    if not 0 < conversation_id <= LARGEST_KEY:
        raise NoSuchConversation
    wanted = select(Conversation).where(
        Conversation.business_id == business_id, Conversation.id == conversation_id
    )
    if for_change:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(wanted)
    if found is None:
        raise NoSuchConversation
    return found


def conversations(business_id: int, *, most: int, skip: int = 0) -> list[Conversation]:
    """Those of the business, the latest word first."""
    return list(
        db.session.scalars(
            select(Conversation)
            .where(Conversation.business_id == business_id)
            .order_by(Conversation.last_at.desc(), Conversation.id.desc())
            .offset(skip)
            .limit(most)
        )
    )


def last_words(conversation_ids: Collection[int]) -> dict[int, InboundMessage]:
    """The last message that came in each of the conversations. One statement."""
    newest = (
        select(func.max(InboundMessage.id))
        .where(InboundMessage.conversation_id.in_(list(conversation_ids)))
        .group_by(InboundMessage.conversation_id)
    )
    found = db.session.scalars(select(InboundMessage).where(InboundMessage.id.in_(newest)))
    return {one.conversation_id: one for one in found}


def said_in(conversation: Conversation) -> Said:
    """The newest of what was said on either side. Two statements."""
    theirs = db.session.scalars(
        select(InboundMessage)
        .where(InboundMessage.conversation_id == conversation.id)
        .order_by(InboundMessage.id.desc())
        .limit(MOST_SAID)
    )
    ours = db.session.scalars(
        select(Message)
        .where(
            Message.business_id == conversation.business_id,
            Message.phone_key == conversation.phone_key,
            Message.channel == conversation.channel,
            Message.person != "owner",
        )
        .order_by(Message.id.desc())
        .limit(MOST_SAID)
    )
    return Said(list(theirs)[::-1], list(ours)[::-1])


def unread(business_id: int) -> int:
    """How many messages of customers nobody has read."""
    wanted = select(func.sum(Conversation.unread)).where(Conversation.business_id == business_id)
    return int(db.session.scalar(wanted) or 0)
