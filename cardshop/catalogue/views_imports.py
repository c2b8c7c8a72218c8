"""Products in bulk: a file is checked, corrected, imported, watched, and can be undone."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.catalogue.blueprint import bp
from cardshop.catalogue.domain.csv_files import correcting
from cardshop.catalogue.domain.csv_files.drafts import Fault
from cardshop.catalogue.exchange import checking, exporting, imports, running, undoing
from cardshop.catalogue.forms_import import ImportForm, typed_cells
from cardshop.catalogue.models import ImportState, ProductImport
from cardshop.catalogue.presenters_import import SHOPS, days, import_page
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import Invalid
from cardshop.web import site
from cardshop.web.errors import say
from cardshop.web.guards import owner

_CSV = "text/csv; charset=utf-8"


@bp.get("/imports", endpoint="imports")
@owner
def imports_listed() -> str:
    """Where a file is chosen, and what was imported before."""
    return _upload(ImportForm())


@bp.post("/imports")
@owner
def import_read() -> ResponseReturnValue:
    """Look through a file; nothing is imported yet."""
    form = ImportForm()
    try:
        key = _checked(form)
    except Invalid as refusal:
        form.refuse("file", refusal)
        return _upload(form), 422
    return redirect(url_for("products.import_shown", import_id=key), 303)


@bp.get("/imports/<key:import_id>")
@owner
def import_shown(import_id: int) -> str:
    """What a file would do, does, or did."""
    kept = _own(import_id)
    after = request.args.get("after", "0")
    page = import_page(kept, after=int(after[:6]) if after.isdecimal() else 0)
    return render_template("catalogue/imports/shown.html", page=page, say=say, **_afterwards(kept))


@bp.post("/imports/<key:import_id>/corrections")
@owner
def import_correct(import_id: int) -> ResponseReturnValue:
    """Write the typed cells into the file, and look through it again."""
    cells = typed_cells(request.form)
    with transaction():
        imports.correct(_own(import_id, for_change=True), cells)
    flash(_("Corrected. Here is what the import does now."))
    return _shown(import_id)


@bp.post("/imports/<key:import_id>/start")
@owner
def import_start(import_id: int) -> ResponseReturnValue:
    """Import what can be taken."""
    with transaction():
        kept = _own(import_id, for_change=True)
        imports.start(kept)
        is_quick = running.is_quick(kept)
    if is_quick:
        running.run(current.business_id(), import_id)
    return _shown(import_id)


@bp.post("/imports/<key:import_id>/undo")
@owner
def import_undo(import_id: int) -> ResponseReturnValue:
    """Take back what was imported."""
    with transaction():
        imports.start_undo(_own(import_id, for_change=True))
    if imports.touched(import_id) <= running.QUICK_ROWS:
        running.run(current.business_id(), import_id)
    return _shown(import_id)


@bp.get("/imports/<key:import_id>/rejected.csv")
@owner
def import_rejected(import_id: int) -> ResponseReturnValue:
    """The rows that were not taken, with the reason in a last column."""
    kept = _own(import_id)
    table = imports.table_of(kept)
    numbers = imports.fates_of(kept, table).rows_of("skipped")
    told = [Fault(f.row, f.column, say(f.detail)) for f in imports.faults_of(kept)]
    return _file(correcting.rejected(table, numbers, told), "rejected-rows.csv")


@bp.get("/export.csv")
@owner
def export() -> ResponseReturnValue:
    """Every product, as a file that the import takes back."""
    lines = list(exporting.lines(current.business_id(), site.base_url()))
    return _file(lines, f"products-{clock.now():%Y-%m-%d}.csv")


def _file(lines: Any, name: str) -> Response:
    response = Response("".join(lines), content_type=_CSV)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _checked(form: ImportForm) -> int:
    name, data = form.read()
    business_id = current.business_id()
    report = checking.check(business_id, data, imports.currency_of(business_id))
    with transaction():
        made = imports.begin(
            business_id=business_id, file_name=name, data=data, report=report, at=clock.now()
        )
        return made.id


def _own(import_id: int, *, for_change: bool = False) -> ProductImport:
    return imports.import_of(current.business_id(), import_id, for_change=for_change)


def _shown(import_id: int) -> ResponseReturnValue:
    return redirect(url_for("products.import_shown", import_id=import_id), 303)


def _upload(form: ImportForm) -> str:
    before = imports.listed(current.business_id())
    return render_template(
        "catalogue/imports/listed.html",
        form=form,
        before=before,
        day_of=days(current.business()),
        shops=SHOPS,
    )


def _afterwards(kept: ProductImport) -> dict[str, Any]:
    """What an undo can still take back, and what it left."""
    is_undone = kept.state is ImportState.UNDONE
    return {
        "touched": imports.touched(kept.id),
        "left_alone": undoing.left_alone(kept.id) if is_undone else [],
    }
