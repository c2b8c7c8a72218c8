"""The shelves of a shop."""

from __future__ import annotations

from sqlalchemy import func, select

from cardshop.catalogue.models import Category, Product
from cardshop.db import db
from cardshop.lib.errors import NotFound
from cardshop.lib.typed import LARGEST_KEY


def categories(business_id: int) -> list[Category]:
    """The business's categories as the shop shows them: a parent, then its children."""
    return list(
        db.session.scalars(
            select(Category)
            .where(Category.business_id == business_id)
            .order_by(Category.rank, Category.id)
            .execution_options(populate_existing=True)
        )
    )


def category_of(business_id: int, category_id: int, *, for_change: bool = False) -> Category:
    """One category. Raises NotFound.

    `for_change` locks all categories of the business until the transaction ends, because sorting
    one moves others; products may still be put into them.
    """
    if category_id > LARGEST_KEY:
        raise NotFound
    wanted = (
        select(Category)
        .where(Category.business_id == business_id, Category.id == category_id)
        .execution_options(populate_existing=True)
    )
    if for_change:
        hold_categories(business_id)
    category = db.session.scalar(wanted)
    if category is None:
        raise NotFound
    return category


def hold_categories(business_id: int) -> None:
    """Lock the business's categories in the order of their keys."""
    db.session.execute(
        select(Category.id)
        .where(Category.business_id == business_id)
        .order_by(Category.id)
        .with_for_update(key_share=True)
    )


def products_by_category(business_id: int) -> dict[int | None, int]:
    """How many products stand in each category; under None those that stand in none."""
    rows = db.session.execute(
        select(Product.category_id, func.count())
        .where(Product.business_id == business_id)
        .group_by(Product.category_id)
    )
    return dict(rows.all())
