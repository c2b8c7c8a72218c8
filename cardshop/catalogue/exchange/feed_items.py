"""The items of a feed, read with Core: six statements, however many products there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Executable, Row, bindparam, select

from cardshop.catalogue.domain.feeds.items import Item
from cardshop.catalogue.domain.feeds.plain_text import plain
from cardshop.catalogue.domain.feeds.preflight import Size
from cardshop.catalogue.models import (
    Category,
    Product,
    ProductImage,
    ProductOption,
    ProductStatus,
    Variant,
)
from cardshop.db import db
from cardshop.media import queries as pictures
from cardshop.media.queries import Shown

_SHOWN = (
    Product.business_id == bindparam("business_id"),
    Product.status.in_([ProductStatus.ACTIVE, ProductStatus.SOLD_OUT]),
)
_PRODUCTS = (
    select(
        *(Product.id, Product.slug, Product.name, Product.description, Product.price, Product.sku),
        *(Product.brand, Product.gtin, Product.status, Product.stock, Product.category_id),
    )
    .where(*_SHOWN)
    .order_by(Product.id)
)
_VARIANTS = (
    select(
        *(Variant.product_id, Variant.id, Variant.values.label("choices"), Variant.price),
        *(Variant.sku, Variant.gtin, Variant.stock, Variant.picture_id),
    )
    .join(Product, Product.id == Variant.product_id)
    .where(*_SHOWN)
    .order_by(Variant.product_id, Variant.position)
)
_OPTIONS = (
    select(ProductOption.product_id, ProductOption.name)
    .join(Product, Product.id == ProductOption.product_id)
    .where(*_SHOWN)
    .order_by(ProductOption.product_id, ProductOption.position)
)
_IMAGES = (
    select(ProductImage.product_id, ProductImage.picture_id)
    .join(Product, Product.id == ProductImage.product_id)
    .where(*_SHOWN)
    .order_by(ProductImage.product_id, ProductImage.position)
)
_CATEGORIES = select(Category.id, Category.parent_id, Category.name).where(
    Category.business_id == bindparam("business_id")
)


@dataclass(frozen=True, slots=True)
class Told:
    """A product's items, and the size of the picture that they show first."""

    product_id: int
    items: list[Item]
    sizes: list[Size]


def told(
    business_id: int,
    *,
    link_of: Callable[[str, int | None], str],
    picture_of: Callable[[int], str],
) -> Iterator[Told]:
    """Every product that the shop shows, also those that are sold out.

    `link_of` makes the address of a product (its slug, a variant's key), `picture_of` that of a
    picture, as the world reaches them.
    """
    parts = _Parts(business_id)
    for row in parts.products:
        shown = [parts.pictures[k] for k in parts.images[row.id] if k in parts.pictures]
        items = list(parts.items(row, link_of, [picture_of(p.id) for p in shown], picture_of))
        yield Told(row.id, items, [Size(p.width, p.height) for p in shown])


class _Parts:
    def __init__(self, business_id: int) -> None:
        known = {"business_id": business_id}
        self.products = _rows(_PRODUCTS, known)
        self.variants = _grouped(_rows(_VARIANTS, known))
        self.options = _grouped(_rows(_OPTIONS, known))
        images = _grouped(_rows(_IMAGES, known))
        self.images = defaultdict(
            list, {key: [row.picture_id for row in rows] for key, rows in images.items()}
        )
        wanted = {k for keys in self.images.values() for k in keys}
        wanted |= {v.picture_id for rows in self.variants.values() for v in rows if v.picture_id}
        self.pictures: dict[int, Shown] = pictures.shown(business_id, wanted)
        self.categories = {row.id: row for row in _rows(_CATEGORIES, known)}

    def items(
        self,
        row: Row[Any],
        link_of: Callable[[str, int | None], str],
        shown: list[str],
        picture_of: Callable[[int], str],
    ) -> Iterator[Item]:
        common = {
            "product_id": row.id,
            "title": row.name,
            "description": plain(row.description),
            "brand": row.brand,
            "category": self._category(row.category_id),
        }
        variants: list[Row[Any] | None] = [*self.variants[row.id]]
        for sold in variants or [None]:
            own = sold or row
            first = [picture_of(sold.picture_id)] if sold and self._has(sold.picture_id) else []
            yield Item(
                **common,
                variant_id=sold.id if sold else None,
                is_available=row.status is ProductStatus.ACTIVE and own.stock != 0,
                price=own.price,
                link=link_of(row.slug, sold.id if sold else None),
                pictures=tuple(dict.fromkeys(first + shown)),
                gtin=own.gtin,
                sku=own.sku or row.sku,
                choices=self._choices(row.id, sold),
            )

    def _has(self, picture_id: int | None) -> bool:
        return picture_id in self.pictures

    def _choices(self, product_id: int, sold: Row[Any] | None) -> tuple[tuple[str, str], ...]:
        names = [option.name for option in self.options[product_id]]
        return tuple(zip(names, sold.choices, strict=False)) if sold else ()

    def _category(self, key: int | None) -> str:
        row = self.categories.get(key or 0)
        if row is None:
            return ""
        above = self.categories.get(row.parent_id or 0)
        return f"{above.name} > {row.name}" if above else str(row.name)


def _rows(statement: Executable, values: Mapping[str, object]) -> list[Row[Any]]:
    return list(db.session.execute(statement, values))


def _grouped(rows: list[Row[Any]]) -> defaultdict[int, list[Row[Any]]]:
    found: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[row.product_id].append(row)
    return found
