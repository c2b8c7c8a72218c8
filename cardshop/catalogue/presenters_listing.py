"""The owner's list of products: what was asked for, the chips, and the rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cardshop.accounts.till import Till
from cardshop.catalogue.forms_product import STATUSES
from cardshop.catalogue.models import Category, Product, ProductStatus
from cardshop.catalogue.presenters_shelves import ShelfRow
from cardshop.catalogue.queries import Wanted
from cardshop.lib.text import printable
from cardshop.media.queries import Shown
from cardshop.web.locales import counted, number

STATUS_WORDS = dict(STATUSES)
KINDS = {"active": "s-ok", "sold_out": "s-bad", "draft": "s-wait", "archived": ""}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the list asks for."""

    q: str = ""
    category: str = ""
    status: str = ""
    after: str = ""

    @classmethod
    def of(cls, args: Mapping[str, str]) -> Asked:
        """From the parameters of an address; what means nothing is left out."""
        category, status = args.get("category", ""), args.get("status", "")
        return cls(
            q=printable(args.get("q", "")).strip()[:100],
            category=category if category.isascii() and category.isdecimal() else "",
            status=status if status in STATUS_WORDS else "",
            after=args.get("after", "")[:40],
        )

    @property
    def wanted(self) -> Wanted:
        """The same as a query takes it."""
        return Wanted(
            search=self.q,
            category_id=int(self.category[:10]) if self.category else None,
            status=ProductStatus(self.status) if self.status else None,
            after=self.after,
        )

    @property
    def is_all(self) -> bool:
        """True when nothing is left out of the list."""
        return not (self.q or self.category or self.status)

    def args(self, **others: str) -> dict[str, Any]:
        """The parameters of an address, some of them others."""
        names = ("q", "category", "status", "after")
        said = {name: getattr(self, name) for name in names} | others
        return {name: value for name, value in said.items() if value}

    def href(self, **others: str) -> str:
        """The list with other parameters, from its first page."""
        return url_for("products.listed", **self.args(**{"after": "", **others}))


@dataclass(frozen=True, slots=True)
class Chip:
    """A part of the list, and how much is in it."""

    words: str
    count: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A product in the list. `price` and `stock` as typed; empty ones are the variants' own."""

    id: int
    name: str
    picture: Shown | None
    shelf: str
    status: str
    status_words: str
    kind: str
    has_choices: bool
    price: str
    stock: str
    summary: str

    @property
    def can_sell_out(self) -> bool:
        """Only what is on sale can be sold out."""
        return self.status in ("active", "sold_out")


def shelf_chips(asked: Asked, shelves: Sequence[ShelfRow], loose: int, total: int) -> list[Chip]:
    """All, and each category; those in another one only while it is looked at."""
    chips = [Chip(_("All"), number(total), asked.href(category="", status="", q=""), asked.is_all)]
    chips += [_shelf_chip(asked, str(s.id), s.name, s.products) for s in _shown(asked, shelves)]
    if shelves and loose:
        chips.append(_shelf_chip(asked, "0", _("No category"), loose))
    return chips


def status_chips(asked: Asked, counts: Mapping[ProductStatus, int]) -> list[Chip]:
    """Each status that some product has, when there are several."""
    if len(counts) < 2 and not asked.status:
        return []
    return [
        Chip(
            str(words),
            number(counts.get(ProductStatus(key), 0)),
            asked.href(status="" if asked.status == key else key),
            asked.status == key,
        )
        for key, words in STATUS_WORDS.items()
        if counts.get(ProductStatus(key)) or asked.status == key
    ]


def rows(
    products: Iterable[Product],
    categories: Sequence[Category],
    pictures: Mapping[int, Shown],
    till: Till,
) -> list[Row]:
    """The products of a page."""
    shelves = {category.id: category.name for category in categories}
    return [_row(product, shelves, pictures, till) for product in products]


def _row(
    product: Product, shelves: Mapping[int, str], pictures: Mapping[int, Shown], till: Till
) -> Row:
    first = product.images[0].picture_id if product.images else 0
    status = product.status.value
    return Row(
        id=product.id,
        name=product.name,
        picture=pictures.get(first),
        shelf=shelves.get(product.category_id or 0, ""),
        status=status,
        status_words=str(STATUS_WORDS[status]),
        kind=KINDS[status],
        has_choices=bool(product.variants),
        price=till.typed(product.price),
        stock="" if product.stock is None else str(product.stock),
        summary=_summary(product, till),
    )


def _summary(product: Product, till: Till) -> str:
    """The price, and what can be chosen or is left."""
    price = till.show(product.price)
    if product.variants:
        choices = counted("%(num)s choice", "%(num)s choices", len(product.variants))
        return str(_("From %(price)s, %(choices)s", price=price, choices=choices))
    return price


def _shelf_chip(asked: Asked, key: str, name: str, count: int) -> Chip:
    is_current = asked.category == key
    return Chip(name, number(count), asked.href(category="" if is_current else key), is_current)


def _shown(asked: Asked, shelves: Sequence[ShelfRow]) -> list[ShelfRow]:
    """Top shelves, and those that stand in the one that is looked at."""
    shown: list[ShelfRow] = []
    for family in _families(shelves):
        is_open = any(str(shelf.id) == asked.category for shelf in family)
        shown += family if is_open else family[:1]
    return shown


def _families(shelves: Sequence[ShelfRow]) -> list[list[Any]]:
    families: list[list[Any]] = []
    for shelf in shelves:
        if shelf.is_nested and families:
            families[-1].append(shelf)
        else:
            families.append([shelf])
    return families
