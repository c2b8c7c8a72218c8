"""Many products changed at once: all of them, or none."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from cardshop.accounts import content
from cardshop.accounts.models import Business
from cardshop.catalogue import queries
from cardshop.catalogue.domain.prices import changed
from cardshop.catalogue.models import Product, ProductStatus
from cardshop.catalogue.operations.applying import next_position, settle
from cardshop.catalogue.operations.checks import CategoryUnknown, category_is_there
from cardshop.catalogue.queries.products import ProductsGone
from cardshop.db import db
from cardshop.lib.errors import FieldError, FieldErrors, Invalid
from cardshop.lib.typed import LARGEST_KEY

MOST_AT_ONCE = 1000


class TooManyChosen(Invalid):
    """Choose at most 1,000 products at once."""


def set_status(
    business_id: int, ids: Collection[int], status: ProductStatus, *, at: datetime
) -> int:
    """Give all of them the status; how many had another one. Raises ProductsGone."""
    others = [p for p in _held(business_id, ids) if p.status is not status]
    for product in others:
        product.status = status
    return _changed(business_id, others, at)


def set_category(
    business_id: int, ids: Collection[int], category_id: int | None, *, at: datetime
) -> int:
    """Put all of them at the end of the category, or of none; how many stood elsewhere.

    Raises ProductsGone, FieldErrors at `/category_id`.
    """
    held = _held(business_id, ids)
    if category_id is not None and not category_is_there(business_id, category_id):
        raise FieldErrors([FieldError("/category_id", CategoryUnknown().detail)])
    others = sorted(
        (p for p in held if p.category_id != category_id), key=lambda p: (p.position, p.id)
    )
    first = next_position(business_id, category_id)
    for position, product in enumerate(others, first):
        product.category_id, product.position = category_id, position
    return _changed(business_id, others, at)


def change_prices(
    business_id: int, ids: Collection[int], basis_points: int, *, at: datetime
) -> int:
    """Raise or lower every price of them, as `queries.price_preview` shows it; how many products.

    Raises ProductsGone, PercentInvalid, AmountTooLarge.
    """
    _check_number(ids)
    exponent = db.session.get_one(Business, business_id).currency_exponent
    held = queries.products_of(business_id, ids, for_change=True)
    for product in held:
        for variant in product.variants:
            variant.price = changed(variant.price, basis_points, exponent)
        product.price = changed(product.price, basis_points, exponent)
        settle(product)
    return _changed(business_id, [p for p in held if _has_new_price(p)], at)


def _has_new_price(product: Product) -> bool:
    return any(db.session.is_modified(row) for row in (product, *product.variants))


def _held(business_id: int, ids: Collection[int]) -> list[Product]:
    """The products without their lists, locked in the order of their keys."""
    _check_number(ids)
    keys = {key for key in ids if 0 < key <= LARGEST_KEY}
    found = db.session.scalars(
        select(Product)
        .where(Product.business_id == business_id, Product.id.in_(keys))
        .order_by(Product.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    if len(found) != len(set(ids)):
        raise ProductsGone
    return list(found)


def _check_number(ids: Collection[int]) -> None:
    if len(ids) > MOST_AT_ONCE:
        raise TooManyChosen


def _changed(business_id: int, products: Collection[Product], at: datetime) -> int:
    for product in products:
        product.version += 1
        product.updated_at = at
    db.session.flush()
    if products:
        content.raise_version(business_id)
    return len(products)
