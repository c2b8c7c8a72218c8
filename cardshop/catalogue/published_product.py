"""One product as its page shows it: all that can be chosen, in a constant number of reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, select

from cardshop.catalogue.models import Modifier as ModifierRow
from cardshop.catalogue.models import ProductOption, ProductStatus
from cardshop.catalogue.offers import OfferedGroup, OfferedModifier, OfferedVariant
from cardshop.catalogue.published_statements import PUBLIC, group, image, product, variant
from cardshop.db import db


@dataclass(frozen=True, slots=True)
class PublicProduct:
    """A product with its choices. Amounts are minor units; without variants `variants` is empty."""

    id: int
    slug: str
    name: str
    description: str
    category_id: int | None
    price: int
    compare_at_price: int | None
    sku: str
    brand: str
    gtin: str
    is_active: bool
    stock: int | None
    picture_ids: tuple[int, ...]
    option_names: tuple[str, ...]
    variants: tuple[OfferedVariant, ...]
    groups: tuple[OfferedGroup, ...]

    @property
    def is_available(self) -> bool:
        """Whether it can be ordered at all."""
        stocks = [v.stock for v in self.variants] if self.variants else [self.stock]
        return self.is_active and any(stock is None or stock > 0 for stock in stocks)

    @property
    def highest(self) -> int:
        """The price of its dearest variant."""
        return max((v.price for v in self.variants), default=self.price)

    def has_left(self, variant: OfferedVariant) -> bool:
        """Whether that variant can be ordered."""
        return self.is_active and (variant.stock is None or variant.stock > 0)


_PRODUCT = select(
    *(product.c.id, product.c.slug, product.c.name, product.c.description, product.c.category_id),
    *(product.c.price, product.c.compare_at_price, product.c.sku, product.c.brand, product.c.gtin),
    *(product.c.status, product.c.stock),
).where(PUBLIC, product.c.slug == bindparam("slug"))
_IMAGES = (
    select(image.c.picture_id)
    .where(image.c.product_id == bindparam("key"))
    .order_by(image.c.position)
)
_OPTIONS = (
    select(ProductOption.name)
    .where(ProductOption.product_id == bindparam("key"))
    .order_by(ProductOption.position)
)
_VARIANTS = (
    select(
        *(variant.c.id, variant.c["values"].label("choices"), variant.c.price, variant.c.sku),
        *(variant.c.stock, variant.c.picture_id),
    )
    .where(variant.c.product_id == bindparam("key"))
    .order_by(variant.c.position, variant.c.id)
)
_MODIFIERS = (
    select(
        *(group.c.id.label("group_id"), group.c.name.label("group_name")),
        *(group.c.minimum, group.c.maximum),
        *(ModifierRow.id, ModifierRow.name, ModifierRow.price),
    )
    .join(ModifierRow, ModifierRow.group_id == group.c.id)
    .where(group.c.product_id == bindparam("key"))
    .order_by(group.c.position, group.c.id, ModifierRow.position, ModifierRow.id)
)


def product_at(business_id: int, slug: str) -> PublicProduct | None:
    """The product at this address of the shop, in five statements; nothing where none is shown."""
    # PostgreSQL takes no NUL, not even to compare.
    found = slug.isprintable() and _rows(_PRODUCT, {"business_id": business_id, "slug": slug})
    if not found:
        return None
    row, known = found[0], {"key": found[0].id}
    return PublicProduct(
        id=row.id,
        slug=row.slug,
        name=row.name,
        description=row.description,
        category_id=row.category_id,
        price=row.price,
        compare_at_price=row.compare_at_price,
        sku=row.sku,
        brand=row.brand,
        gtin=row.gtin,
        is_active=row.status is ProductStatus.ACTIVE,
        stock=row.stock,
        picture_ids=tuple(image.picture_id for image in _rows(_IMAGES, known)),
        option_names=tuple(option.name for option in _rows(_OPTIONS, known)),
        variants=tuple(map(_variant, _rows(_VARIANTS, known))),
        groups=tuple(_groups(_rows(_MODIFIERS, known))),
    )


def _variant(row: Row[Any]) -> OfferedVariant:
    return OfferedVariant(row.id, tuple(row.choices), row.price, row.sku, row.stock, row.picture_id)


def _groups(rows: Iterable[Row[Any]]) -> Iterable[OfferedGroup]:
    """The groups in order; one without extras cannot be picked from and is left out."""
    by_group: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        by_group[row.group_id].append(row)
    for members in by_group.values():
        first = members[0]
        modifiers = tuple(OfferedModifier(row.id, row.name, row.price) for row in members)
        yield OfferedGroup(
            first.group_id, first.group_name, first.minimum, first.maximum, modifiers
        )


def _rows(statement: Any, values: Mapping[str, Any]) -> list[Row[Any]]:
    return list(db.session.connection().execute(statement, values))
