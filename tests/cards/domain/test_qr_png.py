"""The PNG of a QR code, and whether phones read it."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cardshop.cards.domain import qr_check
from cardshop.cards.domain.qr_check import check, require_scannable
from cardshop.cards.domain.qr_codes import NotScannable, Shape, Style
from cardshop.cards.domain.qr_png import SizeOutOfRange, SizeTooSmall, png
from tests.cards.domain.qr_samples import TAG, decoded, logo

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize("size", [128, 200, 512, 1001, 2048])
@pytest.mark.parametrize("shape", list(Shape))
def test_a_png_has_the_size_asked_for_and_is_read(size: int, shape: Shape) -> None:
    data = png(TAG, Style("#6b3a1e", "#fff7e8", shape), size)

    assert Image.open(BytesIO(data)).size == (size, size)
    assert decoded(data) == TAG


@pytest.mark.parametrize("shape", list(Shape))
@pytest.mark.parametrize("size", [128, 1024])
def test_a_code_with_a_logo_is_read(size: int, shape: Shape) -> None:
    assert decoded(png(TAG, Style(shape=shape, logo=logo((300, 300))), size)) == TAG


def test_squares_have_no_blurred_edges() -> None:
    image = Image.open(BytesIO(png(TAG, Style("#102030", "#f0f0f0"), 500))).convert("RGB")

    colours = {colour for _, colour in image.getcolors(maxcolors=1000) or []}
    assert colours == {(0x10, 0x20, 0x30), (0xF0, 0xF0, 0xF0)}


@pytest.mark.parametrize("size", [0, 127, 2049])
def test_a_size_out_of_range_is_refused(size: int) -> None:
    with pytest.raises(SizeOutOfRange):
        png(TAG, Style(), size)


def test_a_long_text_asks_for_a_larger_picture() -> None:
    with pytest.raises(SizeTooSmall, match="needs at least"):
        png("x" * 1000, Style(), 128)


@given(foreground=COLOURS, background=COLOURS, shape=st.sampled_from(Shape))
@settings(max_examples=60, deadline=None)
def test_any_pair_of_colours_is_refused_or_read(
    foreground: str, background: str, shape: Shape
) -> None:
    try:
        data = png(TAG, Style(foreground, background, shape), 256)
    except NotScannable:
        return
    assert decoded(data) == TAG


def test_a_verdict_tells_the_contrast_and_the_level() -> None:
    verdict = check(TAG, Style("#000000", "#ffffff", logo=logo()))

    assert verdict.ok
    assert (verdict.contrast, verdict.level) == (21, "H")


def test_a_verdict_on_poor_colours_gives_the_reason() -> None:
    verdict = check(TAG, Style("#999999", "#ffffff"))

    assert not verdict.ok
    assert "too alike" in (verdict.reason or "")


def test_a_code_that_the_decoder_cannot_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qr_check, "_read", lambda _: None)

    with pytest.raises(NotScannable, match="could not be read"):
        require_scannable(TAG, Style())


def test_a_code_that_is_only_read_from_near_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qr_check, "_read", lambda image: TAG if image.width > 500 else None)

    with pytest.raises(NotScannable, match="from afar"):
        require_scannable(TAG, Style())


@pytest.mark.parametrize("text", ["https://wa.me/4915112345678?text=" + "%D8%B3" * 300, "فروشگاه"])
@pytest.mark.parametrize("shape", list(Shape))
def test_long_and_persian_texts_are_read(text: str, shape: Shape) -> None:
    assert check(text, Style(shape=shape)).ok
