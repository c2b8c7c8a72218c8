"""Cards, their sections, every address they ever had, and the QR tags that lead to them."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cardshop.db import Base, Code, Key, Line, Words


class SectionKind(enum.Enum):
    """What a section of a card shows."""

    CONTACT = "contact"
    ABOUT = "about"
    LINKS = "links"
    GALLERY = "gallery"
    HOURS = "hours"
    TESTIMONIALS = "testimonials"
    FAQ = "faq"
    MAP = "map"
    VIDEO = "video"
    TEXT = "text"
    PRODUCTS = "products"
    SERVICES = "services"
    FEATURED = "featured"


class Target(enum.Enum):
    """What a QR tag opens."""

    CARD = "card"
    SHOP = "shop"
    PRODUCT = "product"
    SERVICE = "service"
    TABLE = "table"


class Card(Base):
    """One page of a business."""

    __tablename__ = "cards"
    __table_args__ = (
        CheckConstraint("version > 0", name="version"),
        CheckConstraint("cover_x BETWEEN 0 AND 100", name="cover_x"),
        CheckConstraint("cover_y BETWEEN 0 AND 100", name="cover_y"),
    )

    id: Mapped[Key]
    business_id: Mapped[int] = mapped_column(
        ForeignKey("businesses.id", ondelete="CASCADE"), index=True
    )
    slug: Mapped[Code] = mapped_column(unique=True)
    published_at: Mapped[datetime | None]
    preview_token: Mapped[Code] = mapped_column(unique=True)
    locale: Mapped[Code]
    display_name: Mapped[Line]
    headline: Mapped[Line] = mapped_column(default="")
    organisation: Mapped[Line] = mapped_column(default="")
    job_title: Mapped[Line] = mapped_column(default="")
    bio: Mapped[Words] = mapped_column(default="")
    avatar_id: Mapped[int | None] = mapped_column(ForeignKey("pictures.id", ondelete="SET NULL"))
    cover_id: Mapped[int | None] = mapped_column(ForeignKey("pictures.id", ondelete="SET NULL"))
    cover_x: Mapped[int] = mapped_column(default=50)
    cover_y: Mapped[int] = mapped_column(default=50)
    # Ordered lists in the shapes of http.md's CARD; the database never searches them.
    phones: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    emails: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    websites: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    addresses: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    links: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    theme: Mapped[dict[str, Any]] = mapped_column(default=dict)
    vcard_uid: Mapped[Code]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    sections: Mapped[list[Section]] = relationship(
        back_populates="card",
        order_by="Section.position",
        cascade="all, delete-orphan",
        passive_deletes=True,
        lazy="raise_on_sql",
    )

    @property
    def is_published(self) -> bool:
        """True while everyone can see it."""
        return self.published_at is not None


class Section(Base):
    """A part of a card, in the owner's order."""

    __tablename__ = "sections"
    __table_args__ = (
        CheckConstraint("position >= 0", name="position"),
        Index("ix_sections_card_id_position", "card_id", "position"),
    )

    id: Mapped[Key]
    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id", ondelete="CASCADE"))
    kind: Mapped[SectionKind]
    title: Mapped[Line] = mapped_column(default="")
    is_visible: Mapped[bool] = mapped_column(default=True)
    position: Mapped[int]
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)

    card: Mapped[Card] = relationship(back_populates="sections", lazy="raise_on_sql")


class SlugClaim(Base):
    """An address that is a business's for ever; an old one leads to the card's present one."""

    __tablename__ = "slug_claims"

    slug: Mapped[Code] = mapped_column(primary_key=True)
    business_id: Mapped[int] = mapped_column(
        ForeignKey("businesses.id", ondelete="CASCADE"), index=True
    )
    # Empty once the card was deleted: nobody else can take the address that is printed somewhere.
    card_id: Mapped[int | None] = mapped_column(
        ForeignKey("cards.id", ondelete="SET NULL"), index=True
    )
    claimed_at: Mapped[datetime]


class QrTag(Base):
    """A permanent code on a sticker: it leads somewhere and counts its scans."""

    __tablename__ = "qr_tags"
    __table_args__ = (
        CheckConstraint("scans >= 0", name="scans"),
        UniqueConstraint("code"),
    )

    id: Mapped[Key]
    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id", ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(String(8))
    label: Mapped[Line] = mapped_column(default="")
    target: Mapped[Target]
    table_name: Mapped[Line] = mapped_column(default="")
    # The product that it opens; once that is gone, the shop.
    product_id: Mapped[int | None] = mapped_column(
        ForeignKey("products.id", ondelete="SET NULL"), index=True
    )
    # The service that it opens; once that is gone, the list of services.
    service_id: Mapped[int | None] = mapped_column(
        ForeignKey("services.id", ondelete="SET NULL"), index=True
    )
    # Colours, shape and logo switch of its drawing, and the words of its poster.
    style: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # The code that the card's own buttons show; it cannot be deleted.
    is_primary: Mapped[bool] = mapped_column(default=False)
    scans: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
