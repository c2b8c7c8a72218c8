"""The owner's side of a conversation: opened when somebody writes, read, answered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.dialects import postgresql, sqlite

from cardshop.db import db
from cardshop.lib import phones
from cardshop.lib.errors import Conflict
from cardshop.lib.typed import Typed, WordsMissing
from cardshop.notifications import outbox
from cardshop.notifications.domain.carrier import FREE_WINDOW, is_window_open
from cardshop.notifications.domain.events import Person
from cardshop.notifications.domain.inbound import Inbound
from cardshop.notifications.domain.segments import measure
from cardshop.notifications.models import Channel, Conversation
from cardshop.notifications.outbox import Envelope
from cardshop.notifications.queries import rules
from cardshop.notifications.queries.conversations import conversation_of

# What Twilio takes in one message.
LONGEST = 1600
ANSWER = Typed(LONGEST, lines=True, needed=WordsMissing)


class WindowClosed(Conflict):
    """WhatsApp takes a free answer only within 24 hours after the customer wrote."""


class WantsNone(Conflict):
    """This number asked for no messages. It gets some again once it writes START."""


def opened(business_id: int, inbound: Inbound, *, at: datetime) -> Conversation:
    """The conversation with a telephone by a channel, locked; a new one if there is none."""
    insert = postgresql.insert if _is_postgresql() else sqlite.insert
    values = {
        "business_id": business_id,
        "channel": Channel(inbound.channel),
        "phone": inbound.sender,
        "phone_key": phones.canonical(inbound.sender),
    }
    key = db.session.scalar(
        insert(Conversation)
        .values(**values, name="", last_at=at, unread=0)
        .on_conflict_do_update(
            index_elements=["business_id", "phone_key", "channel"],
            set_={"phone": inbound.sender},
        )
        .returning(Conversation.id)
    )
    return conversation_of(business_id, key or 0, for_change=True)


def mark_read(conversation: Conversation) -> None:
    """Somebody of the business has read it."""
    conversation.unread = 0


def answer(conversation: Conversation, words: str, *, once: str, at: datetime) -> None:
    """Answer a customer in free words; sent twice with the same `once` it goes once.

    Raises WantsNone, WindowClosed, and for the words what `ANSWER.check` does.
    """
    text = ANSWER.check(words)
    if reason := hindrance(conversation, at=at):
        raise reason
    is_whatsapp = conversation.channel is Channel.WHATSAPP
    began = conversation.last_inbound_at
    outbox.put(
        Envelope(
            business_id=conversation.business_id,
            channel=conversation.channel,
            kind="answer",
            recipient=conversation.phone,
            content={"text": text},
            deduplication_key=f"answer:{conversation.id}:{once[:64]}",
            person=Person.CUSTOMER.value,
            phone_key=conversation.phone_key,
            drop_after=began + FREE_WINDOW if is_whatsapp and began else None,
            segments=0 if is_whatsapp else measure(text).parts,
        ),
        at,
    )
    conversation.last_at = at
    mark_read(conversation)


def hindrance(conversation: Conversation, *, at: datetime) -> Conflict | None:
    """Why a free answer cannot be sent now; nothing when it can."""
    if not rules.wants_messages(conversation.business_id, conversation.phone_key):
        return WantsNone()
    is_whatsapp = conversation.channel is Channel.WHATSAPP
    if is_whatsapp and not is_window_open(conversation.last_inbound_at, at):
        return WindowClosed()
    return None


def _is_postgresql() -> bool:
    return bool(db.session().get_bind().dialect.name == "postgresql")
