"""The outbox: everything that leaves is a row here first."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from cardshop.db import Base, Code, Key, Line, Words


class Channel(enum.Enum):
    """A way out."""

    EMAIL = "email"
    WHATSAPP = "whatsapp"
    SMS = "sms"
    WEBHOOK = "webhook"


class MessageState(enum.Enum):
    """Where a message is on its way (domain.md section 9)."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    HELD = "held"
    FAILED = "failed"


class Message(Base):
    """One thing to send to one recipient by one channel."""

    __tablename__ = "messages"
    __table_args__ = (
        CheckConstraint("attempts >= 0", name="attempts"),
        Index("ix_messages_state_due_at", "state", "due_at"),
    )

    id: Mapped[Key]
    business_id: Mapped[int | None] = mapped_column(
        ForeignKey("businesses.id", ondelete="CASCADE"), index=True
    )
    channel: Mapped[Channel]
    kind: Mapped[Code]
    recipient: Mapped[str] = mapped_column(String(320))
    # What the channel needs to send it: for e-mail subject and text, and calendar with its
    # calendar_method where it invites. Emptied after sending when it is secret.
    content: Mapped[dict[str, Any]]
    # A secret content (a password link) is not shown in pages and is forgotten once it is sent.
    is_secret: Mapped[bool] = mapped_column(default=False)
    deduplication_key: Mapped[Line] = mapped_column(unique=True)
    state: Mapped[MessageState]
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    last_error: Mapped[Words] = mapped_column(default="")
    provider_id: Mapped[Line] = mapped_column(default="")
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
