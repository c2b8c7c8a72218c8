"""QR codes to print: one a page for a poster or a table, or sheets of labels, drawn as vectors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cardshop.cards.domain.pdf_file import Page, PdfFile
from cardshop.cards.domain.pdf_text import FONT, centred, printable
from cardshop.cards.domain.qr_codes import NothingToEncode, Style
from cardshop.cards.domain.qr_pdf_code import add_code
from cardshop.lib.errors import Invalid

MILLIMETRE = 72 / 25.4
# A4, in points.
WIDTH, HEIGHT = 210 * MILLIMETRE, 297 * MILLIMETRE
MARGIN = 10 * MILLIMETRE
# Below 2 cm a phone has to come so near that it no longer focuses.
SMALLEST_CODE = 20 * MILLIMETRE
MOST_LABELS = 500


class LabelsTooSmall(Invalid):
    """So many labels on a page make the codes smaller than 2 cm. Take fewer rows or columns."""


class TooManyLabels(Invalid):
    """This is too many labels for one file. Take at most 500."""


@dataclass(frozen=True, slots=True)
class Label:
    """What one code opens, and the words below it. The address is always printed as well.

    Words that Helvetica lacks letters for (Persian, Chinese) are left out; the address stays.
    """

    url: str
    caption: str = ""

    @property
    def address(self) -> str:
        """The address as people type it."""
        return self.url.removeprefix("https://").removeprefix("http://")


@dataclass(frozen=True, slots=True)
class Sheet:
    """How the labels of an A4 page are arranged, and how large the parts of one are, in points."""

    rows: int
    columns: int
    largest_code: float = WIDTH
    caption_size: float = 9
    address_size: float = 7

    @property
    def cell_width(self) -> float:
        """The width of one label."""
        return (WIDTH - 2 * MARGIN) / self.columns

    @property
    def cell_height(self) -> float:
        """The height of one label."""
        return (HEIGHT - 2 * MARGIN) / self.rows

    @property
    def words_height(self) -> float:
        """The height of the two lines below the code."""
        return 1.5 * (self.caption_size + self.address_size)

    @property
    def code_side(self) -> float:
        """The side of the code with its quiet zone, which is all the space that it needs around."""
        return min(self.cell_width, self.cell_height - self.words_height, self.largest_code)


# One code of 12 cm, which people can scan from about 1.2 m.
POSTER = Sheet(1, 1, largest_code=120 * MILLIMETRE, caption_size=28, address_size=14)


def pdf(labels: Sequence[Label], style: Style, sheet: Sheet = POSTER) -> bytes:
    """An A4 PDF of all the labels in order: one a page, or `sheet.rows` x `sheet.columns` a page.

    Raises LabelsTooSmall, TooManyLabels, LogoUnusable, and what `code_of` raises.
    """
    _check(labels, sheet)
    file = PdfFile()
    font = file.add(FONT)
    codes = {url: add_code(file, url, style) for url in {label.url: None for label in labels}}
    each = sheet.rows * sheet.columns
    for first in range(0, len(labels), each):
        file.add_page(_page(labels[first : first + each], sheet, codes, font))
    return file.finish()


def _page(labels: Sequence[Label], sheet: Sheet, codes: dict[str, int], font: int) -> Page:
    names = {label.url: f"Q{codes[label.url]}" for label in labels}
    objects = " ".join(f"/{names[url]} {codes[url]} 0 R" for url in names)
    return Page(
        width=WIDTH,
        height=HEIGHT,
        drawing="".join(_drawing(labels, names, sheet)),
        resources=f"/Font << /F {font} 0 R >> /XObject << {objects} >>",
    )


def _check(labels: Sequence[Label], sheet: Sheet) -> None:
    if min(sheet.rows, sheet.columns) < 1 or sheet.code_side < SMALLEST_CODE:
        raise LabelsTooSmall
    if not labels:
        raise NothingToEncode
    if len(labels) > MOST_LABELS:
        raise TooManyLabels


def _drawing(labels: Sequence[Label], names: dict[str, str], sheet: Sheet) -> Iterator[str]:
    for place, label in enumerate(labels):
        row, column = divmod(place, sheet.columns)
        middle = MARGIN + (column + 0.5) * sheet.cell_width
        spare = sheet.cell_height - sheet.code_side - sheet.words_height
        bottom = HEIGHT - MARGIN - row * sheet.cell_height - spare / 2 - sheet.code_side
        yield (
            f"q {sheet.code_side:.3f} 0 0 {sheet.code_side:.3f} "
            f"{middle - sheet.code_side / 2:.3f} {bottom:.3f} cm /{names[label.url]} Do Q\n"
        )
        yield from _words(label, sheet, middle, bottom)


def _words(label: Label, sheet: Sheet, middle: float, bottom: float) -> Iterator[str]:
    width = sheet.cell_width - 2 * sheet.address_size
    for text, size in ((label.caption, sheet.caption_size), (label.address, sheet.address_size)):
        line = printable(text)
        if line:
            bottom -= 1.2 * size
            yield centred(line, middle=middle, baseline=bottom, size=size, width=width)
