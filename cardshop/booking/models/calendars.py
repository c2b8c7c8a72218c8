"""Whom or what one books, their feeds out, and the busy calendars they already have."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from cardshop.db import Base, Code, Key, Line, Words
from cardshop.lib.errors import Sentence


class FeedPrivacy(enum.Enum):
    """What a feed shows of the customer (domain.md 8.3)."""

    ALL = "all"
    NAME = "name"
    BUSY = "busy"


class BusyKind(enum.Enum):
    """How a busy calendar is read."""

    ICS = "ics"
    CALDAV = "caldav"


class Calendar(Base):
    """A bookable person or resource."""

    __tablename__ = "calendars"
    __table_args__ = (
        CheckConstraint("daily_limit >= 1", name="daily_limit"),
        Index("ix_calendars_business_id_position", "business_id", "position"),
    )

    id: Mapped[Key]
    business_id: Mapped[int] = mapped_column(ForeignKey("businesses.id", ondelete="CASCADE"))
    name: Mapped[Line]
    # IANA. Bookings are instants, so changing it moves none of them.
    timezone: Mapped[Code]
    # HOURS of the API with its dated overrides; empty: the opening hours of the business.
    hours: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    # A CSS name, as COLOR of a feed wants it.
    color: Mapped[str] = mapped_column(String(32), default="steelblue")
    # So many bookings on one local date; empty: no limit.
    daily_limit: Mapped[int | None]
    position: Mapped[int] = mapped_column(default=0)
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class CalendarService(Base):
    """Who gives which service."""

    __tablename__ = "calendar_services"

    calendar_id: Mapped[int] = mapped_column(
        ForeignKey("calendars.id", ondelete="CASCADE"), primary_key=True
    )
    service_id: Mapped[int] = mapped_column(
        ForeignKey("services.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class CalendarFeed(Base):
    """An address at which bookings can be subscribed to. A revoked one is a deleted row."""

    __tablename__ = "calendar_feeds"

    id: Mapped[Key]
    business_id: Mapped[int] = mapped_column(
        ForeignKey("businesses.id", ondelete="CASCADE"), index=True
    )
    # Empty: all calendars of the business.
    calendar_id: Mapped[int | None] = mapped_column(
        ForeignKey("calendars.id", ondelete="CASCADE"), index=True
    )
    # Kept as it is: the owner copies the address again and again.
    token: Mapped[Code] = mapped_column(unique=True)
    privacy: Mapped[FeedPrivacy] = mapped_column(default=FeedPrivacy.ALL)
    last_fetched_at: Mapped[datetime | None]
    # The program that fetched, as it called itself.
    last_fetched_by: Mapped[Line] = mapped_column(default="")
    created_at: Mapped[datetime]


class BusySource(Base):
    """A calendar elsewhere that says when this one is busy (domain.md 8.4)."""

    __tablename__ = "busy_sources"
    __table_args__ = (Index("ix_busy_sources_next_fetch_at", "next_fetch_at"),)

    id: Mapped[Key]
    calendar_id: Mapped[int] = mapped_column(
        ForeignKey("calendars.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[BusyKind] = mapped_column(default=BusyKind.ICS)
    url: Mapped[Words]
    # User and password, sealed with the installation's secret key (`operations.sealing`).
    credentials: Mapped[bytes | None] = mapped_column(LargeBinary)
    # For the next conditional GET, as the server sent them.
    etag: Mapped[Words] = mapped_column(default="")
    last_modified: Mapped[Line] = mapped_column(default="")
    # The last success: its busy times stay until the next one.
    last_fetched_at: Mapped[datetime | None]
    last_tried_at: Mapped[datetime | None]
    # A sentence in English with `%(name)s` for each of its values, so that it can be translated.
    last_error: Mapped[Words] = mapped_column(default="")
    error_values: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # Until when repetitions were worked out: no "not modified" can tell of what comes after.
    read_until: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)
    events: Mapped[int] = mapped_column(default=0)
    next_fetch_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    created_at: Mapped[datetime]

    @property
    def fault(self) -> Sentence:
        """What was wrong with the last try, or with a part of what it read; empty for nothing."""
        return Sentence.of(self.last_error, **self.error_values)


class BusyInterval(Base):
    """A stretch in which somebody is busy elsewhere, in UTC epoch seconds, half-open."""

    __tablename__ = "busy_intervals"
    __table_args__ = (
        CheckConstraint("busy_until > busy_from", name="length"),
        Index("ix_busy_intervals_source_id_busy_until", "source_id", "busy_until"),
    )

    id: Mapped[Key]
    source_id: Mapped[int] = mapped_column(ForeignKey("busy_sources.id", ondelete="CASCADE"))
    busy_from: Mapped[int] = mapped_column(BigInteger)
    busy_until: Mapped[int] = mapped_column(BigInteger)
    # What it is called there, for the owner's eyes alone.
    summary: Mapped[Line] = mapped_column(default="")
