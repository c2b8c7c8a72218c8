"""An import done at once, within the caller's transaction; its pictures follow by the worker."""

from __future__ import annotations

from cardshop.catalogue.domain.csv_files import dialects
from cardshop.catalogue.domain.csv_files.reading import Table
from cardshop.catalogue.exchange import imports
from cardshop.catalogue.exchange.applying import open_images
from cardshop.catalogue.exchange.checking import Report, batches, judge_of
from cardshop.catalogue.exchange.running import BATCH, write
from cardshop.catalogue.models import ImportState, ProductImport
from cardshop.db import db


def take_in(kept: ProductImport, table: Table) -> Report:
    """Write everything that can be taken, and say what became of each row."""
    currency = imports.currency_of(kept.business_id)
    judge = judge_of(kept.business_id, kept.dialect)
    kept.errors, has_open = [], False
    for batch in batches(dialects.read(table, kept.dialect, currency), BATCH):
        has_open = has_open or bool(open_images(kept.business_id, batch))
        write(kept, table, judge, (batch, {}))
    kept.leased_until = None
    report = Report(kept.dialect, imports.fates_of(kept, table), imports.faults_of(kept))
    if has_open:
        # The worker goes through the file again: only the pictures are new to it then.
        kept.state, kept.done_rows, kept.errors = ImportState.QUEUED, 0, []
    else:
        kept.state, kept.finished_at = ImportState.DONE, kept.created_at
    db.session.flush()
    return report
