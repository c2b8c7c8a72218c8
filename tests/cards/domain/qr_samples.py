"""Addresses, logos and a decoder for the tests of QR codes."""

from __future__ import annotations

from io import BytesIO

import zxingcpp
from PIL import Image, ImageDraw

TAG = "https://cards.example.com/q/AB12CD34"


def logo(size: tuple[int, int] = (400, 300), kind: str = "PNG") -> bytes:
    """A red disc on nothing."""
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((0, 0, *size), fill="#c0392b")
    out = BytesIO()
    image.save(out, kind)
    return out.getvalue()


def decoded(png: bytes) -> str | None:
    """What a phone would read."""
    found = zxingcpp.read_barcodes(Image.open(BytesIO(png)).convert("L"))
    return found[0].text if found else None
