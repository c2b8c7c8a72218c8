"""Who waits for a time on a day that is full."""

from __future__ import annotations

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from cardshop.db import Base, Code, Key, Line, Words


class WaitingState(enum.Enum):
    """How the wait stands."""

    WAITING = "waiting"
    OFFERED = "offered"
    BOOKED = "booked"
    LEFT = "left"
    LAPSED = "lapsed"


# Those that stand in the queue; the words are repeated where the database looks at them.
QUEUED = (WaitingState.WAITING, WaitingState.OFFERED)
_QUEUED_SQL = text("state IN ('waiting', 'offered')")


class WaitingEntry(Base):
    """Somebody who wants a service on a day, in the order of their keys.

    While a freed time is offered it is held for them by seats of their own, until `offer_until`.
    One person waits once for a service and a day, known by telephone, or by mail without one.
    """

    __tablename__ = "waiting_entries"
    __table_args__ = (
        CheckConstraint("seats >= 1", name="seats"),
        CheckConstraint("phone_key <> '' OR email_key <> ''", name="reachable"),
        CheckConstraint(
            "(state = 'offered') = (offer_until IS NOT NULL AND offered_starts_at IS NOT NULL)",
            name="offer",
        ),
        Index(
            "uq_waiting_entries_person",
            "service_id",
            "day",
            "phone_key",
            "email_key",
            unique=True,
            sqlite_where=_QUEUED_SQL,
            postgresql_where=_QUEUED_SQL,
        ),
        Index("ix_waiting_entries_business_id_state_day", "business_id", "state", "day"),
        Index("ix_waiting_entries_offer_until", "offer_until"),
    )

    id: Mapped[Key]
    business_id: Mapped[int] = mapped_column(ForeignKey("businesses.id", ondelete="CASCADE"))
    service_id: Mapped[int] = mapped_column(
        ForeignKey("services.id", ondelete="CASCADE"), index=True
    )
    # Whom they want; empty: anyone.
    calendar_id: Mapped[int | None] = mapped_column(
        ForeignKey("calendars.id", ondelete="CASCADE"), index=True
    )
    # Where they came from: the look of their page, and of the booking's.
    card_id: Mapped[int | None] = mapped_column(
        ForeignKey("cards.id", ondelete="SET NULL"), index=True
    )
    # A local date of the calendar, or of the business for anyone.
    day: Mapped[date]
    seats: Mapped[int] = mapped_column(default=1)
    # Their unguessable link: to the offer, and to leave.
    token: Mapped[Code] = mapped_column(unique=True)
    state: Mapped[WaitingState] = mapped_column(default=WaitingState.WAITING)
    customer_name: Mapped[Line]
    customer_phone: Mapped[str] = mapped_column(String(16), default="")
    phone_key: Mapped[str] = mapped_column(String(16), default="")
    customer_email: Mapped[str] = mapped_column(String(254), default="")
    email_key: Mapped[str] = mapped_column(String(254), default="")
    customer_timezone: Mapped[Code] = mapped_column(default="")
    locale: Mapped[Code]
    note: Mapped[Words] = mapped_column(default="")
    offered_starts_at: Mapped[datetime | None]
    offer_until: Mapped[datetime | None]
    # How often something was offered: the deduplication of its messages.
    offers: Mapped[int] = mapped_column(default=0)
    booking_id: Mapped[int | None] = mapped_column(
        ForeignKey("bookings.id", ondelete="SET NULL"), index=True
    )
    created_at: Mapped[datetime]
