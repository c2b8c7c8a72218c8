"""Bookings with their history, and what makes a row of weekly ones."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cardshop.booking.models.services import Place
from cardshop.db import Base, Code, Key, Line, Words


class BookingState(enum.Enum):
    """Where a booking is on its way (domain.md 8.2). Pending and confirmed ones hold their time."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    COMPLETED = "completed"
    NO_SHOW = "no_show"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Happening(enum.Enum):
    """What a line of a booking's history tells."""

    TAKEN = "taken"
    APPROVED = "approved"
    MOVED = "moved"
    # The customer has answered a reminder with yes.
    WILL_COME = "will_come"
    COMPLETED = "completed"
    NO_SHOW = "no_show"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class RecurringGroup(Base):
    """Appointments that were made together, one every so many weeks."""

    __tablename__ = "recurring_groups"
    __table_args__ = (
        CheckConstraint("every_weeks BETWEEN 1 AND 52", name="every_weeks"),
        CheckConstraint("times BETWEEN 1 AND 52", name="times"),
    )

    id: Mapped[Key]
    business_id: Mapped[int] = mapped_column(
        ForeignKey("businesses.id", ondelete="CASCADE"), index=True
    )
    every_weeks: Mapped[int] = mapped_column(default=1)
    times: Mapped[int]
    created_at: Mapped[datetime]


class Booking(Base):
    """A booking as it was made: words, price and customer are a snapshot.

    The customer stands here and not in `customers`, which belongs to orders, above this package: a
    booking needs no telephone, and must outlive what is tidied there. Both know a person by
    `lib.phones.canonical`, so a client's orders and bookings meet by business and `phone_key`.
    """

    __tablename__ = "bookings"
    __table_args__ = (
        UniqueConstraint("business_id", "idempotency_key"),
        CheckConstraint("ends_at > starts_at", name="length"),
        CheckConstraint("seats >= 1", name="seats"),
        CheckConstraint("price >= 0", name="price"),
        CheckConstraint("ics_sequence >= 0", name="ics_sequence"),
        # Only who waits for approval waits for an end.
        CheckConstraint("(state = 'pending') = (hold_until IS NOT NULL)", name="hold"),
        Index("ix_bookings_business_id_starts_at", "business_id", "starts_at"),
        Index("ix_bookings_business_id_state_starts_at", "business_id", "state", "starts_at"),
        Index("ix_bookings_business_id_phone_key", "business_id", "phone_key"),
        Index("ix_bookings_business_id_email_key", "business_id", "email_key"),
        Index("ix_bookings_calendar_id_starts_at", "calendar_id", "starts_at"),
        Index("ix_bookings_hold_until", "hold_until"),
    )

    id: Mapped[Key]
    business_id: Mapped[int] = mapped_column(ForeignKey("businesses.id", ondelete="CASCADE"))
    service_id: Mapped[int | None] = mapped_column(
        ForeignKey("services.id", ondelete="SET NULL"), index=True
    )
    calendar_id: Mapped[int | None] = mapped_column(ForeignKey("calendars.id", ondelete="SET NULL"))
    card_id: Mapped[int | None] = mapped_column(
        ForeignKey("cards.id", ondelete="SET NULL"), index=True
    )
    source_tag_id: Mapped[int | None] = mapped_column(
        ForeignKey("qr_tags.id", ondelete="SET NULL"), index=True
    )
    group_id: Mapped[int | None] = mapped_column(
        ForeignKey("recurring_groups.id", ondelete="SET NULL"), index=True
    )
    # The customer's unguessable link.
    token: Mapped[Code] = mapped_column(unique=True)
    idempotency_key: Mapped[Code]
    # Random, without the host, the same for the booking's life (domain.md 8.3).
    ics_uid: Mapped[Code] = mapped_column(unique=True)
    ics_sequence: Mapped[int] = mapped_column(default=0)
    state: Mapped[BookingState]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    # The calendar's zone when it was taken, and what the customer's own pages speak and show.
    timezone: Mapped[Code]
    customer_timezone: Mapped[Code] = mapped_column(default="")
    locale: Mapped[Code]
    seats: Mapped[int] = mapped_column(default=1)
    service_name: Mapped[Line]
    calendar_name: Mapped[Line]
    # For all seats.
    price: Mapped[int] = mapped_column(BigInteger, default=0)
    currency: Mapped[str] = mapped_column(String(3))
    currency_exponent: Mapped[int]
    place: Mapped[Place]
    place_details: Mapped[Line] = mapped_column(default="")
    customer_name: Mapped[Line]
    # E.164 as given; `phone_key` is one for all spellings (lib.phones.canonical). Empty: none.
    customer_phone: Mapped[str] = mapped_column(String(16), default="")
    phone_key: Mapped[str] = mapped_column(String(16), default="")
    customer_email: Mapped[str] = mapped_column(String(254), default="")
    email_key: Mapped[str] = mapped_column(String(254), default="")
    # Of each answered question its `question_id`, `label`, `kind` and `value`.
    answers: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    note: Mapped[Words] = mapped_column(default="")
    # The business's own words, which no customer reads.
    owner_note: Mapped[Words] = mapped_column(default="")
    # Until then the time is held for an approval.
    hold_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    # The last change of time, place or state: DTSTAMP.
    revised_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    events: Mapped[list[BookingEvent]] = relationship(
        order_by="BookingEvent.id",
        cascade="all, delete-orphan",
        passive_deletes=True,
        lazy="raise_on_sql",
    )


class BookingEvent(Base):
    """A line of a booking's history: what happened, when, by whom, and where that led."""

    __tablename__ = "booking_events"

    id: Mapped[Key]
    booking_id: Mapped[int] = mapped_column(
        ForeignKey("bookings.id", ondelete="CASCADE"), index=True
    )
    happening: Mapped[Happening]
    state: Mapped[BookingState]
    # From then on: what it was moved to can be read here, and from what in the line before.
    starts_at: Mapped[datetime]
    calendar_name: Mapped[Line]
    at: Mapped[datetime]
    # `customer`, `system`, or the e-mail address of the person of the business.
    actor: Mapped[Line]
    note: Mapped[Words] = mapped_column(default="")
