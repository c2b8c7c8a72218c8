"""One import at work: claimed, written batch by batch, finished; each step commits by itself."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, or_, select

from cardshop.catalogue.domain.csv_files import dialects
from cardshop.catalogue.domain.csv_files.drafts import Draft
from cardshop.catalogue.domain.csv_files.reading import Table
from cardshop.catalogue.exchange import imports, pictures, undoing
from cardshop.catalogue.exchange.applying import Writer, open_images
from cardshop.catalogue.exchange.checking import MOST_ERRORS, batches, drafts_of, judge_of
from cardshop.catalogue.exchange.judging import Judge
from cardshop.catalogue.models import ImportState, ProductImport
from cardshop.db import db, transaction
from cardshop.lib import clock
from cardshop.lib.money import Currency

log = logging.getLogger(__name__)
# Long enough for a batch whose pictures come slowly, short enough that a broken worker is not
# waited for.
LEASE = timedelta(minutes=5)
# On SQLite nobody else writes meanwhile.
BATCH = 20
QUICK_ROWS = 100
FAILURE = "Something went wrong on our side. What was imported so far can be undone."

IsStopping = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Job:
    """A claimed import, as the steps need it."""

    import_id: int
    business_id: int
    state: ImportState
    table: Table
    currency: Currency
    done_rows: int


def run_due(is_stopping: IsStopping = lambda: False) -> int:
    """Work on every import that waits, until none does. Returns how many."""
    worked = 0
    while not is_stopping() and (job := _claimed()):
        worked += 1
        _work(job, is_stopping)
    return worked


def run(business_id: int, import_id: int) -> None:
    """Work on this one now, in the caller's thread, unless somebody does already."""
    job = _claimed(business_id, import_id)
    if job:
        _work(job, lambda: False)


def is_quick(kept: ProductImport) -> bool:
    """True for an import that is done before its owner would see it waiting."""
    if kept.rows > QUICK_ROWS:
        return False
    table = imports.table_of(kept)
    currency = imports.currency_of(kept.business_id)
    drafts = list(dialects.read(table, kept.dialect, currency))
    return not open_images(kept.business_id, drafts)


def _work(job: Job, is_stopping: IsStopping) -> None:
    try:
        if job.state is ImportState.UNDOING:
            is_done = undoing.undo(job.business_id, job.import_id, is_stopping)
        else:
            is_done = _import(job, is_stopping)
    except Exception:  # whatever it is, the owner must not wait for ever
        log.exception("import %d failed", job.import_id)
        _end(job, ImportState.FAILED, FAILURE)
        return
    undone = job.state is ImportState.UNDOING
    if is_done:
        _end(job, ImportState.UNDONE if undone else ImportState.DONE, "")


def _claimed(business_id: int | None = None, import_id: int | None = None) -> Job | None:
    if db.session.scalar(_due(clock.now()).limit(1)) is None:
        return None
    with transaction():
        at = clock.now()
        wanted = _due(at).order_by(ProductImport.id).limit(1)
        if import_id is not None:
            wanted = wanted.where(ProductImport.id == import_id)
        key = db.session.scalar(wanted.with_for_update(skip_locked=True))
        if key is None:
            return None
        owner = db.session.get_one(ProductImport, key).business_id
        kept = imports.import_of(business_id or owner, key)
        if kept.state is ImportState.QUEUED:
            kept.state = ImportState.RUNNING
        kept.leased_until = at + LEASE
        return Job(
            kept.id,
            kept.business_id,
            kept.state,
            imports.table_of(kept),
            imports.currency_of(kept.business_id),
            kept.done_rows,
        )


def _due(at: datetime) -> Select[int]:
    working = ProductImport.state.in_([ImportState.RUNNING, ImportState.UNDOING])
    free = or_(ProductImport.leased_until.is_(None), ProductImport.leased_until < at)
    return select(ProductImport.id).where(
        or_(ProductImport.state == ImportState.QUEUED, working & free)
    )


def _import(job: Job, is_stopping: IsStopping) -> bool:
    """True when it came to the end of the file.

    Pictures may take longer than the lease; whoever was overtaken meanwhile leaves the rest.
    """
    done_rows = job.done_rows
    dialect = dialects.recognise(job.table)
    judge = judge_of(job.business_id, dialect)
    drafts = drafts_of(job.table, dialect, job.currency, after=job.done_rows)
    for batch in batches(drafts, BATCH):
        fetched = pictures.fetch(open_images(job.business_id, batch))
        with transaction():
            kept = imports.import_of(job.business_id, job.import_id, for_change=True)
            if kept.state is not ImportState.RUNNING or kept.done_rows != done_rows:
                return False
            write(kept, job.table, judge, (batch, fetched))
            done_rows = kept.done_rows
            if is_stopping():
                kept.state, kept.leased_until = ImportState.QUEUED, None
        if is_stopping():
            return False
    return True


def write(
    kept: ProductImport,
    table: Table,
    judge: Judge,
    batch: tuple[list[Draft], pictures.Fetched],
) -> None:
    """Write some drafts, and how far the import has come; in the caller's transaction."""
    at = clock.now()
    fates, faults = imports.fates_of(kept, table), list(kept.errors)
    writer = Writer(business_id=kept.business_id, import_id=kept.id, judge=judge, at=at)
    for verdict in writer.write(*batch):
        fates.set(verdict.draft.rows, verdict.fate)
        faults += [f.as_json() for f in verdict.draft.faults][: MOST_ERRORS - len(faults)]
    kept.done_rows += sum(len(draft.rows) for draft in batch[0])
    kept.fates, kept.errors, kept.leased_until = str(fates), faults, at + LEASE
    kept.created, kept.updated = fates.count("created"), fates.count("updated")
    kept.skipped = fates.count("skipped")


def _end(job: Job, state: ImportState, failure: str) -> None:
    with transaction():
        kept = imports.import_of(job.business_id, job.import_id, for_change=True)
        kept.state, kept.failure, kept.leased_until = state, failure, None
        kept.finished_at = clock.now()
