"""Products as the till and the cart see them, read with Core in six statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import BindParameter, Executable, Row, bindparam, select

from cardshop.catalogue.models import (
    Modifier,
    ModifierGroup,
    Product,
    ProductImage,
    ProductOption,
    ProductStatus,
    Variant,
)
from cardshop.catalogue.offers import Offer, OfferedGroup, OfferedModifier, OfferedVariant
from cardshop.db import db
from cardshop.lib.typed import LARGEST_KEY

_IDS: BindParameter[list[int]] = bindparam("ids", expanding=True)
_PRODUCTS = (
    select(
        *(Product.id, Product.slug, Product.name, Product.status, Product.price, Product.sku),
        *(Product.stock, Product.tax_basis_points, Product.preparation_minutes),
    )
    .where(Product.business_id == bindparam("business_id"), Product.id.in_(_IDS))
    .order_by(Product.id)
)
_IMAGES = (
    select(ProductImage.product_id, ProductImage.picture_id)
    .where(ProductImage.product_id.in_(_IDS))
    .order_by(ProductImage.position.desc())
)
_OPTIONS = (
    select(ProductOption.product_id, ProductOption.name)
    .where(ProductOption.product_id.in_(_IDS))
    .order_by(ProductOption.position)
)
_VARIANTS = (
    select(
        *(
            Variant.product_id,
            Variant.id,
            Variant.values.label("choices"),
            Variant.price,
            Variant.sku,
        ),
        *(Variant.stock, Variant.picture_id),
    )
    .where(Variant.product_id.in_(_IDS))
    .order_by(Variant.position, Variant.id)
)
_GROUPS = (
    select(
        *(ModifierGroup.product_id, ModifierGroup.id, ModifierGroup.name),
        *(ModifierGroup.minimum, ModifierGroup.maximum),
    )
    .where(ModifierGroup.product_id.in_(_IDS))
    .order_by(ModifierGroup.position, ModifierGroup.id)
)
_MODIFIERS = (
    select(Modifier.group_id, Modifier.id, Modifier.name, Modifier.price)
    .join(ModifierGroup, ModifierGroup.id == Modifier.group_id)
    .where(ModifierGroup.product_id.in_(_IDS))
    .order_by(Modifier.position, Modifier.id)
)


def offers(
    business_id: int, product_ids: Collection[int], *, for_change: bool = False
) -> dict[int, Offer]:
    """The business's products among the keys, of any status; keys of others are left out.

    `for_change` locks the products until the transaction ends, in the order of their keys.
    """
    keys = sorted({key for key in product_ids if 0 < key <= LARGEST_KEY})
    if not keys:
        return {}
    wanted = _PRODUCTS.with_for_update() if for_change else _PRODUCTS
    rows = _rows(wanted, {"business_id": business_id, "ids": keys})
    parts = _Parts([row.id for row in rows])
    return {row.id: parts.offer(row) for row in rows}


class _Parts:
    """What belongs to the products, by the key of the product."""

    def __init__(self, ids: list[int]) -> None:
        known = {"ids": ids}
        self.pictures = {row.product_id: row.picture_id for row in _rows(_IMAGES, known)}
        self.options = _by_first(_rows(_OPTIONS, known))
        self.variants = _by_first(_rows(_VARIANTS, known))
        self.groups = _by_first(_rows(_GROUPS, known))
        self.modifiers = _by_first(_rows(_MODIFIERS, known))

    def offer(self, row: Row[Any]) -> Offer:
        return Offer(
            id=row.id,
            slug=row.slug,
            name=row.name,
            is_active=row.status is ProductStatus.ACTIVE,
            price=row.price,
            sku=row.sku,
            stock=row.stock,
            tax_basis_points=row.tax_basis_points,
            preparation_minutes=row.preparation_minutes,
            picture_id=self.pictures.get(row.id),
            option_names=tuple(option.name for option in self.options[row.id]),
            variants=tuple(map(_variant, self.variants[row.id])),
            groups=tuple(map(self._group, self.groups[row.id])),
        )

    def _group(self, row: Row[Any]) -> OfferedGroup:
        modifiers = (OfferedModifier(m.id, m.name, m.price) for m in self.modifiers[row.id])
        return OfferedGroup(row.id, row.name, row.minimum, row.maximum, tuple(modifiers))


def _variant(row: Row[Any]) -> OfferedVariant:
    return OfferedVariant(row.id, tuple(row.choices), row.price, row.sku, row.stock, row.picture_id)


def _rows(statement: Executable, values: Mapping[str, object]) -> list[Row[Any]]:
    return list(db.session.execute(statement, values))


def _by_first(rows: Iterable[Row[Any]]) -> defaultdict[int, list[Row[Any]]]:
    """The rows under their first column."""
    found: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found
