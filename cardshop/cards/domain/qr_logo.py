"""The picture in the middle of a QR code: opened with care, made small, freed of all else."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from cardshop.lib.errors import Invalid

LARGEST_BYTES = 2 * 1024 * 1024
LARGEST_PIXELS = 16_000_000
# Enough for a code of 2048 pixels, whose logo is at most 22 % of the side, and for one in a page.
SIDE, EMBEDDED_SIDE = 448, 256


class LogoUnusable(Invalid):
    """The logo cannot be used. Choose a PNG, WebP or JPEG picture of at most 2 MB."""


def open_logo(data: bytes) -> Image.Image:
    """The logo as RGBA, at most 448 pixels a side. Raises LogoUnusable."""
    if len(data) > LARGEST_BYTES:
        raise LogoUnusable
    try:
        with Image.open(BytesIO(data), formats=("PNG", "WEBP", "JPEG")) as image:
            if image.width * image.height > LARGEST_PIXELS:
                raise LogoUnusable
            logo = image.convert("RGBA")
    except (
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise LogoUnusable from error
    logo.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    return logo


def logo_png(data: bytes) -> bytes:
    """The logo as a PNG of at most 256 pixels a side, without metadata. Raises LogoUnusable."""
    logo = open_logo(data)
    logo.thumbnail((EMBEDDED_SIDE, EMBEDDED_SIDE), Image.Resampling.LANCZOS)
    logo.info.clear()
    out = BytesIO()
    logo.save(out, "PNG", optimize=True)
    return out.getvalue()
