"""Categories, products and what can be chosen of them."""

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


class ProductStatus(enum.Enum):
    """Whether a product is shown and can be ordered (domain.md section 5)."""

    DRAFT = "draft"
    ACTIVE = "active"
    SOLD_OUT = "sold_out"
    ARCHIVED = "archived"


class Category(Base):
    """A shelf of the shop. A category may stand in another one, and no deeper."""

    __tablename__ = "categories"
    __table_args__ = (
        CheckConstraint("position >= 0", name="position"),
        CheckConstraint("parent_id <> id", name="parent"),
        Index("ix_categories_business_id_rank", "business_id", "rank"),
    )

    id: Mapped[Key]
    business_id: Mapped[int] = mapped_column(ForeignKey("businesses.id", ondelete="CASCADE"))
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("categories.id", ondelete="SET NULL"), index=True
    )
    name: Mapped[Line]
    # Among the categories of the same parent, from 0.
    position: Mapped[int] = mapped_column(default=0)
    # Among all categories of the business as the shop shows them: a parent, then its children.
    rank: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]


class Product(Base):
    """Something that can be ordered."""

    __tablename__ = "products"
    __table_args__ = (
        UniqueConstraint("business_id", "slug"),
        CheckConstraint("price >= 0", name="price"),
        CheckConstraint("compare_at_price >= 0", name="compare_at_price"),
        CheckConstraint("stock >= 0", name="stock"),
        CheckConstraint("tax_basis_points BETWEEN 0 AND 10000", name="tax_basis_points"),
        CheckConstraint("preparation_minutes >= 0", name="preparation_minutes"),
        Index(
            "ix_products_business_id_category_id_position", "business_id", "category_id", "position"
        ),
        Index("ix_products_business_id_status", "business_id", "status"),
        Index("ix_products_business_id_sku", "business_id", "sku"),
    )

    id: Mapped[Key]
    business_id: Mapped[int] = mapped_column(ForeignKey("businesses.id", ondelete="CASCADE"))
    category_id: Mapped[int | None] = mapped_column(
        ForeignKey("categories.id", ondelete="SET NULL"), index=True
    )
    slug: Mapped[str] = mapped_column(String(80))
    name: Mapped[Line]
    description: Mapped[Words] = mapped_column(default="")
    # Minor units. With variants: the lowest of their prices, kept in step for sorting and "from".
    price: Mapped[int] = mapped_column(BigInteger)
    compare_at_price: Mapped[int | None] = mapped_column(BigInteger)
    sku: Mapped[Line] = mapped_column(default="")
    brand: Mapped[Line] = mapped_column(default="")
    gtin: Mapped[str] = mapped_column(String(14), default="")
    # A hundredth of a percent: 1600 is 16 %.
    tax_basis_points: Mapped[int] = mapped_column(default=0)
    status: Mapped[ProductStatus] = mapped_column(default=ProductStatus.DRAFT)
    # Empty: not counted. With variants the count is theirs and this is empty.
    stock: Mapped[int | None]
    preparation_minutes: Mapped[int] = mapped_column(default=0)
    position: Mapped[int] = mapped_column(default=0)
    # Name, SKU and tags folded for searching (`domain.searching.folded`).
    search_text: Mapped[Words] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    images: Mapped[list[ProductImage]] = relationship(
        order_by="ProductImage.position",
        cascade="all, delete-orphan",
        passive_deletes=True,
        lazy="raise_on_sql",
    )
    tags: Mapped[list[ProductTag]] = relationship(
        order_by="ProductTag.tag",
        cascade="all, delete-orphan",
        passive_deletes=True,
        lazy="raise_on_sql",
    )
    options: Mapped[list[ProductOption]] = relationship(
        order_by="ProductOption.position",
        cascade="all, delete-orphan",
        passive_deletes=True,
        lazy="raise_on_sql",
    )
    variants: Mapped[list[Variant]] = relationship(
        order_by="Variant.position",
        cascade="all, delete-orphan",
        passive_deletes=True,
        lazy="raise_on_sql",
    )
    modifier_groups: Mapped[list[ModifierGroup]] = relationship(
        order_by="ModifierGroup.position",
        cascade="all, delete-orphan",
        passive_deletes=True,
        lazy="raise_on_sql",
    )


class ProductImage(Base):
    """A picture of a product, in the owner's order; the first stands for it in lists."""

    __tablename__ = "product_images"

    product_id: Mapped[int] = mapped_column(
        ForeignKey("products.id", ondelete="CASCADE"), primary_key=True
    )
    picture_id: Mapped[int] = mapped_column(
        ForeignKey("pictures.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int]


class ProductTag(Base):
    """A free word about a product, such as `vegan`; `featured` puts it on the card."""

    __tablename__ = "product_tags"

    product_id: Mapped[int] = mapped_column(
        ForeignKey("products.id", ondelete="CASCADE"), primary_key=True
    )
    tag: Mapped[str] = mapped_column(String(40), primary_key=True, index=True)


class ProductOption(Base):
    """Something to choose that makes variants, such as a size."""

    __tablename__ = "product_options"
    __table_args__ = (UniqueConstraint("product_id", "position"),)

    id: Mapped[Key]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[Line]
    # The words to choose from, in order.
    values: Mapped[list[str]] = mapped_column(JSON)


class Variant(Base):
    """One combination of the options' values, with a price and a stock of its own."""

    __tablename__ = "variants"
    __table_args__ = (
        UniqueConstraint("product_id", "value_key"),
        CheckConstraint("price >= 0", name="price"),
        CheckConstraint("stock >= 0", name="stock"),
        Index("ix_variants_product_id_position", "product_id", "position"),
    )

    id: Mapped[Key]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"))
    position: Mapped[int]
    # One value for each option, in the options' order; `value_key` is the same for comparing.
    values: Mapped[list[str]] = mapped_column(JSON)
    value_key: Mapped[str] = mapped_column(String(400))
    price: Mapped[int] = mapped_column(BigInteger)
    sku: Mapped[Line] = mapped_column(default="")
    gtin: Mapped[str] = mapped_column(String(14), default="")
    stock: Mapped[int | None]
    picture_id: Mapped[int | None] = mapped_column(
        ForeignKey("pictures.id", ondelete="SET NULL"), index=True
    )


class ModifierGroup(Base):
    """Extras of which a customer picks between `minimum` and `maximum`."""

    __tablename__ = "modifier_groups"
    __table_args__ = (
        CheckConstraint("minimum >= 0 AND maximum >= 1 AND minimum <= maximum", name="picks"),
        Index("ix_modifier_groups_product_id_position", "product_id", "position"),
    )

    id: Mapped[Key]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[Line]
    minimum: Mapped[int] = mapped_column(default=0)
    maximum: Mapped[int] = mapped_column(default=1)

    modifiers: Mapped[list[Modifier]] = relationship(
        order_by="Modifier.position",
        cascade="all, delete-orphan",
        passive_deletes=True,
        lazy="raise_on_sql",
    )


class Modifier(Base):
    """One extra and what it adds to the price of a piece."""

    __tablename__ = "modifiers"
    __table_args__ = (
        CheckConstraint("price >= 0", name="price"),
        Index("ix_modifiers_group_id_position", "group_id", "position"),
    )

    id: Mapped[Key]
    group_id: Mapped[int] = mapped_column(ForeignKey("modifier_groups.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[Line]
    price: Mapped[int] = mapped_column(BigInteger, default=0)
