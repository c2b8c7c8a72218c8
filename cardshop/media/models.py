"""Pictures and what uses them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cardshop.db import Base, Code, Key


class Picture(Base):
    """One uploaded picture, kept as WebP in a few widths under a name made from its content."""

    __tablename__ = "pictures"
    __table_args__ = (UniqueConstraint("business_id", "digest"),)

    id: Mapped[Key]
    business_id: Mapped[int] = mapped_column(ForeignKey("businesses.id", ondelete="CASCADE"))
    # Of the content and the business: two businesses never share a file, nor learn of each other's.
    digest: Mapped[Code] = mapped_column(unique=True)
    width: Mapped[int]
    height: Mapped[int]
    # The widths that are stored, smallest first.
    widths: Mapped[list[int]]
    alt: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime]


class PictureUse(Base):
    """Something that shows a picture, named like `card:12`; a picture without uses is removed."""

    __tablename__ = "picture_uses"

    picture_id: Mapped[int] = mapped_column(
        ForeignKey("pictures.id", ondelete="CASCADE"), primary_key=True
    )
    used_by: Mapped[Code] = mapped_column(primary_key=True)
