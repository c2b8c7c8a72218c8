"""What a QR code is made of: its modules, its style, and colours that a phone can tell apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError

from cardshop.cards.domain.colours import contrast, luminance, parse
from cardshop.lib.errors import Invalid

# Fixed by ISO/IEC 18004: four light modules on every side, or readers lose the edge.
QUIET_ZONE = 4
LEAST_CONTRAST = 4.0
# The hole for a logo, as a share of the side without its quiet zone. Level H repairs 30 % of the
# codewords; 22 % of the side is 5 % of the area, which leaves the rest for dirt and glare.
LARGEST_HOLE = 0.22
EYE = 7


class NotScannable(Invalid):
    """Phones could not read this QR code."""


class ColoursTooClose(NotScannable):
    """The two colours are too alike for a phone to read the code."""


class ColoursInverted(NotScannable):
    """The code must be darker than its background. Swap the two colours."""


class TextTooLong(NotScannable):
    """This is too long for a QR code."""


class NothingToEncode(Invalid):
    """There is nothing to put into the QR code."""


class Shape(StrEnum):
    """How the modules are drawn."""

    SQUARE = "square"
    ROUNDED = "rounded"
    DOTS = "dots"


@dataclass(frozen=True, slots=True)
class Style:
    """How a code looks: two colours (`#rrggbb`), a shape, and a PNG, WebP or JPEG logo.

    Raises ColourInvalid.
    """

    foreground: str = "#000000"
    background: str = "#ffffff"
    shape: Shape = Shape.SQUARE
    logo: bytes | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "foreground", parse(self.foreground).hex)
        object.__setattr__(self, "background", parse(self.background).hex)

    @property
    def level(self) -> str:
        """The error correction level: M, or H once a logo covers part of the code."""
        return "M" if self.logo is None else "H"

    @property
    def contrast(self) -> float:
        """The WCAG 2 contrast ratio of the two colours, from 1 to 21."""
        return contrast(parse(self.foreground), parse(self.background))


@dataclass(frozen=True, slots=True)
class Code:
    """The modules of a code without its quiet zone, row by row; true is dark.

    `hole` is the side, in modules, of the square left free in the middle for a logo; 0 without one.
    """

    rows: tuple[tuple[bool, ...], ...]
    hole: int = 0

    @property
    def modules(self) -> int:
        """Modules along a side, without the quiet zone."""
        return len(self.rows)

    @property
    def side(self) -> int:
        """Modules along a side, with the quiet zone."""
        return self.modules + 2 * QUIET_ZONE

    def is_dark(self, row: int, column: int) -> bool:
        """Whether ink stands here once the hole is cut."""
        return self.rows[row][column] and not (self._in_hole(row) and self._in_hole(column))

    def _in_hole(self, place: int) -> bool:
        return abs(2 * place - self.modules + 1) < self.hole


def code_of(text: str, style: Style) -> Code:
    """The code of a text, with a hole if the style has a logo.

    Raises NothingToEncode, TextTooLong, ColoursInverted and ColoursTooClose.
    """
    check_colours(style)
    if not text:
        raise NothingToEncode
    maker = QRCode(error_correction=ERROR_CORRECT_M if style.level == "M" else ERROR_CORRECT_H)
    maker.border = 0
    maker.add_data(text)
    try:
        maker.make(fit=True)
    except (DataOverflowError, ValueError) as error:  # the library names 41 an invalid version
        raise TextTooLong from error
    rows = tuple(tuple(map(bool, row)) for row in maker.get_matrix())
    return Code(rows, hole=0 if style.logo is None else _hole(len(rows)))


def check_colours(style: Style) -> None:
    """Raise ColoursInverted or ColoursTooClose when phones may fail (domain rules, section 2)."""
    if luminance(parse(style.foreground)) > luminance(parse(style.background)):
        raise ColoursInverted
    if style.contrast < LEAST_CONTRAST:
        # Cut, not rounded: 3.97 must not read as the 4 that it misses.
        ratio = int(style.contrast * 10) / 10
        raise ColoursTooClose(
            "The two colours are too alike for a phone to read the code: their contrast is "
            "%(ratio)s to 1 and must be at least %(least)s to 1.",
            ratio=f"{ratio:g}",
            least=f"{LEAST_CONTRAST:g}",
        )


def _hole(modules: int) -> int:
    """The largest odd number of modules within the allowed share, so that it sits in the middle."""
    most = int(modules * LARGEST_HOLE)
    return most if most % 2 else most - 1
