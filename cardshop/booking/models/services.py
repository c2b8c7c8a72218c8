"""What can be booked, who gives it, and how a business takes bookings."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cardshop.db import Base, Key, Line, Words


class SlotAlignment(enum.Enum):
    """The grid on which a service's starts are tried (domain.md 8.1, rule 5)."""

    OPENING = "opening"
    CLOCK = "clock"
    TIGHT = "tight"


class Place(enum.Enum):
    """Where a service is given."""

    BUSINESS = "business"
    CUSTOMER = "customer"
    PHONE = "phone"
    VIDEO = "video"


class QuestionKind(enum.Enum):
    """How a question is answered."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    CHECKBOX = "checkbox"
    PHONE = "phone"


class Service(Base):
    """Something that can be booked. An empty daily limit, or one of a person, means none."""

    __tablename__ = "services"
    __table_args__ = (
        UniqueConstraint("business_id", "slug"),
        CheckConstraint(
            "buffer_before_minutes >= 0 AND buffer_after_minutes >= 0 AND duration_minutes >= 1",
            name="minutes",
        ),
        # The overlap guard looks back one day and no further (performance.md, decision 6).
        CheckConstraint(
            "buffer_before_minutes + duration_minutes + buffer_after_minutes <= 1440",
            name="at_most_a_day",
        ),
        CheckConstraint("slot_interval_minutes >= 1", name="slot_interval"),
        CheckConstraint("minimum_notice_minutes >= 0", name="minimum_notice"),
        CheckConstraint("horizon_days BETWEEN 0 AND 730", name="horizon"),
        CheckConstraint("capacity BETWEEN 1 AND 1000", name="capacity"),
        CheckConstraint("daily_limit >= 1 AND person_limit >= 1", name="limits"),
        CheckConstraint(
            "cancel_cutoff_minutes >= 0 AND reschedule_cutoff_minutes >= 0", name="cutoffs"
        ),
        CheckConstraint("price >= 0", name="price"),
        Index("ix_services_business_id_position", "business_id", "position"),
    )

    id: Mapped[Key]
    business_id: Mapped[int] = mapped_column(ForeignKey("businesses.id", ondelete="CASCADE"))
    slug: Mapped[str] = mapped_column(String(80))
    name: Mapped[Line]
    description: Mapped[Words] = mapped_column(default="")
    duration_minutes: Mapped[int]
    # Minor units.
    price: Mapped[int] = mapped_column(BigInteger, default=0)
    # Empty: the duration.
    slot_interval_minutes: Mapped[int | None]
    buffer_before_minutes: Mapped[int] = mapped_column(default=0)
    buffer_after_minutes: Mapped[int] = mapped_column(default=0)
    minimum_notice_minutes: Mapped[int] = mapped_column(default=0)
    horizon_days: Mapped[int] = mapped_column(default=60)
    capacity: Mapped[int] = mapped_column(default=1)
    # So many bookings on one local date, over all calendars.
    daily_limit: Mapped[int | None]
    # So many bookings ahead of one person.
    person_limit: Mapped[int | None]
    requires_approval: Mapped[bool] = mapped_column(default=False)
    slot_alignment: Mapped[SlotAlignment] = mapped_column(default=SlotAlignment.OPENING)
    place: Mapped[Place] = mapped_column(default=Place.BUSINESS)
    # The room, or the link of the video call.
    place_details: Mapped[Line] = mapped_column(default="")
    cancel_cutoff_minutes: Mapped[int] = mapped_column(default=0)
    reschedule_cutoff_minutes: Mapped[int] = mapped_column(default=0)
    # Minutes before the start (domain.md 9).
    reminder_offsets: Mapped[list[int]] = mapped_column(default=lambda: [1440, 120])
    position: Mapped[int] = mapped_column(default=0)
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    questions: Mapped[list[ServiceQuestion]] = relationship(
        order_by="ServiceQuestion.position",
        cascade="all, delete-orphan",
        passive_deletes=True,
        lazy="raise_on_sql",
    )


class ServiceQuestion(Base):
    """What is asked of whoever books."""

    __tablename__ = "service_questions"
    __table_args__ = (Index("ix_service_questions_service_id_position", "service_id", "position"),)

    id: Mapped[Key]
    service_id: Mapped[int] = mapped_column(ForeignKey("services.id", ondelete="CASCADE"))
    position: Mapped[int]
    label: Mapped[Line]
    kind: Mapped[QuestionKind]
    is_required: Mapped[bool] = mapped_column(default=False)
    # Of a choice: the words to choose from, in order.
    choices: Mapped[list[str]] = mapped_column(JSON, default=list)


class BookingSettings(Base):
    """How a business takes bookings.

    The row is made when it is first needed (`queries.held_settings`). Whoever takes, moves or ends
    a booking or blocks time holds it first, so that a business's bookings queue: daily limits and
    limits of a person reach over calendars, and a move touches two of them.
    """

    __tablename__ = "booking_settings"
    __table_args__ = (
        CheckConstraint("approval_minutes >= 1", name="approval"),
        CheckConstraint("person_limit >= 1 AND person_day_limit >= 1", name="person_limits"),
        CheckConstraint("offer_minutes BETWEEN 1 AND 1440", name="offer"),
    )

    business_id: Mapped[int] = mapped_column(
        ForeignKey("businesses.id", ondelete="CASCADE"), primary_key=True
    )
    is_taking_bookings: Mapped[bool] = mapped_column(default=True)
    # How long a booking that waits for approval holds its time, at most until its start.
    approval_minutes: Mapped[int] = mapped_column(default=1440)
    # Against hoarding: bookings ahead of one person, and those of them on one local date.
    person_limit: Mapped[int] = mapped_column(default=8)
    person_day_limit: Mapped[int] = mapped_column(default=4)
    # How long a freed time is held for whoever waits (issue 4, part 4).
    offer_minutes: Mapped[int] = mapped_column(default=20)
