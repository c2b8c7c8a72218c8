"""What customers write back: conversations by telephone, and numbers that want no messages."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cardshop.db import Base, Code, Key, Line, Words
from cardshop.notifications.models.outbox import Channel


class Conversation(Base):
    """A business and one telephone, by one channel."""

    __tablename__ = "conversations"
    __table_args__ = (
        UniqueConstraint("business_id", "phone_key", "channel"),
        Index("ix_conversations_business_id_last_at", "business_id", "last_at"),
    )

    id: Mapped[Key]
    business_id: Mapped[int] = mapped_column(ForeignKey("businesses.id", ondelete="CASCADE"))
    channel: Mapped[Channel]
    # E.164 as it was last seen; the key is one for all spellings.
    phone: Mapped[str] = mapped_column(String(16))
    phone_key: Mapped[str] = mapped_column(String(16))
    name: Mapped[Line] = mapped_column(default="")
    # Free text by WhatsApp is allowed for 24 hours from the last message of the customer.
    last_inbound_at: Mapped[datetime | None]
    last_at: Mapped[datetime]
    unread: Mapped[int] = mapped_column(default=0)


class InboundKind(enum.Enum):
    """What an inbound message was taken for."""

    STOP = "stop"
    START = "start"
    CONFIRM = "confirm"
    CANCEL = "cancel"
    WORDS = "words"


class InboundMessage(Base):
    """One message that a customer sent; once for each name that the provider gave it."""

    __tablename__ = "inbound_messages"
    __table_args__ = (
        UniqueConstraint("provider_id"),
        Index("ix_inbound_messages_conversation_id_id", "conversation_id", "id"),
    )

    id: Mapped[Key]
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    provider_id: Mapped[Code]
    kind: Mapped[InboundKind]
    body: Mapped[Words] = mapped_column(default="")
    # How many pictures or files came along; they are looked at in the provider's console.
    media: Mapped[int] = mapped_column(default=0)
    # What it answered, if anything.
    answered_id: Mapped[int | None] = mapped_column(
        ForeignKey("messages.id", ondelete="SET NULL"), index=True
    )
    received_at: Mapped[datetime]


class OptOut(Base):
    """A number that wants no messages of a business, until it says otherwise."""

    __tablename__ = "opt_outs"

    business_id: Mapped[int] = mapped_column(
        ForeignKey("businesses.id", ondelete="CASCADE"), primary_key=True
    )
    phone_key: Mapped[str] = mapped_column(String(16), primary_key=True)
    opted_out_at: Mapped[datetime]
