"""What products and categories are called, for features that only name them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Select, select

from cardshop.catalogue.models import Category, Product, ProductStatus
from cardshop.db import db

_PUBLIC = (ProductStatus.ACTIVE, ProductStatus.SOLD_OUT)


def of_categories(business_id: int, keys: Iterable[int] | None = None) -> dict[int, str]:
    """The business's categories by key, in the owner's order; all, or those among `keys`."""
    wanted = select(Category.id, Category.name).where(Category.business_id == business_id)
    if keys is not None:
        wanted = wanted.where(Category.id.in_(list(keys)))
    return _by_key(wanted.order_by(Category.rank, Category.id))


def of_products(business_id: int, keys: Iterable[int] | None = None) -> dict[int, str]:
    """The business's products by key, in the owner's order; all, or those among `keys`."""
    wanted = select(Product.id, Product.name).where(Product.business_id == business_id)
    if keys is not None:
        wanted = wanted.where(Product.id.in_(list(keys)))
    return _by_key(wanted.order_by(Product.position, Product.id))


def address_of(business_id: int, product_id: int) -> str | None:
    """The last part of a product's address in the shop; nothing for one that the shop hides."""
    return db.session.scalar(
        select(Product.slug).where(
            Product.business_id == business_id,
            Product.id == product_id,
            Product.status.in_(_PUBLIC),
        )
    )


def _by_key(wanted: Select[int, str]) -> dict[int, str]:
    return {row[0]: row[1] for row in db.session.execute(wanted)}
