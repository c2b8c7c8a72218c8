"""A QR code as a PNG whose modules end exactly at pixels."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

from cardshop.cards.domain.colours import parse
from cardshop.cards.domain.qr_codes import Code, NotScannable, Shape, Style, code_of
from cardshop.cards.domain.qr_drawing import Box, boxes, logo_place
from cardshop.cards.domain.qr_logo import open_logo
from cardshop.lib.errors import Invalid

SMALLEST, LARGEST = 128, 2048
# A reader needs two pixels to see one module.
LEAST_PIXELS = 2
# The canvas on which round shapes are drawn large before they are made small: 16 MB at most.
CANVAS = 4096


class SizeOutOfRange(Invalid):
    """Choose a size from 128 to 2048 pixels."""


class SizeTooSmall(NotScannable):
    """At this size the code is too fine to be read. Choose a larger size."""


def png(text: str, style: Style, size: int) -> bytes:
    """A square PNG, `size` pixels a side (128-2048).

    Raises SizeOutOfRange, SizeTooSmall, LogoUnusable, and what `code_of` raises.
    """
    out = BytesIO()
    picture(text, style, size).save(out, "PNG", optimize=True)
    return out.getvalue()


def picture(text: str, style: Style, size: int) -> Image.Image:
    """The same as pixels: palette of the two colours, or RGB with a logo."""
    if not SMALLEST <= size <= LARGEST:
        raise SizeOutOfRange
    code = code_of(text, style)
    scale = size // code.side
    if scale < LEAST_PIXELS:
        raise SizeTooSmall(
            "This code needs at least %(pixels)s pixels a side.", pixels=LEAST_PIXELS * code.side
        )
    # What does not divide evenly widens the quiet zone, so every module is equally large.
    edge = (size - scale * code.side) // 2
    image = Image.new("L", (size, size), 0)
    image.paste(_ink(code, style.shape, scale), (edge, edge))
    image.putpalette(_blend(style))
    return image if style.logo is None else _with_logo(image, code, style.logo, scale)


def _ink(code: Code, shape: Shape, scale: int) -> Image.Image:
    """Where the ink stands: 255 for all of it, 0 for none, round edges in between."""
    finer = 1 if shape is Shape.SQUARE else max(2, min(8, CANVAS // (scale * code.side)))
    unit = scale * finer
    canvas = Image.new("L", (unit * code.side, unit * code.side), 0)
    draw = ImageDraw.Draw(canvas)
    for box in boxes(code, shape):
        draw.rounded_rectangle(_pixels(box, unit), box.radius * unit, fill=255 * box.inked)
    return canvas if finer == 1 else canvas.reduce(finer)


def _pixels(box: Box, unit: int) -> tuple[int, int, int, int]:
    """Pillow counts the last pixel in."""
    left, top = round(box.x * unit), round(box.y * unit)
    right, bottom = round((box.x + box.width) * unit), round((box.y + box.height) * unit)
    return left, top, right - 1, bottom - 1


def _blend(style: Style) -> list[int]:
    """A palette from the background (0) to the foreground (255)."""
    ends = list(zip(parse(style.background), parse(style.foreground), strict=True))
    return [round(start + (end - start) * step / 255) for step in range(256) for start, end in ends]


def _with_logo(image: Image.Image, code: Code, data: bytes, scale: int) -> Image.Image:
    place = logo_place(code)
    full = image.convert("RGB")
    if place is None:
        return full
    side = int(place.side * scale)
    logo = open_logo(data)
    factor = side / max(logo.size)
    logo = logo.resize(
        (max(1, round(logo.width * factor)), max(1, round(logo.height * factor))),
        Image.Resampling.LANCZOS,
    )
    full.paste(logo, ((full.width - logo.width) // 2, (full.height - logo.height) // 2), logo)
    return full
