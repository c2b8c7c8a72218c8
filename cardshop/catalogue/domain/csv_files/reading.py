"""A CSV file opened: its encoding, its separator, its header, its rows, and where it ends."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from cardshop.lib.errors import Invalid

LARGEST_FILE = 12 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 50_000, 200
# A description of 5,000 characters as HTML stays far below.
LONGEST_LINE = 200_000
_CHUNK = 256 * 1024
_SEPARATORS = ",;\t"


class FileTooLarge(Invalid):
    """This file is larger than 12 MB. Split it and import the parts one after another."""


class FileEmpty(Invalid):
    """This file holds no products: it needs a row of column names and rows below it."""


class FileIsWorkbook(Invalid):
    """This is an Excel workbook. Open it, choose Save as, then CSV UTF-8, and upload that file."""


class FileBinary(Invalid):
    """This is not a CSV file. Export the products as CSV and upload that file."""


class EncodingUnknown(Invalid):
    """The letters of this file cannot be read. Save it as CSV UTF-8 and upload it again."""


class LineTooLong(Invalid):
    """Row %(row)s is too long to be one product. A quote at the end of a cell may be missing."""


class TooManyRows(Invalid):
    """This file has more than 50,000 rows. Split it and import the parts one after another."""


class TooManyColumns(Invalid):
    """This file has more than 200 columns. Remove those that are not about products."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` is what a spreadsheet shows beside it, the header being row 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file that was understood so far. Its rows are read anew each time, never all at once."""

    data: bytes
    encoding: str
    separator: str
    header: tuple[str, ...]
    header_row: int
    last_row: int

    def rows(self) -> Iterator[Row]:
        """The rows below the header that are not blank."""
        for row in _records(self.data, self.encoding, self.separator):
            if row.number > self.header_row and any(cell.strip() for cell in row.cells):
                yield row


def open_table(data: bytes) -> Table:
    """The file, walked through once, so that a fault of its shape shows before anything is done.

    Raises one of the refusals above.
    """
    if len(data) > LARGEST_FILE:
        raise FileTooLarge
    encoding = _encoding(data)
    separator, header = _beginning(data, encoding)
    count, last = 0, header.number
    for row in _records(data, encoding, separator):
        if row.number > header.number and any(cell.strip() for cell in row.cells):
            count, last = count + 1, row.number
            if count > MOST_ROWS:
                raise TooManyRows
    if not count:
        raise FileEmpty
    names = tuple(cell.strip() for cell in header.cells)
    return Table(data, encoding, separator, names, header.number, last)


def _encoding(data: bytes) -> str:
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise FileIsWorkbook
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _checked(data, "utf-16")
    if b"\0" in data:
        return _checked(data, _wide(data))
    try:
        return _checked(data, "utf-8-sig")
    except EncodingUnknown:
        return _checked(data, "cp1252")


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every second byte of plain letters is empty."""
    start = data[:4096]
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = start[offset::2]
        if half and half.count(0) > len(half) * 0.6 and b"\0" not in start[1 - offset :: 2]:
            return name
    raise FileBinary


def _checked(data: bytes, encoding: str) -> str:
    """The encoding, when the whole file is text in it. Raises EncodingUnknown or FileBinary."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), _CHUNK):
            part = decoder.decode(data[start : start + _CHUNK], start + _CHUNK >= len(data))
            if sum(map(part.count, _BINARY)) > len(part) // 100:
                raise FileBinary
    except UnicodeError:
        raise EncodingUnknown from None
    return encoding


# What no program writes into text.
_BINARY = [chr(n) for n in (*range(9), *range(14, 32))]


def _beginning(data: bytes, encoding: str) -> tuple[str, Row]:
    """The separator and the header: the first line that is neither blank nor a remark."""
    told = ""
    for number, line in enumerate(_lines(data, encoding), 1):
        text = line.strip("\r\n")
        if text.lower().startswith("sep=") and len(text) == 5:
            told = text[4]
        elif text.strip() and not text.startswith("#"):
            separator = told or max(_SEPARATORS, key=lambda mark: _outside_quotes(text, mark))
            header = next(r for r in _records(data, encoding, separator) if r.number == number)
            if len(header.cells) > MOST_COLUMNS:
                raise TooManyColumns
            return separator, header
    raise FileEmpty


def _outside_quotes(line: str, mark: str) -> int:
    return sum(part.count(mark) for part in line.split('"')[::2])


def _records(data: bytes, encoding: str, separator: str) -> Iterator[Row]:
    reader = csv.reader(_lines(data, encoding), delimiter=separator)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader, None)
        except csv.Error:
            raise LineTooLong(row=number) from None
        if cells is None:
            return
        yield Row(number, tuple(cells[: MOST_COLUMNS + 1]))


def _lines(data: bytes, encoding: str) -> Iterator[str]:
    """The lines with their ends; of one that does not end no more than is allowed is held."""
    text = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE and not line.endswith(("\n", "\r")):
            raise LineTooLong(row=number)
        yield line.replace("\0", "")
