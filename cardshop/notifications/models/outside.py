"""Programs and browsers that a business has told about: webhooks and web push."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cardshop.db import Base, Code, Key, Line, Words


class Webhook(Base):
    """An address that is told of events, each delivery signed with its secret."""

    __tablename__ = "webhooks"

    id: Mapped[Key]
    business_id: Mapped[int] = mapped_column(
        ForeignKey("businesses.id", ondelete="CASCADE"), index=True
    )
    url: Mapped[Words]
    # Names such as `order.placed`; empty: all.
    events: Mapped[list[str]] = mapped_column(JSON, default=list)
    # Sealed: it signs, so it must be read again.
    secret: Mapped[bytes] = mapped_column(LargeBinary)
    # Deliveries that failed for good, one after the other.
    failures: Mapped[int] = mapped_column(default=0)
    last_success_at: Mapped[datetime | None]
    last_error: Mapped[Words] = mapped_column(default="")
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class PushSubscription(Base):
    """A browser of somebody of the business that shows notifications (RFC 8030, 8291)."""

    __tablename__ = "push_subscriptions"
    __table_args__ = (UniqueConstraint("business_id", "endpoint_hash"),)

    id: Mapped[Key]
    business_id: Mapped[int] = mapped_column(ForeignKey("businesses.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    endpoint: Mapped[Words]
    # SHA-256 of the endpoint: addresses are too long for an index.
    endpoint_hash: Mapped[Code]
    p256dh: Mapped[Line]
    auth: Mapped[Line]
    # The browser as it called itself.
    device: Mapped[Line] = mapped_column(default="")
    failures: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
