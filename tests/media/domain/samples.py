"""Pictures for tests, made when they are needed."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image


def picture(
    size: tuple[int, int] = (800, 600), kind: str = "JPEG", *, mode: str = "RGB", **options: Any
) -> bytes:
    """A red picture with a blue left quarter, in any format and mode."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (0, 0, max(1, size[0] // 4), size[1]))
    out = BytesIO()
    image.convert(mode).save(out, kind, **options)
    return out.getvalue()


def turned(orientation: int, size: tuple[int, int] = (800, 600)) -> bytes:
    """The same, with a note that tells how the camera was held."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    return picture(size, exif=exif)


def opened(data: bytes) -> Image.Image:
    """A picture's pixels as RGB or RGBA."""
    image = Image.open(BytesIO(data))
    image.load()
    return image


def is_blue(image: Image.Image, place: tuple[float, float]) -> bool:
    """Whether the pixel at a place (as shares of width and height) is blue rather than red."""
    x, y = int(place[0] * image.width), int(place[1] * image.height)
    pixel = image.convert("RGB").getpixel((x, y))
    assert isinstance(pixel, tuple)
    return pixel[2] > 128 > pixel[0]
