"""Opening a picture that a stranger sent: judged by its header, decoded no larger than needed."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms

from cardshop.lib.errors import Invalid
from cardshop.media.domain.sniffing import jpeg_comes_in_scans, kind_of, webp_size

# Domain rules, section 10.
LARGEST_BYTES = 12 * 1024 * 1024
LARGEST_PIXELS = 50_000_000
# The WebP decoder holds four copies of the canvas: 50 megapixels would take 800 MB of memory.
LARGEST_WEBP_PIXELS = 20_000_000
# What may be held while decoding, so that a process stays under 512 MB.
LARGEST_HELD = 350_000_000

# Pixels are kept in blocks. Blocks above 32 MB go back to the system as soon as they are freed;
# smaller ones would gather, picture after picture.
Image.core.set_block_size(64 * 1024 * 1024)  # type: ignore[attr-defined]

_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
# What the decoders raise for files that are cut or crafted.
_BROKEN = (
    OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError,
    struct.error, zlib.error,
)  # fmt: skip
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = (5, 6, 7, 8)
# Rows that are made at a time.
_BAND = 64


class PictureTooLarge(Invalid):
    """This picture is larger than 12 MB. Choose a smaller one."""


class PictureTooManyPixels(Invalid):
    """This picture has more than 50 megapixels. Choose a smaller one."""


class PictureTooLong(Invalid):
    """This picture is more than ten times as tall as it is wide. Cut it and try again."""


class PictureBroken(Invalid):
    """This picture is damaged or was not sent completely. Choose it again, or another one."""


def open_upright(data: bytes, width: int) -> Image.Image:
    """The first frame, upright, in sRGB as RGB or RGBA, at most `width` wide, without metadata.

    A narrower picture keeps its width. Raises PictureTooLarge, NotAPicture, PictureTooManyPixels,
    PictureTooLong and PictureBroken.
    """
    if len(data) > LARGEST_BYTES:
        raise PictureTooLarge
    kind = kind_of(data)
    if kind == "WEBP":
        _check_webp(*webp_size(data))
    with _faults_told(), Image.open(BytesIO(data), formats=(kind,)) as image:
        if image.width * image.height > LARGEST_PIXELS:
            raise PictureTooManyPixels
        turn = _turn(image)
        waves = image.width * image.height * len(image.getbands()) * 2
        image.draft("RGB", (width, width))
        if kind == "JPEG" and jpeg_comes_in_scans(data):
            _check_held(waves + image.width * image.height * 4)
        return _upright(_plain_colours(_smaller(image, width, turn)), turn)


def _check_webp(width: int, height: int) -> None:
    if width * height > LARGEST_WEBP_PIXELS:
        raise PictureTooManyPixels(
            "This WebP picture has more than 20 megapixels. Save it as a JPEG or make it smaller."
        )


def _check_held(size: int) -> None:
    """A JPEG in several scans is held twice: as the waves of all its scans, and as pixels."""
    if size > LARGEST_HELD:
        raise PictureTooManyPixels(
            "This progressive JPEG is too large to be opened. Make it smaller and try again."
        )


@contextmanager
def _faults_told() -> Iterator[None]:
    try:
        yield
    except _BOMBS as error:
        raise PictureTooManyPixels from error
    except _BROKEN as error:
        raise PictureBroken from error


def _turn(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except _BROKEN:
        # A picture with a torn note is still a picture.
        return 1


def _smaller(image: Image.Image, width: int, turn: int) -> Image.Image:
    """As wide as it is to be once upright; made small first, because every later step copies it."""
    across, down = image.size if turn not in _SIDEWAYS else (image.height, image.width)
    if down > 10 * across:
        raise PictureTooLong
    image.load()
    factor = min(1, width / across)
    size = max(1, round(image.width * factor)), max(1, round(image.height * factor))
    small = _resized(image, size)
    # Frees the pixels: 50 megapixels take 200 MB.
    image.close()
    return small


def _resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """In a mode whose pixels may be mixed; band by band, because each step copies what it is given.

    A band is cut out with as many rows above and below as the filter looks at, so no seam shows.
    """
    scale = image.height / size[1]
    reach = 4 * max(1, scale) + 2
    bands = []
    for top in range(0, size[1], _BAND):
        rows = min(_BAND, size[1] - top)
        first = max(0, int(top * scale - reach))
        last = min(image.height, int((top + rows) * scale + reach))
        strip = image.crop((0, first, image.width, last))
        strip.info = image.info
        box = (0, top * scale - first, image.width, min((top + rows) * scale, last) - first)
        bands.append(
            _blendable(strip).resize(
                (size[0], rows), Image.Resampling.LANCZOS, box=box, reducing_gap=2.0
            )
        )
    return _stacked(bands, size, image.info.get("icc_profile"))


def _stacked(bands: list[Image.Image], size: tuple[int, int], profile: Any) -> Image.Image:
    whole = Image.new(bands[0].mode, size)
    for number, band in enumerate(bands):
        whole.paste(band, (0, number * _BAND))
    whole.info = {"icc_profile": profile}
    return whole


def _blendable(image: Image.Image) -> Image.Image:
    """The same picture in a mode whose neighbouring pixels may be mixed."""
    if image.mode.startswith("I"):
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("P", "PA", "1") or "transparency" in image.info:
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image


def _plain_colours(image: Image.Image) -> Image.Image:
    """RGB or RGBA in sRGB."""
    alpha = image.getchannel("A") if "A" in image.getbands() else None
    colours = image.convert(image.mode.rstrip("Aa")) if alpha else image
    colours = _in_srgb(colours).convert("RGB")
    if alpha:
        colours.putalpha(alpha)
    return colours


def _in_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if not profile:
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, *_BROKEN):
        # A profile that does not fit its picture is worth less than none.
        return image
    return converted or image


def _upright(image: Image.Image, turn: int) -> Image.Image:
    upright = image.transpose(_TURNS[turn]) if turn in _TURNS else image
    # Savers write what they find here: places, cameras, comments, profiles.
    upright.info = {}
    return upright
