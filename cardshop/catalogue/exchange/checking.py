"""The dry run: a file walked through from end to end, with nothing written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from sqlalchemy import select

from cardshop.catalogue import queries
from cardshop.catalogue.domain.csv_files import dialects
from cardshop.catalogue.domain.csv_files.drafts import Draft, Fault
from cardshop.catalogue.domain.csv_files.fates import Fates
from cardshop.catalogue.domain.csv_files.reading import Table, open_table
from cardshop.catalogue.exchange import pictures
from cardshop.catalogue.exchange.judging import Judge, Verdict
from cardshop.catalogue.exchange.known import Catalogue, Shelves
from cardshop.catalogue.models import Product
from cardshop.db import db
from cardshop.lib.money import Currency

T = TypeVar("T")
MOST_ERRORS = 1000
_BATCH = 200


@dataclass(frozen=True, slots=True)
class Report:
    """What a file would do, or did."""

    dialect: str
    fates: Fates
    faults: list[Fault]


def check(business_id: int, data: bytes, currency: Currency) -> Report:
    """Judge every row. Raises what `open_table` and `recognise` raise."""
    table = open_table(data)
    dialect = dialects.recognise(table)
    judge = judge_of(business_id, dialect)
    fates, faults = Fates(table.header_row, table.last_row), list[Fault]()
    for drafts in batches(dialects.read(table, dialect, currency), _BATCH):
        for verdict in verdicts(business_id, judge, drafts):
            fates.set(verdict.draft.rows, verdict.fate)
            faults += verdict.draft.faults[: MOST_ERRORS - len(faults)]
    return Report(dialect, fates, faults)


def judge_of(business_id: int, dialect: str) -> Judge:
    """A judge who knows the business as it is now."""
    return Judge(Catalogue(business_id), Shelves(business_id), ours=dialect == "cardshop")


def verdicts(
    business_id: int, judge: Judge, drafts: list[Draft], *, for_change: bool = False
) -> Iterator[Verdict]:
    """What becomes of some drafts, in a constant number of statements."""
    keys = [judge.meant(draft) for draft in drafts]
    there = _products(business_id, {k for k in keys if k is not None}, for_change=for_change)
    have = pictures.known(business_id, (i for draft in drafts for i in draft.addresses))
    for draft, key in zip(drafts, keys, strict=True):
        yield judge.verdict(draft, there.get(key or 0), have)


def batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """The things, so many at a time."""
    left = iter(things)
    while batch := list(islice(left, size)):
        yield batch


def drafts_of(table: Table, dialect: str, currency: Currency, *, after: int) -> Iterator[Draft]:
    """The products of a file behind those that hold its first `after` rows."""
    for draft in dialects.read(table, dialect, currency):
        if after <= 0:
            yield draft
        after -= len(draft.rows)


def _products(business_id: int, keys: set[int], *, for_change: bool) -> dict[int, Product]:
    """The products that are still there, complete, locked in the order of their keys."""
    if not keys:
        return {}
    wanted = (
        select(Product)
        .where(Product.business_id == business_id, Product.id.in_(keys))
        .order_by(Product.id)
        .options(*queries.complete())
        .execution_options(populate_existing=True)
    )
    rows = db.session.scalars(wanted.with_for_update() if for_change else wanted)
    return {product.id: product for product in rows}
