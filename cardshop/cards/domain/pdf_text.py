"""Words in a PDF without a font file: what Helvetica can write, how wide it is, how it is set."""

from __future__ import annotations

import unicodedata

# The advance widths of Helvetica for the characters 32-126, in thousandths of its size, as the
# font's published metrics give them; every PDF reader has this font.
_ASCII_WIDTHS = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip
_OTHER_WIDTHS = {
    "…": 1000, "—": 1000, "Æ": 1000, "Œ": 1000, "œ": 944, "æ": 889, "Ø": 778, "ø": 611,
    "ß": 611, "‘": 222, "’": 222, "‚": 222, "“": 333, "”": 333, "„": 333, "·": 278, "•": 350,
    "\N{NO-BREAK SPACE}": 278, "¡": 333, "°": 400, "®": 737, "©": 737, "™": 1000, "Ð": 722,
}  # fmt: skip
_USUAL_WIDTH = 556
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
# Words are made smaller to fit, down to this share of their size; then they are cut.
LEAST_SHARE = 0.6


def printable(text: str) -> str:
    """The text on one line, or nothing at all if Helvetica lacks one of its characters."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    try:
        line.encode("cp1252")
    except UnicodeEncodeError:
        return ""
    return line if line.isprintable() else ""


def centred(text: str, *, middle: float, baseline: float, size: float, width: float) -> str:
    """Drawing operators that set a printable text, no wider than `width` points, around `middle`.

    Positions and sizes are in points; the font is called /F in the page's resources.
    """
    size *= max(LEAST_SHARE, min(1, width / max(width_of(text, size), 1)))
    text = _cut(text, size, width)
    start = middle - width_of(text, size) / 2
    return f"BT /F {size:.2f} Tf {start:.2f} {baseline:.2f} Td ({_escaped(text)}) Tj ET\n"


def width_of(text: str, size: float) -> float:
    """How wide a text is at a size, in the size's unit."""
    return sum(map(_advance, text)) * size / 1000


def _advance(character: str) -> int:
    if character in _OTHER_WIDTHS:
        return _OTHER_WIDTHS[character]
    # A letter with an accent is as wide as the letter.
    place = ord(unicodedata.normalize("NFD", character)[0]) - 32
    return _ASCII_WIDTHS[place] if place < len(_ASCII_WIDTHS) else _USUAL_WIDTH


def _cut(text: str, size: float, width: float) -> str:
    if width_of(text, size) <= width:
        return text
    while text and width_of(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
