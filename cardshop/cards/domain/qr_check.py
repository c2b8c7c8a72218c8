"""Whether a styled QR code is read by a decoder that had no part in drawing it."""

from __future__ import annotations

from dataclasses import dataclass

import zxingcpp
from PIL import Image

from cardshop.cards.domain.qr_codes import NotScannable, Style, code_of
from cardshop.cards.domain.qr_png import picture

# The size that is offered first, and the size at which a phone sees a code from afar.
FULL, SMALL = 1024, 120
# Below this many pixels a module, no decoder can be asked to read.
LEAST_PIXELS = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found: the contrast ratio (1-21), the level (M or H), and why it failed."""

    contrast: float
    level: str
    reason: str | None = None

    @property
    def ok(self) -> bool:
        """Whether the code may be offered."""
        return self.reason is None


def check(text: str, style: Style) -> Verdict:
    """Draw the code, decode it large and small, and say what came of it.

    Raises LogoUnusable, NothingToEncode: those say nothing about the style.
    """
    try:
        require_scannable(text, style)
    except NotScannable as refusal:
        return Verdict(style.contrast, style.level, str(refusal))
    return Verdict(style.contrast, style.level)


def require_scannable(text: str, style: Style) -> None:
    """Raise NotScannable with the reason, unless an independent decoder reads the code."""
    side = code_of(text, style).side
    full = picture(text, style, FULL).convert("L")
    if _read(full) != text:
        raise NotScannable(
            "The finished code was tried and could not be read. "
            "Take a smaller logo, plain squares or colours with more contrast."
        )
    small = max(SMALL, LEAST_PIXELS * side)
    if _read(full.resize((small, small), Image.Resampling.BILINEAR)) != text:
        raise NotScannable(
            "The finished code was tried and could not be read from afar. "
            "Take a smaller logo, plain squares or colours with more contrast."
        )


def _read(image: Image.Image) -> str | None:
    # An inverted code is not tried: many phones do not read one either.
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found = zxingcpp.read_barcodes(image, formats=formats, try_invert=False)
    return found[0].text if found else None
