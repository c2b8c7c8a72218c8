"""Single products with all that belongs to them, and their addresses."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.interfaces import ORMOption

from cardshop.catalogue.models import ModifierGroup, Product
from cardshop.db import db
from cardshop.lib.errors import NotFound
from cardshop.lib.typed import LARGEST_KEY


class ProductsGone(NotFound):
    """Some of these products are not there any more. Choose again."""


def product_of(business_id: int, product_id: int, *, for_change: bool = False) -> Product:
    """One product, complete: images, tags, options, variants, groups with their modifiers.

    Seven statements. `for_change` locks it until the transaction ends. Raises NotFound.
    """
    if product_id > LARGEST_KEY:
        raise NotFound
    wanted = _complete(business_id).where(Product.id == product_id)
    product = db.session.scalar(wanted.with_for_update() if for_change else wanted)
    if product is None:
        raise NotFound
    return product


def products_of(
    business_id: int, ids: Collection[int], *, for_change: bool = False
) -> list[Product]:
    """These products, complete, in the order of their keys. Raises ProductsGone if one is not."""
    keys = {key for key in ids if 0 < key <= LARGEST_KEY}
    wanted = _complete(business_id).where(Product.id.in_(keys)).order_by(Product.id)
    found = list(db.session.scalars(wanted.with_for_update() if for_change else wanted))
    if len(found) != len(set(ids)):
        raise ProductsGone
    return found


def complete() -> Sequence[ORMOption]:
    """How a statement about products loads all that belongs to them."""
    return (
        selectinload(Product.images),
        selectinload(Product.tags),
        selectinload(Product.options),
        selectinload(Product.variants),
        selectinload(Product.modifier_groups).selectinload(ModifierGroup.modifiers),
    )


def slug_is_free(business_id: int, slug: str, *, product_id: int | None = None) -> bool:
    """True when this product (or a new one) of the business may have the address."""
    held_by = db.session.scalar(
        select(Product.id).where(Product.business_id == business_id, Product.slug == slug)
    )
    return held_by is None or held_by == product_id


def _complete(business_id: int) -> Select[Product]:
    return (
        select(Product)
        .where(Product.business_id == business_id)
        .options(*complete())
        .execution_options(populate_existing=True)
    )
