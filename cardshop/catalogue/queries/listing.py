"""The owner's list of products: searched, filtered, in pages, in the order of the shop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, selectinload

from cardshop.catalogue.domain import searching
from cardshop.catalogue.domain.places import LAST_SHELF, Place
from cardshop.catalogue.models import Category, Product, ProductStatus, ProductTag, Variant
from cardshop.db import db
from cardshop.lib.typed import LARGEST_KEY

_shelf = func.coalesce(Category.rank, LAST_SHELF)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which products, and how many on a page. `category_id` 0 is "in no category".

    A category holds those of its children too. `after` is `next` of the page before.
    """

    search: str = ""
    category_id: int | None = None
    status: ProductStatus | None = None
    tag: str = ""
    # Exactly this one, of the product or of a variant.
    sku: str = ""
    after: str = ""
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Listing:
    """A page: products with images, tags and variants; `next` is empty on the last one."""

    items: list[Product]
    next: str


def listed(business_id: int, wanted: Wanted) -> Listing:
    """A page in four statements. Raises NoSuchPlace for a cursor that is none."""
    rows = db.session.execute(
        select(Product, _shelf)
        .outerjoin(Category, Category.id == Product.category_id)
        .where(Product.business_id == business_id, *conditions(wanted), *_behind(wanted.after))
        .order_by(_shelf, Product.position, Product.id)
        .limit(wanted.limit + 1)
        .options(
            selectinload(Product.images),
            selectinload(Product.tags),
            selectinload(Product.variants),
        )
        .execution_options(populate_existing=True)
    ).all()
    shown = rows[: wanted.limit]
    if len(rows) <= wanted.limit:
        return Listing([product for product, _ in shown], "")
    last, shelf = shown[-1]
    return Listing([product for product, _ in shown], str(Place(shelf, last.position, last.id)))


def conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """What the products must be, besides being the business's."""
    for word in searching.words(wanted.search):
        yield Product.search_text.like(searching.pattern(word), escape="\\")
    if wanted.category_id is not None:
        yield _in_category(wanted.category_id)
    if wanted.status is not None:
        yield Product.status == wanted.status
    # Asked of each product of the business, so that no other business's rows are read.
    if wanted.tag:
        yield _has(ProductTag.product_id, ProductTag.tag == wanted.tag)
    if wanted.sku:
        yield or_(Product.sku == wanted.sku, _has(Variant.product_id, Variant.sku == wanted.sku))


def count_by_status(business_id: int) -> dict[ProductStatus, int]:
    """How many products there are of each status; a status that none has is left out."""
    rows = db.session.execute(
        select(Product.status, func.count())
        .where(Product.business_id == business_id)
        .group_by(Product.status)
    )
    return dict(rows.all())


def tags_in_use(business_id: int) -> list[str]:
    """Every tag of the business's products, once, in order."""
    return list(
        db.session.scalars(
            select(ProductTag.tag)
            .join(Product, Product.id == ProductTag.product_id)
            .where(Product.business_id == business_id)
            .distinct()
            .order_by(ProductTag.tag)
        )
    )


def _has(
    product_id: InstrumentedAttribute[int], condition: ColumnElement[bool]
) -> ColumnElement[bool]:
    return exists().where(product_id == Product.id, condition)


def _in_category(category_id: int) -> ColumnElement[bool]:
    if not 0 < category_id <= LARGEST_KEY:
        return Product.category_id.is_(None)
    children = select(Category.id).where(Category.parent_id == category_id)
    return or_(Product.category_id == category_id, Product.category_id.in_(children))


def _behind(cursor: str) -> Iterator[ColumnElement[bool]]:
    if not cursor:
        return
    place = Place.read(cursor)
    yield or_(
        _shelf > place.shelf,
        and_(
            _shelf == place.shelf,
            or_(
                Product.position > place.position,
                and_(Product.position == place.position, Product.id > place.key),
            ),
        ),
    )
