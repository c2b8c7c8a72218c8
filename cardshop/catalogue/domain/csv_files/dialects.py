"""Where a file comes from, told by its column names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from cardshop.catalogue.domain.csv_files import meta, own, shopify, woocommerce
from cardshop.catalogue.domain.csv_files.drafts import Columns, Draft, Terms, folded
from cardshop.catalogue.domain.csv_files.reading import Table
from cardshop.lib.errors import Invalid
from cardshop.lib.money import Currency


class ColumnsUnknown(Invalid):
    """No products can be found by these column names. Name at least two columns name and price."""


class Dialect(Protocol):
    """One of the shops that files come from."""

    def columns(self, table: Table) -> Columns:
        """Where its columns stand."""

    def drafts(self, table: Table, terms: Terms) -> Iterator[Draft]:
        """The products of the file."""


DIALECTS: dict[str, Dialect] = {
    "cardshop": own,
    "shopify": shopify,
    "woocommerce": woocommerce,
    "meta": meta,
}


def recognise(table: Table) -> str:
    """`cardshop`, `shopify`, `woocommerce` or `meta`. Raises ColumnsUnknown."""
    names = {folded(title) for title in table.header}
    if {"handle", "title"} <= names or {"url handle", "title"} <= names:
        return "shopify"
    if "regular price" in names and "name" in names:
        return "woocommerce"
    if {"title", "price"} <= names and names & {"availability", "image link", "item group id"}:
        return "meta"
    if names & {"name", "id", "slug", "sku"} and len(names & _OWN) > 1:
        return "cardshop"
    raise ColumnsUnknown


_OWN = {folded(name) for name in own.COLUMNS}


def read(table: Table, dialect: str, currency: Currency) -> Iterator[Draft]:
    """The products that the file describes. A file separated by semicolons writes `12,50`."""
    return DIALECTS[dialect].drafts(table, Terms(currency, comma=table.separator == ";"))


def unused(table: Table, dialect: str) -> list[str]:
    """The columns of the file that say nothing to us."""
    return DIALECTS[dialect].columns(table).unused
