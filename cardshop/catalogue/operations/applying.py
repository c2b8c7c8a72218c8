"""A product made what its content says: checked as a whole first, then written."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, func, select

from cardshop.catalogue.domain.content import ProductContent, basis_points
from cardshop.catalogue.models import Product, ProductStatus
from cardshop.catalogue.operations import parts
from cardshop.catalogue.operations.changed import describe_for_search
from cardshop.catalogue.operations.checks import check, choices_after
from cardshop.db import db

_COLUMNS = frozenset(
    [
        *("name", "description", "price", "compare_at_price", "sku", "brand", "gtin"),
        *("stock", "preparation_minutes"),
    ]
)


def apply(product: Product, content: ProductContent, sent: Collection[str]) -> None:
    """Write the fields named by `sent`, all but the slug. Raises FieldErrors before it writes."""
    check(product, content, sent)
    for name in _COLUMNS & set(sent):
        setattr(product, name, getattr(content, name))
    if "status" in sent:
        product.status = ProductStatus(content.status)
    if "tax_rate" in sent:
        product.tax_basis_points = basis_points(content.tax_rate)
    if "category_id" in sent:
        put_in_category(product, content.category_id)
    _set_lists(product, content, sent)
    settle(product)


def settle(product: Product) -> None:
    """Bring in step what follows from the rest: the lowest price, whose stock counts, the words."""
    if product.variants:
        product.price = min(variant.price for variant in product.variants)
        product.stock = None
    describe_for_search(product)


def put_in_category(product: Product, category_id: int | None) -> None:
    """Stand at the end of the category, unless it stands there already."""
    if product.position is None or product.category_id != category_id:
        product.category_id = category_id
        product.position = next_position(product.business_id, category_id)


def next_position(business_id: int, category_id: int | None) -> int:
    """The position behind all products of the category."""
    last = db.session.scalar(
        select(func.max(Product.position)).where(
            Product.business_id == business_id, in_category(category_id)
        )
    )
    return 0 if last is None else last + 1


def in_category(category_id: int | None) -> ColumnElement[bool]:
    """The products that stand in the category itself, or in none."""
    if category_id is None:
        return Product.category_id.is_(None)
    return Product.category_id == category_id


def _set_lists(product: Product, content: ProductContent, sent: Collection[str]) -> None:
    if {"options", "variants"} & set(sent):
        options, variants = choices_after(product, content, sent)
        parts.set_options(product, options)
        parts.set_variants(product, variants)
    if "image_ids" in sent:
        parts.set_images(product, content.image_ids)
    if "tags" in sent:
        parts.set_tags(product, content.tags)
    if "modifier_groups" in sent:
        parts.set_groups(product, content.modifier_groups)
