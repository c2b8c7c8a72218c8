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
    PUSH = "push"


class MessageState(enum.Enum):
    """Where a message is on its way (domain.md section 9).

    Unknown: sending was cut off, and whether it left is being asked. Dropped: what it told of
    changed, or it would have come too late.
    """

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    HELD = "held"
    FAILED = "failed"
    UNKNOWN = "unknown"
    DROPPED = "dropped"


class Delivery(enum.Enum):
    """What the provider says of a message that has left. Each is only ever followed by a later one.

    The order is that of the members; undelivered is an end.
    """

    ACCEPTED = "accepted"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    UNDELIVERED = "undelivered"


class Message(Base):
    """One thing to send to one recipient by one channel."""

    __tablename__ = "messages"
    __table_args__ = (
        CheckConstraint("attempts >= 0", name="attempts"),
        Index("ix_messages_state_due_at", "state", "due_at"),
        Index("ix_messages_business_id_id", "business_id", "id"),
        Index("ix_messages_phone_key_business_id", "phone_key", "business_id"),
        Index("ix_messages_business_id_sent_at", "business_id", "sent_at"),
        Index("ix_messages_subject_kind_subject_id", "subject_kind", "subject_id"),
        Index("ix_messages_provider_id", "provider_id"),
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
    # Sending: when others may suspect that the worker is gone. Unknown: when the provider is asked.
    leased_until: Mapped[datetime | None]
    # The last claim or wish to send it. One that lies ahead shows that the clock was set back.
    tried_at: Mapped[datetime | None]
    last_error: Mapped[Words] = mapped_column(default="")
    provider_id: Mapped[Line] = mapped_column(default="")
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]

    # What it tells of: a word of `domain.events.Event`, and to whom, `customer` or `owner`; empty
    # for letters of accounts.
    event: Mapped[Code] = mapped_column(default="")
    person: Mapped[Code] = mapped_column(default="")
    # The order or booking that it is about; its messages that still wait are dropped by this.
    subject_kind: Mapped[Code] = mapped_column(default="")
    subject_id: Mapped[int | None]
    # One for all spellings of the number it goes to (lib.phones.canonical); empty for mail.
    phone_key: Mapped[str] = mapped_column(String(16), default="")
    # After the first it says that it is late, after the second it is not sent any more.
    late_after: Mapped[datetime | None]
    drop_after: Mapped[datetime | None]
    # What to try when this channel refuses for good: `channel`, `recipient`, `content` of each.
    fallbacks: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    # Sending was cut off and it was sent again without word from the provider.
    may_be_double: Mapped[bool] = mapped_column(default=False)
    delivery: Mapped[Delivery | None]
    delivery_at: Mapped[datetime | None]
    # The provider's code of the last fault.
    error_code: Mapped[int | None]
    # Parts of an SMS, for which one pays.
    segments: Mapped[int] = mapped_column(default=0)
    webhook_id: Mapped[int | None] = mapped_column(
        ForeignKey("webhooks.id", ondelete="CASCADE"), index=True
    )
    push_subscription_id: Mapped[int | None] = mapped_column(
        ForeignKey("push_subscriptions.id", ondelete="SET NULL"), index=True
    )
