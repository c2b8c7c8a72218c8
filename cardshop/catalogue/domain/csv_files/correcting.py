"""Faulty cells of a file: shown apart, written anew, or taken away to be mended elsewhere."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from cardshop.catalogue.domain.csv_files.drafts import Fault
from cardshop.catalogue.domain.csv_files.reading import Row, Table
from cardshop.catalogue.domain.csv_files.values import guarded, unguarded
from cardshop.catalogue.domain.csv_files.writing import written

ERROR = "error"


def corrected(table: Table, cells: Mapping[tuple[int, int], str]) -> bytes:
    """The file with some cells, by row and column from 0, written anew; in UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=table.separator)
    # Rows keep their numbers, so that faults still find them.
    for _ in range(1, table.header_row):
        writer.writerow([])
    writer.writerow(table.header)
    number = table.header_row
    for row in table.rows():
        for _ in range(number + 1, row.number):
            writer.writerow([])
        writer.writerow(_with(row, cells, len(table.header)))
        number = row.number
    return out.getvalue().encode("utf-8-sig")


def rejected(table: Table, numbers: Iterable[int], faults: Sequence[Fault]) -> Iterator[str]:
    """The lines of a file with those rows only, what is wrong with each in a last column."""
    wanted = set(numbers)
    at = [n for n, title in enumerate(table.header) if title.casefold() != ERROR]

    def rows() -> Iterator[list[str]]:
        yield [*(table.header[n] for n in at), ERROR]
        for row in table.rows():
            if row.number in wanted:
                cells = [row.cells[n] if n < len(row.cells) else "" for n in at]
                why = " ".join(f"{f.column}: {f.detail}" for f in faults if f.row == row.number)
                yield [*(guarded(unguarded(cell)) for cell in cells), guarded(why)]

    yield from written(rows(), table.separator)


def _with(row: Row, cells: Mapping[tuple[int, int], str], width: int) -> list[str]:
    wide = [*row.cells, *[""] * (width - len(row.cells))]
    return [cells.get((row.number, n), cell) for n, cell in enumerate(wide)]
