"""How products come in and go out in bulk: imports, and the addresses of feeds."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
)
from sqlalchemy.orm import Mapped, mapped_column

from cardshop.db import Base, Code, Key, Line, Words


class ImportState(enum.Enum):
    """Where an import is on its way."""

    CHECKED = "checked"
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"
    FAILED = "failed"


class ProductImport(Base):
    """A file of products: what was found in it, how far it came, and what it would undo."""

    __tablename__ = "product_imports"
    __table_args__ = (
        CheckConstraint("done_rows >= 0", name="done_rows"),
        Index("ix_product_imports_business_id_created_at", "business_id", "created_at"),
        Index("ix_product_imports_state", "state"),
    )

    id: Mapped[Key]
    business_id: Mapped[int] = mapped_column(ForeignKey("businesses.id", ondelete="CASCADE"))
    file_name: Mapped[Line] = mapped_column(default="")
    # `cardshop`, `shopify`, `woocommerce` or `meta`.
    dialect: Mapped[Code]
    state: Mapped[ImportState]
    # The file as it came; emptied once the import cannot be run any more.
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    rows: Mapped[int] = mapped_column(default=0)
    done_rows: Mapped[int] = mapped_column(default=0)
    created: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0)
    skipped: Mapped[int] = mapped_column(default=0)
    # [{"row": 3, "column": "Variant Price", "detail": "..."}], the first thousand.
    errors: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    # A letter for each row below the header, see `domain.csv_files.fates`.
    fates: Mapped[Words] = mapped_column(default="")
    failure: Mapped[Words] = mapped_column(default="")
    created_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class ImportedProduct(Base):
    """A product that an import made or changed, and what it was before."""

    __tablename__ = "imported_products"

    import_id: Mapped[int] = mapped_column(
        ForeignKey("product_imports.id", ondelete="CASCADE"), primary_key=True
    )
    product_id: Mapped[int] = mapped_column(
        ForeignKey("products.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    # Empty for a product that the import made.
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    # The product's version after the import: an undo leaves alone what was changed since.
    version: Mapped[int]


class ImportedImage(Base):
    """Which picture was found at an address, so that an import need not fetch it again."""

    __tablename__ = "imported_images"

    business_id: Mapped[int] = mapped_column(
        ForeignKey("businesses.id", ondelete="CASCADE"), primary_key=True
    )
    # SHA-256 of the address.
    address_hash: Mapped[Code] = mapped_column(primary_key=True)
    picture_id: Mapped[int] = mapped_column(
        ForeignKey("pictures.id", ondelete="CASCADE"), index=True
    )


class ProductFeed(Base):
    """The secret address under which Meta and Google fetch a business's products."""

    __tablename__ = "product_feeds"

    business_id: Mapped[int] = mapped_column(
        ForeignKey("businesses.id", ondelete="CASCADE"), primary_key=True
    )
    # The card whose shop the feed's links lead to.
    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id", ondelete="CASCADE"), index=True)
    token: Mapped[Code] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    last_fetched_at: Mapped[datetime | None]
