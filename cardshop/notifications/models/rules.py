"""Who is told what, when, and in which words."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from cardshop.db import Base, Code, Key, Line, Words
from cardshop.notifications.models.outbox import Channel


class NotificationRule(Base):
    """A cell of the matrix that differs from its default: event, person, channel."""

    __tablename__ = "notification_rules"

    business_id: Mapped[int] = mapped_column(
        ForeignKey("businesses.id", ondelete="CASCADE"), primary_key=True
    )
    event: Mapped[Code] = mapped_column(primary_key=True)
    # `customer` or `owner`.
    person: Mapped[Code] = mapped_column(primary_key=True)
    channel: Mapped[Channel] = mapped_column(primary_key=True)
    is_on: Mapped[bool]


class MessageText(Base):
    """The business's own words for an event, in one language. Empty fields: the built-in words.

    The short text goes to WhatsApp, SMS and push; subject and letter are of an e-mail.
    """

    __tablename__ = "message_texts"

    business_id: Mapped[int] = mapped_column(
        ForeignKey("businesses.id", ondelete="CASCADE"), primary_key=True
    )
    event: Mapped[Code] = mapped_column(primary_key=True)
    person: Mapped[Code] = mapped_column(primary_key=True)
    # A language, such as `es`.
    language: Mapped[Code] = mapped_column(primary_key=True)
    subject: Mapped[Line] = mapped_column(default="")
    letter: Mapped[Words] = mapped_column(default="")
    short: Mapped[Words] = mapped_column(default="")
    updated_at: Mapped[datetime]


class MessagingSettings(Base):
    """How a business sends: its provider, its limits, its quiet hours. Made when first needed."""

    __tablename__ = "messaging_settings"
    __table_args__ = (
        CheckConstraint("daily_limit >= 0 AND daily_cost_limit >= 0", name="limits"),
        CheckConstraint("recipient_limit >= 1", name="recipient_limit"),
        CheckConstraint("summary_minute BETWEEN 0 AND 1439", name="summary_minute"),
    )

    business_id: Mapped[int] = mapped_column(
        ForeignKey("businesses.id", ondelete="CASCADE"), primary_key=True
    )
    # The business's own account at Twilio; without it the operator's shared one, if there is one.
    account_sid: Mapped[Code] = mapped_column(default="")
    # Sealed with the installation's secret key.
    auth_token: Mapped[bytes | None] = mapped_column(LargeBinary)
    whatsapp_from: Mapped[str] = mapped_column(String(32), default="")
    sms_from: Mapped[str] = mapped_column(String(64), default="")
    # Whether the operator's shared account may be used.
    uses_shared: Mapped[bool] = mapped_column(default=True)
    falls_back_to_sms: Mapped[bool] = mapped_column(default=True)
    falls_back_to_email: Mapped[bool] = mapped_column(default=True)
    # ISO 3166-1; empty: the business's own country.
    allowed_countries: Mapped[list[str]] = mapped_column(JSON, default=list)
    # Messages by telephone a day, and of them to one number; cost in hundredths of a US dollar.
    daily_limit: Mapped[int] = mapped_column(default=500)
    daily_cost_limit: Mapped[int] = mapped_column(default=2000)
    recipient_limit: Mapped[int] = mapped_column(default=10)
    # Wall times `HH:MM` of the recipient; equal ones: never quiet.
    quiet_from: Mapped[str] = mapped_column(String(5), default="21:00")
    quiet_until: Mapped[str] = mapped_column(String(5), default="08:00")
    # When the daily summary goes out, in minutes of the business's day.
    summary_minute: Mapped[int] = mapped_column(default=1200)
    follow_up_minutes: Mapped[int] = mapped_column(default=1440)


class TemplateState(enum.Enum):
    """What the owner, or a refusal, says of a template at the provider."""

    SUBMITTED = "submitted"
    APPROVED = "approved"
    REJECTED = "rejected"


class WhatsAppTemplate(Base):
    """An approved template at Twilio that stands for the words of an event in one language."""

    __tablename__ = "whatsapp_templates"
    __table_args__ = (
        Index("uq_whatsapp_templates", "business_id", "event", "person", "language", unique=True),
    )

    id: Mapped[Key]
    business_id: Mapped[int] = mapped_column(ForeignKey("businesses.id", ondelete="CASCADE"))
    event: Mapped[Code]
    person: Mapped[Code]
    language: Mapped[Code]
    # `HX` and 32 hexadecimal digits.
    content_sid: Mapped[Code]
    # The placeholders that its variables 1, 2, 3 ... stand for.
    variables: Mapped[list[str]] = mapped_column(JSON, default=list)
    state: Mapped[TemplateState] = mapped_column(default=TemplateState.APPROVED)
    last_error: Mapped[Words] = mapped_column(default="")
    updated_at: Mapped[datetime]


class DailySummary(Base):
    """The last local date of which a business was told."""

    __tablename__ = "daily_summaries"

    business_id: Mapped[int] = mapped_column(
        ForeignKey("businesses.id", ondelete="CASCADE"), primary_key=True
    )
    told_until: Mapped[datetime]
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
