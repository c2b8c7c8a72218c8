"""Accounts, businesses, and what opens their doors: sessions, tokens, throttles."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cardshop.db import Base, Code, Key, Line


class Role(enum.Enum):
    """What a member may do in a business."""

    OWNER = "owner"
    MANAGER = "manager"
    STAFF = "staff"


class Purpose(enum.Enum):
    """What a mailed link is good for."""

    VERIFY_EMAIL = "verify_email"
    RESET_PASSWORD = "reset_password"
    CHANGE_EMAIL = "change_email"


class Scope(enum.Enum):
    """What an API token may do."""

    READ = "read"
    WRITE = "write"


class Account(Base):
    """A person who signs in.

    An address is claimed by proving it: only verified accounts are unique by e-mail, so signing up
    with an address that somebody has already tells nobody that they have it.
    """

    __tablename__ = "accounts"
    __table_args__ = (
        Index(
            "uq_accounts_verified_email",
            "email",
            unique=True,
            sqlite_where=text("email_verified_at IS NOT NULL"),
            postgresql_where=text("email_verified_at IS NOT NULL"),
        ),
        Index("ix_accounts_email", "email"),
    )

    id: Mapped[Key]
    email: Mapped[str] = mapped_column(String(254))
    password_hash: Mapped[Line]
    locale: Mapped[Code]
    email_verified_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class Business(Base):
    """The tenant: everything else belongs to one."""

    __tablename__ = "businesses"
    __table_args__ = (
        CheckConstraint("content_version > 0", name="content_version"),
        CheckConstraint("currency_exponent IN (0, 2, 3)", name="currency_exponent"),
    )

    id: Mapped[Key]
    name: Mapped[Line]
    country: Mapped[str] = mapped_column(String(2))
    currency: Mapped[str] = mapped_column(String(3))
    currency_exponent: Mapped[int]
    timezone: Mapped[Code]
    locale: Mapped[Code]
    whatsapp: Mapped[str] = mapped_column(String(16), default="")
    prices_include_tax: Mapped[bool] = mapped_column(default=True)
    opening_hours: Mapped[dict[str, Any]]
    # Raised by every write to what the public sees; the ETag of its pages (performance.md,
    # decision 3).
    content_version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]


class Membership(Base):
    """A person's place in a business."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("account_id", "business_id"),)

    id: Mapped[Key]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    business_id: Mapped[int] = mapped_column(
        ForeignKey("businesses.id", ondelete="CASCADE"), index=True
    )
    role: Mapped[Role]

    business: Mapped[Business] = relationship(lazy="raise_on_sql")
    account: Mapped[Account] = relationship(lazy="raise_on_sql")


class UserSession(Base):
    """One signed-in browser. The cookie carries a token; only its hash is kept."""

    __tablename__ = "user_sessions"

    id: Mapped[Key]
    token_hash: Mapped[Code] = mapped_column(unique=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    # The business this browser works for, when the person has several.
    business_id: Mapped[int | None] = mapped_column(
        ForeignKey("businesses.id", ondelete="SET NULL")
    )
    device: Mapped[Line]
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]

    account: Mapped[Account] = relationship(lazy="raise_on_sql")


class AccountToken(Base):
    """A mailed link: single use, hashed, expiring."""

    __tablename__ = "account_tokens"

    id: Mapped[Key]
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    purpose: Mapped[Purpose]
    token_hash: Mapped[Code] = mapped_column(unique=True)
    email: Mapped[str] = mapped_column(String(254))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Invitation(Base):
    """A place kept for someone where signing up is by invitation."""

    __tablename__ = "invitations"

    id: Mapped[Key]
    token_hash: Mapped[Code] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Throttle(Base):
    """Failures counted against one name (an account's or an address's hash), and its wait."""

    __tablename__ = "throttles"

    name_hash: Mapped[Code] = mapped_column(primary_key=True)
    failures: Mapped[int]
    last_failed_at: Mapped[datetime]
    blocked_until: Mapped[datetime]


class ApiToken(Base):
    """A key for programs. Shown once; only its hash is kept."""

    __tablename__ = "api_tokens"

    id: Mapped[Key]
    business_id: Mapped[int] = mapped_column(
        ForeignKey("businesses.id", ondelete="CASCADE"), index=True
    )
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[Line]
    scope: Mapped[Scope]
    token_hash: Mapped[Code] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class IdempotencyRecord(Base):
    """The first answer to a creating request, for its repeats."""

    __tablename__ = "idempotency_records"
    __table_args__ = (UniqueConstraint("owner", "key"),)

    id: Mapped[Key]
    # Whose key it is: `token:<id>` or, for public requests, `card:<hash of its slug>`.
    owner: Mapped[Code]
    key: Mapped[Line]
    request_hash: Mapped[Code]
    status: Mapped[int]
    headers: Mapped[dict[str, Any]]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(index=True)
