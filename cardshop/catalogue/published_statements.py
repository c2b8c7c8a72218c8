"""The statements of the public shop, built once for each shape of a question.

A page is found in two steps: the keys of its products in order, and then what a list shows of
those few. What is asked of each product (its first picture, its dearest variant) is asked of a
page's products only, so the price of a page does not grow with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    String,
    Subquery,
    Table,
    and_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)

from cardshop.catalogue.domain.places import LAST_SHELF
from cardshop.catalogue.domain.shop_order import Sort
from cardshop.catalogue.models import (
    Category,
    ModifierGroup,
    Product,
    ProductImage,
    ProductStatus,
    ProductTag,
    Variant,
)

FEATURED = "featured"
MOST_TAGS = 12

product, category, image, product_tag, variant, group = (
    cast(Table, model.__table__)
    for model in (Product, Category, ProductImage, ProductTag, Variant, ModifierGroup)
)
_shelf = func.coalesce(category.c.rank, LAST_SHELF)
_has_variants = exists().where(variant.c.product_id == product.c.id)
_some_left = exists().where(
    variant.c.product_id == product.c.id, or_(variant.c.stock.is_(None), variant.c.stock > 0)
)
AVAILABLE = and_(
    product.c.status == ProductStatus.ACTIVE,
    or_(product.c.stock.is_(None), product.c.stock > 0),
    or_(~_has_variants, _some_left),
)
PUBLIC = and_(
    product.c.business_id == bindparam("business_id"),
    product.c.status.in_([ProductStatus.ACTIVE, ProductStatus.SOLD_OUT]),
)
_TOTAL = select(func.count()).select_from(product).where(PUBLIC).correlate(None).scalar_subquery()
_child = category.alias("child")
_holds_something = exists().where(
    PUBLIC,
    or_(
        product.c.category_id == category.c.id,
        product.c.category_id.in_(
            select(_child.c.id).where(_child.c.parent_id == category.c.id).scalar_subquery()
        ),
    ),
)
SHELVES = (
    select(category.c.id, category.c.name, category.c.parent_id)
    .where(category.c.business_id == bindparam("business_id"), _holds_something)
    .order_by(category.c.rank, category.c.id)
)
TAGS = (
    select(product_tag.c.tag)
    .join(product, product.c.id == product_tag.c.product_id)
    .where(PUBLIC, product_tag.c.tag != bindparam("featured", type_=String))
    .group_by(product_tag.c.tag)
    .order_by(func.count().desc(), product_tag.c.tag)
    .limit(MOST_TAGS)
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a question says besides its values: each shape has a statement of its own."""

    words: int
    has_categories: bool
    has_tag: bool
    only_available: bool
    sort: Sort
    is_after: bool


@cache
def page(shape: Shape) -> Select[Any]:
    """A page of products: `business_id`, `word_n`, `category_ids`, `tag`, `after_n`, `limit`."""
    keys = (
        select(product.c.id, _shelf.label("shelf"))
        .select_from(product.outerjoin(category, category.c.id == product.c.category_id))
        .where(*conditions(shape), *(_after(shape.sort) if shape.is_after else ()))
        .order_by(*_order(shape.sort, _shelf))
        .limit(bindparam("limit"))
        .subquery()
    )
    return _described(keys).order_by(*_order(shape.sort, keys.c.shelf))


@cache
def picks(kinds: Sequence[str]) -> Select[Any]:
    """The first products of each kind (`any`, `featured`, `category`): `category_n`, `limit_n`.

    `total` is how many the shop has.
    """
    keys = union_all(*(_pick(n, kind) for n, kind in enumerate(kinds))).subquery()
    in_order = (keys.c.pick, *_order(Sort.SHELVES, keys.c.shelf))
    described = _described(keys).add_columns(keys.c.pick, _TOTAL.label("total"))
    return described.order_by(*in_order)


def conditions(shape: Shape) -> Iterator[ColumnElement[bool]]:
    """What the products must be."""
    yield PUBLIC
    if shape.only_available:
        yield AVAILABLE
    for n in range(shape.words):
        yield product.c.search_text.like(bindparam(f"word_{n}", type_=String), escape="\\")
    if shape.has_categories:
        yield product.c.category_id.in_(bindparam("category_ids", expanding=True))
    if shape.has_tag:
        yield _tagged("tag")


def _pick(n: int, kind: str) -> Select[Any]:
    keys = (
        select(product.c.id, _shelf.label("shelf"))
        .select_from(product.outerjoin(category, category.c.id == product.c.category_id))
        .where(PUBLIC)
        .order_by(*_order(Sort.SHELVES, _shelf))
        .limit(bindparam(f"limit_{n}"))
    )
    if kind == "featured":
        keys = keys.where(_tagged("featured"))
    if kind == "category":
        wanted = bindparam(f"category_{n}", type_=BigInteger)
        keys = keys.where(or_(category.c.id == wanted, category.c.parent_id == wanted))
    # A part of a union may have an order and an end only inside of itself.
    inner = keys.subquery()
    return select(inner.c.id, inner.c.shelf, literal(n).label("pick"))


def _described(keys: Subquery) -> Select[Any]:
    of_it = variant.c.product_id == product.c.id
    picture = (
        select(image.c.picture_id)
        .where(image.c.product_id == product.c.id)
        .order_by(image.c.position)
        .limit(1)
        .scalar_subquery()
    )
    must_pick = exists().where(group.c.product_id == product.c.id, group.c.minimum > 0)
    return select(
        *(product.c.id, product.c.slug, product.c.name, product.c.category_id),
        *(product.c.price, product.c.compare_at_price, product.c.position, keys.c.shelf),
        select(func.max(variant.c.price)).where(of_it).scalar_subquery().label("highest"),
        AVAILABLE.label("is_available"),
        must_pick.label("must_pick"),
        picture.label("picture_id"),
    ).select_from(product.join(keys, keys.c.id == product.c.id))


def _order(sort: Sort, shelf: ColumnElement[int]) -> tuple[ColumnElement[Any], ...]:
    return {
        Sort.SHELVES: (shelf, product.c.position, product.c.id),
        Sort.NEWEST: (product.c.id.desc(),),
        Sort.CHEAPEST: (product.c.price, product.c.id),
        Sort.DEAREST: (product.c.price.desc(), product.c.id.desc()),
    }[sort]


def _after(sort: Sort) -> tuple[ColumnElement[bool], ...]:
    first, second, third = (bindparam(f"after_{n}", type_=BigInteger) for n in range(3))
    key, price, position = product.c.id, product.c.price, product.c.position
    on_shelf = or_(position > second, and_(position == second, key > third))
    return {
        Sort.SHELVES: (or_(_shelf > first, and_(_shelf == first, on_shelf)),),
        Sort.NEWEST: (key < first,),
        Sort.CHEAPEST: (or_(price > first, and_(price == first, key > second)),),
        Sort.DEAREST: (or_(price < first, and_(price == first, key < second)),),
    }[sort]


def _tagged(name: str) -> ColumnElement[bool]:
    wanted = bindparam(name, type_=String)
    return exists().where(product_tag.c.product_id == product.c.id, product_tag.c.tag == wanted)
