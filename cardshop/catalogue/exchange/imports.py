"""Imports as rows: begun, corrected, started, found again, forgotten. Nothing here commits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from cardshop.accounts.models import Business
from cardshop.catalogue.domain.csv_files import correcting
from cardshop.catalogue.domain.csv_files.drafts import Fault
from cardshop.catalogue.domain.csv_files.fates import Fates
from cardshop.catalogue.domain.csv_files.reading import Table, open_table
from cardshop.catalogue.exchange.checking import MOST_ERRORS, Report, check
from cardshop.catalogue.models import ImportedProduct, ImportState, ProductImport
from cardshop.db import db
from cardshop.lib.errors import Conflict, NotFound
from cardshop.lib.money import Currency
from cardshop.lib.typed import LARGEST_KEY
from cardshop.media import operations as media

KEPT = timedelta(days=30)
MOST_LISTED = 20
_FORGOTTEN_AT_ONCE = 20


class AlreadyStarted(Conflict):
    """This import was started already."""


class NothingToUndo(Conflict):
    """There is nothing to undo: this import has not run, or was undone already."""


def currency_of(business_id: int) -> Currency:
    """What the business's prices are in."""
    business = db.session.get_one(Business, business_id)
    return Currency(business.currency, business.currency_exponent)


def begin(
    *, business_id: int, file_name: str, data: bytes, report: Report, at: datetime
) -> ProductImport:
    """Keep a file that was checked."""
    made = ProductImport(
        business_id=business_id,
        file_name=file_name.rpartition("/")[2][-150:],
        dialect=report.dialect,
        state=ImportState.CHECKED,
        content=data,
        created_at=at,
    )
    take(made, report)
    db.session.add(made)
    db.session.flush()
    return made


def take(kept: ProductImport, report: Report) -> None:
    """Write down what a check, or a run so far, has found."""
    fates = report.fates
    kept.dialect, kept.rows, kept.fates = report.dialect, fates.rows(), str(fates)
    kept.created, kept.updated = fates.count("created"), fates.count("updated")
    kept.skipped = fates.count("skipped")
    kept.errors = [fault.as_json() for fault in report.faults[:MOST_ERRORS]]


def correct(kept: ProductImport, cells: Mapping[tuple[int, int], str]) -> None:
    """Write the cells (row, column from 0) into the file, and judge it again.

    Raises AlreadyStarted, and what `check` raises.
    """
    if kept.state is not ImportState.CHECKED:
        raise AlreadyStarted
    data = correcting.corrected(table_of(kept), cells)
    report = check(kept.business_id, data, currency_of(kept.business_id))
    kept.content = data
    take(kept, report)


def start(kept: ProductImport) -> None:
    """Let the worker import the file. Raises AlreadyStarted."""
    if kept.state is not ImportState.CHECKED:
        raise AlreadyStarted
    kept.state, kept.done_rows, kept.errors = ImportState.QUEUED, 0, []


def start_undo(kept: ProductImport) -> None:
    """Let the worker undo what was imported. Raises NothingToUndo."""
    if kept.state not in (ImportState.DONE, ImportState.FAILED):
        raise NothingToUndo
    kept.state, kept.leased_until = ImportState.UNDOING, None


def import_of(business_id: int, import_id: int, *, for_change: bool = False) -> ProductImport:
    """One import with its file. Raises NotFound."""
    wanted = (
        select(ProductImport)
        .where(ProductImport.business_id == business_id, ProductImport.id == import_id)
        .options(undefer(ProductImport.content))
        .execution_options(populate_existing=True)
    )
    if import_id > LARGEST_KEY:
        raise NotFound
    found = db.session.scalar(wanted.with_for_update() if for_change else wanted)
    if found is None:
        raise NotFound
    return found


def listed(business_id: int) -> list[ProductImport]:
    """The latest imports, newest first, without their files."""
    return list(
        db.session.scalars(
            select(ProductImport)
            .where(ProductImport.business_id == business_id)
            .order_by(ProductImport.created_at.desc(), ProductImport.id.desc())
            .limit(MOST_LISTED)
        )
    )


def table_of(kept: ProductImport) -> Table:
    """The file of an import, opened."""
    return open_table(kept.content or b"")


def fates_of(kept: ProductImport, table: Table) -> Fates:
    """What becomes of its rows."""
    return Fates(table.header_row, table.last_row, kept.fates)


def faults_of(kept: ProductImport) -> list[Fault]:
    """What is wrong with its cells, the first thousand."""
    return [Fault.of_json(said) for said in kept.errors]


def touched(import_id: int) -> int:
    """How many products it made or changed, and were not undone."""
    return (
        db.session.scalar(select(func.count()).where(ImportedProduct.import_id == import_id)) or 0
    )


def holder(import_id: int, product_id: int) -> str:
    """The name under which pictures are held that an undo would show again."""
    return f"import:{import_id}:{product_id}"


def forget_old(*, at: datetime) -> None:
    """Remove imports of a month ago, a few at a time: they cannot be undone any more."""
    old = db.session.scalars(
        select(ProductImport)
        .where(
            ProductImport.created_at < at - KEPT,
            ProductImport.state.not_in(
                [ImportState.QUEUED, ImportState.RUNNING, ImportState.UNDOING]
            ),
        )
        .limit(_FORGOTTEN_AT_ONCE)
    ).all()
    for kept in old:
        ids = select(ImportedProduct.product_id).where(ImportedProduct.import_id == kept.id)
        for product_id in db.session.scalars(ids).all():
            media.release(holder(kept.id, product_id))
        db.session.delete(kept)
    db.session.flush()
