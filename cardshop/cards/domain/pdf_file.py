"""The least of PDF 1.4 that a printed label needs: numbered objects, streams, pages, an index."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

# A comment of four high bytes tells programs that the file is not plain text.
HEADER = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
CATALOGUE, PAGES = 1, 2


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its size in points, its drawing, and the resources the drawing names."""

    width: float
    height: float
    drawing: str
    resources: str


class PdfFile:
    """Collects objects and writes them with the index of their places."""

    def __init__(self) -> None:
        self._objects: list[bytes] = [b"", b""]
        self._pages: list[int] = []

    def add(self, body: str) -> int:
        """Keep an object; returns its number, for `N 0 R`."""
        self._objects.append(body.encode("ascii"))
        return len(self._objects)

    def add_stream(self, entries: Mapping[str, object], data: bytes) -> int:
        """Keep a compressed stream with the entries of its dictionary; returns its number."""
        packed = zlib.compress(data, 9)
        words = "".join(f"/{name} {value} " for name, value in entries.items())
        head = f"<< {words}/Filter /FlateDecode /Length {len(packed)} >>\nstream\n"
        self._objects.append(head.encode("ascii") + packed + b"\nendstream")
        return len(self._objects)

    def add_page(self, page: Page) -> None:
        """Put a page behind those that are there."""
        drawing = self.add_stream({}, page.drawing.encode("cp1252"))
        self._pages.append(
            self.add(
                f"<< /Type /Page /Parent {PAGES} 0 R /MediaBox [0 0 {page.width:g} {page.height:g}]"
                f" /Resources << {page.resources} >> /Contents {drawing} 0 R >>"
            )
        )

    def finish(self) -> bytes:
        """The whole file. The same objects always give the same bytes: there is no date in it."""
        kids = " ".join(f"{page} 0 R" for page in self._pages)
        self._put(CATALOGUE, f"<< /Type /Catalog /Pages {PAGES} 0 R >>")
        self._put(PAGES, f"<< /Type /Pages /Kids [{kids}] /Count {len(self._pages)} >>")
        parts = [
            b"%d 0 obj\n%b\nendobj\n" % (number, body)
            for number, body in enumerate(self._objects, start=1)
        ]
        *places, end = accumulate(map(len, parts), initial=len(HEADER))
        return HEADER + b"".join(parts) + _index(places, end)

    def _put(self, number: int, body: str) -> None:
        self._objects[number - 1] = body.encode("ascii")


def _index(places: list[int], end: int) -> bytes:
    """The table of where each object begins; `end` is where the table itself begins."""
    # Every line is exactly 20 bytes long, its line end included.
    lines = ["0000000000 65535 f \n", *(f"{place:010} 00000 n \n" for place in places)]
    return (
        f"xref\n0 {len(lines)}\n{''.join(lines)}"
        f"trailer\n<< /Size {len(lines)} /Root {CATALOGUE} 0 R >>\n"
        f"startxref\n{end}\n%%EOF\n"
    ).encode("ascii")
