"""One QR code as a reusable drawing inside a PDF, in a square of one unit."""

from __future__ import annotations

from PIL import Image

from cardshop.cards.domain.colours import parse
from cardshop.cards.domain.pdf_file import PdfFile
from cardshop.cards.domain.qr_codes import Code, Style, code_of
from cardshop.cards.domain.qr_drawing import Box, boxes, logo_place
from cardshop.cards.domain.qr_logo import open_logo

# How far the handles of a Bezier curve reach to draw a quarter of a circle.
HANDLE = 0.5523


def add_code(file: PdfFile, text: str, style: Style) -> int:
    """Add the drawing to the file; returns its number. Raises what `code_of` and a logo raise."""
    code = code_of(text, style)
    logo = None if style.logo is None else open_logo(style.logo)
    number = None if logo is None else _add_image(file, logo, style.background)
    entries = {
        "Type": "/XObject",
        "Subtype": "/Form",
        "BBox": "[0 0 1 1]",
        "Resources": "<< >>" if number is None else f"<< /XObject << /Logo {number} 0 R >> >>",
    }
    return file.add_stream(entries, _drawing(code, style, logo).encode("ascii"))


def _drawing(code: Code, style: Style, logo: Image.Image | None) -> str:
    ink = "".join(_path(box) for box in boxes(code, style.shape))
    return (
        # From here on a unit is a module, and y grows downwards as it does on a screen.
        f"{1 / code.side:.8f} 0 0 {-1 / code.side:.8f} 0 1 cm\n"
        f"{_fill(style.background)}0 0 {code.side} {code.side} re f\n"
        f"{_fill(style.foreground)}{ink}f*\n{_logo(code, logo)}"
    )


def _fill(colour: str) -> str:
    return " ".join(f"{channel / 255:.4g}" for channel in parse(colour)) + " rg\n"


def _path(box: Box) -> str:
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    r = box.radius
    if not r:
        return f"{left:g} {top:g} {box.width:g} {box.height:g} re\n"
    k = r * (1 - HANDLE)
    return (
        f"{left + r:g} {top:g} m {right - r:g} {top:g} l "
        f"{right - k:g} {top:g} {right:g} {top + k:g} {right:g} {top + r:g} c "
        f"{right:g} {bottom - r:g} l "
        f"{right:g} {bottom - k:g} {right - k:g} {bottom:g} {right - r:g} {bottom:g} c "
        f"{left + r:g} {bottom:g} l "
        f"{left + k:g} {bottom:g} {left:g} {bottom - k:g} {left:g} {bottom - r:g} c "
        f"{left:g} {top + r:g} l "
        f"{left:g} {top + k:g} {left + k:g} {top:g} {left + r:g} {top:g} c h\n"
    )


def _logo(code: Code, logo: Image.Image | None) -> str:
    place = logo_place(code)
    if place is None or logo is None:
        return ""
    factor = place.side / max(logo.size)
    width, height = logo.width * factor, logo.height * factor
    x, y = (code.side - width) / 2, (code.side + height) / 2
    # Pictures stand upright in PDF's own direction, so this one is turned back.
    return f"q {width:.4f} 0 0 {-height:.4f} {x:.4f} {y:.4f} cm /Logo Do Q\n"


def _add_image(file: PdfFile, logo: Image.Image, background: str) -> int:
    flat = Image.new("RGB", logo.size, background)
    flat.paste(logo, mask=logo)
    entries = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": logo.width,
        "Height": logo.height,
        "ColorSpace": "/DeviceRGB",
        "BitsPerComponent": 8,
    }
    return file.add_stream(entries, flat.tobytes())
