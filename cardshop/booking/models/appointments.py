"""Whose time is taken: the two tables by which the database itself refuses an overlap."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    SmallInteger,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from cardshop.db import Base, Key, Line

# Buffers included. The scan for overlaps looks back so far and no further.
LONGEST = 86_400
# What both engines name when they refuse (migration 0003).
OVERLAP_GUARD = "appointments_overlap"


class BlockedTime(Base):
    """Time that the owner keeps free. A longer one is several appointments of a day."""

    __tablename__ = "blocked_times"
    __table_args__ = (CheckConstraint("ends_at > starts_at", name="length"),)

    id: Mapped[Key]
    calendar_id: Mapped[int] = mapped_column(
        ForeignKey("calendars.id", ondelete="CASCADE"), index=True
    )
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    reason: Mapped[Line] = mapped_column(default="")
    created_at: Mapped[datetime]


class Appointment(Base):
    """A stretch of a calendar's time, taken by the seats of one start of a service, or blocked.

    Everything in UTC epoch seconds, half-open. No two active ones of a calendar overlap in their
    blocked time. That is refused by migration 0003: triggers on SQLite, an exclusion constraint on
    PostgreSQL. A migration that rebuilds this table on SQLite has to make the triggers again.

    Seats are lanes of one appointment, not of the calendar: with lanes of the calendar, as
    performance.md sketches them, a class of eight would let a haircut, or a holiday on lane 0,
    stand at the same time as its second seat.
    """

    __tablename__ = "appointments"
    __table_args__ = (
        # What the lanes of the seats are held against.
        UniqueConstraint("id", "capacity"),
        CheckConstraint("capacity >= 1", name="capacity"),
        CheckConstraint(
            "blocked_from <= visit_from AND visit_from < visit_until"
            " AND visit_until <= blocked_until",
            name="order",
        ),
        CheckConstraint(f"blocked_until - blocked_from <= {LONGEST}", name="at_most_a_day"),
        Index("ix_appointments_calendar_id_blocked_from", "calendar_id", "blocked_from"),
        Index("ix_appointments_service_id_visit_from", "service_id", "visit_from"),
    )

    id: Mapped[Key]
    calendar_id: Mapped[int] = mapped_column(ForeignKey("calendars.id", ondelete="CASCADE"))
    service_id: Mapped[int | None] = mapped_column(ForeignKey("services.id", ondelete="SET NULL"))
    blocked_time_id: Mapped[int | None] = mapped_column(
        ForeignKey("blocked_times.id", ondelete="CASCADE"), index=True
    )
    visit_from: Mapped[int] = mapped_column(BigInteger)
    visit_until: Mapped[int] = mapped_column(BigInteger)
    # The visit with its service's buffers as they were then.
    blocked_from: Mapped[int] = mapped_column(BigInteger)
    blocked_until: Mapped[int] = mapped_column(BigInteger)
    capacity: Mapped[int] = mapped_column(SmallInteger, default=1)
    # Whether it still holds the time: while one of its bookings is pending or confirmed.
    active: Mapped[bool] = mapped_column(default=True)


class Seat(Base):
    """One lane of an appointment: taken by a booking, or held for whoever was offered it.

    A lane exists once and lies below the capacity, which is the appointment's by a foreign key: the
    seats of a start never exceed it. A booking that was cancelled or moved has no seats there.
    """

    __tablename__ = "seats"
    __table_args__ = (
        ForeignKeyConstraint(
            ["appointment_id", "capacity"],
            ["appointments.id", "appointments.capacity"],
            ondelete="CASCADE",
            onupdate="CASCADE",
        ),
        CheckConstraint("lane >= 0 AND lane < capacity", name="lane"),
        CheckConstraint("(booking_id IS NULL) <> (waiting_id IS NULL)", name="holder"),
    )

    appointment_id: Mapped[int] = mapped_column(primary_key=True)
    lane: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    capacity: Mapped[int] = mapped_column(SmallInteger)
    booking_id: Mapped[int | None] = mapped_column(
        ForeignKey("bookings.id", ondelete="CASCADE"), index=True
    )
    waiting_id: Mapped[int | None] = mapped_column(
        ForeignKey("waiting_entries.id", ondelete="CASCADE"), index=True
    )
