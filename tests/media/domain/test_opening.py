"""What is refused as a picture, and why."""

from __future__ import annotations

import struct
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cardshop.lib.errors import Invalid
from cardshop.media.domain import opening
from cardshop.media.domain.opening import (
    PictureBroken,
    PictureTooLarge,
    PictureTooLong,
    PictureTooManyPixels,
)
from cardshop.media.domain.pictures import prepare
from cardshop.media.domain.sniffing import NotAPicture, jpeg_comes_in_scans
from tests.media.domain.samples import picture

KINDS = ["JPEG", "PNG", "WEBP", "GIF"]


def png_header(width: int, height: int) -> bytes:
    """The beginning of a PNG that promises a size."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


def webp_header(width: int, height: int) -> bytes:
    """The beginning of a WebP that promises a size."""
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF\xff\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + size + bytes(50)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "This file is empty"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "This is a HEIC photo.*share the photo as 'Most compat"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0", "This is a HEIC photo"),
        (b"\0\0\0\x18ftypavif\0\0\0\0", "This is an AVIF picture"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0", "This is a video"),
        (b"%PDF-1.7", "This is a PDF"),
        (b"II*\0\x08\0\0\0", "This is a TIFF"),
        (b"BM\x36\0\0\0\0\0\0\0", "This is a BMP"),
        (b"PK\x03\x04rest", "This is a ZIP or office file"),
        (b'<?xml version="1.0"?>\n<svg xmlns="x">', "This is an SVG drawing"),
        (b"\xef\xbb\xbf <SVG onload=alert(1)>", "This is an SVG drawing"),
        (b"<!doctype html><p>", "This is a web page"),
        (b"<html>", "This is a web page"),
        (b"GIF is a word", "This is not a picture"),
        (bytes(100), "This is not a picture"),
    ],
)
def test_what_is_no_picture_is_refused_by_its_content(data: bytes, reason: str) -> None:
    with pytest.raises(NotAPicture, match=reason):
        prepare(data)


def test_a_file_of_more_than_12_mb_is_refused() -> None:
    with pytest.raises(PictureTooLarge):
        prepare(picture() + bytes(12 * 1024 * 1024))


@pytest.mark.parametrize("size", [(10_000, 5_001), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_more_than_50_megapixels_are_refused_from_the_header(size: tuple[int, int]) -> None:
    with pytest.raises(PictureTooManyPixels):
        prepare(png_header(*size) + b"\0\0\0\x64IDAT" + bytes(104))


@pytest.mark.parametrize("size", [(16_383, 16_383), (5_001, 4_000)])
def test_a_webp_too_large_for_its_decoder_is_refused_from_the_header(
    size: tuple[int, int],
) -> None:
    with pytest.raises(PictureTooManyPixels, match="more than 20 megapixels"):
        prepare(webp_header(*size))


def test_a_jpeg_that_is_held_twice_has_to_be_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LARGEST_HELD", 3_000_000)

    assert prepare(picture((600, 600))).width == 600
    with pytest.raises(PictureTooManyPixels, match="progressive"):
        prepare(picture((600, 600), progressive=True))


def test_a_jpeg_that_sends_its_colours_one_by_one_comes_in_scans() -> None:
    data = picture()
    scan = data.index(b"\xff\xda") + 4

    assert not jpeg_comes_in_scans(data)
    assert jpeg_comes_in_scans(data[:scan] + b"\1" + data[scan + 1 :])
    assert not jpeg_comes_in_scans(b"\xff\xd8\xff" + bytes(20))


@pytest.mark.parametrize("lossless", [False, True])
def test_a_plain_webp_tells_its_size_in_its_own_header(lossless: bool) -> None:
    data = picture((6_000, 3_500), "WEBP", method=0, lossless=lossless)

    with pytest.raises(PictureTooManyPixels):
        prepare(data)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.3, 0.6])
def test_a_picture_that_was_not_sent_completely_is_refused(kind: str, share: float) -> None:
    out = BytesIO()
    Image.effect_noise((300, 200), 90).convert("RGB").save(out, kind)
    data = out.getvalue()

    with pytest.raises(PictureBroken):
        prepare(data[: int(len(data) * share)])


def test_a_strip_is_refused() -> None:
    with pytest.raises(PictureTooLong):
        prepare(picture((10, 101), "PNG"))


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_thousands_of_frames_cost_no_more_than_one(kind: str) -> None:
    frames = [Image.new("P", (64, 64), number % 7) for number in range(1500)]
    out = BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=10)

    assert prepare(out.getvalue()).width == 64


@given(data=st.data(), kind=st.sampled_from(KINDS))
@settings(max_examples=200, deadline=None)
def test_a_damaged_picture_is_shown_or_refused_but_never_a_crash(
    data: st.DataObject, kind: str
) -> None:
    content = bytearray(picture((40, 30), kind))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=6)):
        content[place] = data.draw(st.integers(0, 255))

    with suppress(Invalid):
        assert prepare(bytes(content)).renditions
