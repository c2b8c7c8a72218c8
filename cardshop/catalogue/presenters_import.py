"""An import as its page shows it: what becomes of each row, and the cells to be mended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cardshop.accounts.models import Business
from cardshop.catalogue.domain.csv_files import dialects
from cardshop.catalogue.domain.csv_files.drafts import Fault
from cardshop.catalogue.domain.csv_files.fates import Fate, Fates
from cardshop.catalogue.domain.csv_files.reading import Row, Table
from cardshop.catalogue.domain.csv_files.values import unguarded
from cardshop.catalogue.exchange import imports
from cardshop.catalogue.models import ImportState, ProductImport
from cardshop.lib.dates import format_date
from cardshop.web.errors import say
from cardshop.web.jinja import page_language

MOST_ROWS, MOST_MENDED = 100, 25
SHOPS = {"cardshop": "cardshop", "shopify": "Shopify", "woocommerce": "WooCommerce", "meta": "Meta"}
_NAMED = {"cardshop": "name", "shopify": "title", "woocommerce": "name", "meta": "title"}
_ICONS: dict[Fate, str] = {
    "created": "s-ok",
    "updated": "s-new",
    "unchanged": "",
    "skipped": "s-bad",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A faulty cell; without a field it can only be mended in the file."""

    column: str
    field: str
    value: str
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot be taken as it is."""

    number: int
    name: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Line:
    """A product of the file and what becomes of it."""

    number: int
    name: str
    fate: Fate
    word: str
    look: str


@dataclass(frozen=True, slots=True)
class ImportPage:
    """Everything that the page of one import says."""

    kept: ProductImport
    shop: str
    counts: dict[Fate, int]
    rejected: list[Rejected]
    more_rejected: int
    notes: list[Fault]
    lines: list[Line]
    next: int
    unused: list[str]

    @property
    def to_import(self) -> int:
        """How many products the import makes or changes."""
        return self.counts["created"] + self.counts["updated"]

    @property
    def is_working(self) -> bool:
        """True while the worker is at it."""
        return self.kept.state in (
            ImportState.QUEUED,
            ImportState.RUNNING,
            ImportState.UNDOING,
        )


def days(business: Business) -> Callable[[ProductImport], str]:
    """How the day of an import is written, in the business's zone and the page's language."""
    zone = ZoneInfo(business.timezone)
    language = str(page_language())

    def day(kept: ProductImport) -> str:
        return str(format_date(kept.created_at.astimezone(zone).date(), language, "day"))

    return day


def words(fate: Fate, *, is_done: bool) -> str:
    """What becomes of a product, or became of it."""
    said: dict[str, tuple[str, str]] = {
        "created": (_("New"), _("Created")),
        "updated": (_("Changes"), _("Changed")),
        "unchanged": (_("No change"), _("No change")),
        "skipped": (_("Rejected"), _("Rejected")),
    }
    return said[fate][is_done]


def import_page(kept: ProductImport, *, after: int = 0) -> ImportPage:
    """The page of an import, its rows from behind `after` on."""
    table = imports.table_of(kept)
    fates, faults = imports.fates_of(kept, table), imports.faults_of(kept)
    mended, lines, following = _walked(kept, table, fates, after)
    fatal = [fault for fault in faults if fault.fatal]
    rejected = list(_rejected(kept, table, mended, fatal))
    fate_names: tuple[Fate, ...] = ("created", "updated", "unchanged", "skipped")
    return ImportPage(
        kept=kept,
        shop=SHOPS[kept.dialect],
        counts={fate: fates.count(fate) for fate in fate_names},
        rejected=rejected,
        more_rejected=max(0, len({f.row for f in fatal}) - len(rejected)),
        notes=[fault for fault in faults if not fault.fatal][:MOST_MENDED],
        lines=lines,
        next=following,
        unused=dialects.unused(table, kept.dialect),
    )


def _walked(
    kept: ProductImport, table: Table, fates: Fates, after: int
) -> tuple[dict[int, Row], list[Line], int]:
    """The rejected rows, the lines of this part, and where the next part begins behind; 0: none."""
    wrong = {f.row for f in imports.faults_of(kept) if f.fatal}
    found: dict[int, Row] = {}
    lines: list[Line] = []
    following = 0
    is_done = kept.state not in (ImportState.CHECKED, ImportState.QUEUED)
    for row in table.rows():
        if row.number in wrong:
            found[row.number] = row
        if row.number <= after or not fates.is_first(row.number) or following:
            continue
        if len(lines) == MOST_ROWS:
            following = lines[-1].number
            continue
        lines.append(_line(kept, table, fates, row, is_done=is_done))
    return found, lines, following


def _line(kept: ProductImport, table: Table, fates: Fates, row: Row, *, is_done: bool) -> Line:
    fate = fates.of(row.number) or "skipped"
    name = name_of(kept, table, row)
    return Line(row.number, name, fate, words(fate, is_done=is_done), _ICONS[fate])


def name_of(kept: ProductImport, table: Table, row: Row) -> str:
    """What the row calls its product."""
    at = dialects.DIALECTS[kept.dialect].columns(table).at.get(_NAMED[kept.dialect], -1)
    return unguarded(row.cells[at].strip())[:150] if 0 <= at < len(row.cells) else ""


def _rejected(
    kept: ProductImport, table: Table, rows: dict[int, Row], faults: Iterable[Fault]
) -> Iterable[Rejected]:
    by_row: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for fault in faults:
        by_row[fault.row][fault.column].append(say(fault.detail))
    for number in sorted(by_row)[:MOST_MENDED]:
        row = rows.get(number)
        if row is not None:
            cells = [_cell(table, row, title, tuple(e)) for title, e in by_row[number].items()]
            yield Rejected(number, name_of(kept, table, row), cells)


def _cell(table: Table, row: Row, title: str, errors: tuple[str, ...]) -> Cell:
    if title not in table.header:
        return Cell(title, "", "", errors)
    at = table.header.index(title)
    value = row.cells[at] if at < len(row.cells) else ""
    return Cell(title, f"cell-{row.number}-{at}", value[:2000], errors)
