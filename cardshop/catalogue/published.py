"""What the public sees of a shop, read with few prebuilt statements whatever its size.

Drafts and archived products do not exist here; what is sold out is shown as such.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Row, func, select

from cardshop.catalogue import published_statements as statements
from cardshop.catalogue.domain import searching
from cardshop.catalogue.domain.shop_order import Sort, cursor, read_cursor
from cardshop.catalogue.published_statements import FEATURED, Shape
from cardshop.db import db

PAGE = 24


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category with something on it; `parent_id` when it stands in another one."""

    id: int
    name: str
    parent_id: int | None


@dataclass(frozen=True, slots=True)
class ShownProduct:
    """A product in a list. Amounts are minor units; `highest` is its dearest variant's price.

    `has_choices` when a variant or an extra has to be chosen before it can be ordered.
    """

    id: int
    slug: str
    name: str
    category_id: int | None
    price: int
    highest: int
    compare_at_price: int | None
    is_available: bool
    has_choices: bool
    picture_id: int | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which products, in which order. `category_ids` empty means all; `after` is a page's `next`.

    `search` must be found whole, word by word.
    """

    search: str = ""
    category_ids: tuple[int, ...] = ()
    tag: str = ""
    sort: Sort = Sort.SHELVES
    after: str = ""
    only_available: bool = False
    limit: int = PAGE

    @property
    def words(self) -> list[str]:
        """The words to be found, as they are stored for searching."""
        return searching.words(self.search)


@dataclass(frozen=True, slots=True)
class Found:
    """A page of products; `next` is empty on the last one."""

    products: list[ShownProduct]
    next: str


@dataclass(frozen=True, slots=True)
class Pick:
    """A few products for a section of a card: of one category, the featured ones, or any."""

    category_id: int | None
    is_featured: bool
    limit: int


@dataclass(frozen=True, slots=True)
class Picked:
    """How many products the shop has, and those of each pick, in the shop's order."""

    count: int
    products: list[list[ShownProduct]]


def shelves(business_id: int) -> list[Shelf]:
    """The categories that hold something, parents before their children. One statement."""
    rows = _rows(statements.SHELVES, {"business_id": business_id})
    return [Shelf(row.id, row.name, row.parent_id) for row in rows]


def tags(business_id: int) -> list[str]:
    """The words that most products have, `featured` left out. One statement."""
    values = {"business_id": business_id, "featured": FEATURED}
    return [row.tag for row in _rows(statements.TAGS, values)]


def listed(business_id: int, wanted: Wanted) -> Found:
    """A page of the shop in one statement. Raises NoSuchPlace for a cursor that is none."""
    after = read_cursor(wanted.sort, wanted.after) if wanted.after else ()
    places = {f"after_{n}": number for n, number in enumerate(after)}
    values = _values(business_id, wanted) | places | {"limit": wanted.limit + 1}
    rows = _rows(statements.page(_shape(wanted)), values)
    shown = rows[: wanted.limit]
    is_last = len(rows) <= wanted.limit
    return Found(list(map(_product, shown)), "" if is_last else _place(wanted.sort, shown[-1]))


def count(business_id: int, wanted: Wanted | None = None) -> int:
    """How many products there are, on all pages. One statement."""
    wanted = wanted or Wanted()
    statement = _counting(_shape(wanted, is_paged=False))
    found: int = _rows(statement, _values(business_id, wanted))[0][0]
    return found


def picked(business_id: int, picks: Sequence[Pick]) -> Picked:
    """The products of each pick. One statement, and one more if there are none."""
    kinds = tuple(_kind(pick) for pick in picks)
    values: dict[str, Any] = {"business_id": business_id, "featured": FEATURED}
    for n, pick in enumerate(picks):
        values |= {f"limit_{n}": pick.limit}
        values |= {f"category_{n}": pick.category_id} if pick.category_id else {}
    found: Mapping[int, list[ShownProduct]] = defaultdict(list)
    rows = _rows(statements.picks(kinds), values)
    for row in rows:
        found[row.pick].append(_product(row))
    total = rows[0].total if rows else count(business_id)
    return Picked(total, [found[n] for n in range(len(picks))])


def _kind(pick: Pick) -> str:
    if pick.is_featured:
        return "featured"
    return "category" if pick.category_id else "any"


def _shape(wanted: Wanted, *, is_paged: bool = True) -> Shape:
    return Shape(
        words=len(wanted.words),
        has_categories=bool(wanted.category_ids),
        has_tag=bool(wanted.tag),
        only_available=wanted.only_available,
        sort=wanted.sort if is_paged else Sort.SHELVES,
        is_after=bool(wanted.after) and is_paged,
    )


def _values(business_id: int, wanted: Wanted) -> dict[str, Any]:
    words = {f"word_{n}": searching.pattern(word) for n, word in enumerate(wanted.words)}
    values: dict[str, Any] = {"business_id": business_id, **words}
    if wanted.category_ids:
        values["category_ids"] = list(wanted.category_ids)
    if wanted.tag:
        values["tag"] = wanted.tag
    return values


@cache
def _counting(shape: Shape) -> Any:
    return select(func.count()).where(*statements.conditions(shape))


def _place(sort: Sort, row: Row[Any]) -> str:
    by_price = (row.price, row.id)
    numbers = {
        Sort.SHELVES: (row.shelf, row.position, row.id),
        Sort.NEWEST: (row.id,),
        Sort.CHEAPEST: by_price,
        Sort.DEAREST: by_price,
    }
    return cursor(numbers[sort])


def _product(row: Row[Any]) -> ShownProduct:
    return ShownProduct(
        id=row.id,
        slug=row.slug,
        name=row.name,
        category_id=row.category_id,
        price=row.price,
        highest=row.price if row.highest is None else row.highest,
        compare_at_price=row.compare_at_price,
        is_available=bool(row.is_available),
        has_choices=row.highest is not None or bool(row.must_pick),
        picture_id=row.picture_id,
    )


def _rows(statement: Any, values: Mapping[str, Any]) -> list[Row[Any]]:
    return list(db.session.connection().execute(statement, values))
