"""The SVG of a QR code."""

from __future__ import annotations

from base64 import b64decode
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from cardshop.cards.domain.qr_codes import Shape, Style, code_of
from cardshop.cards.domain.qr_drawing import boxes, logo_place, svg
from cardshop.cards.domain.qr_logo import LogoUnusable
from tests.cards.domain.qr_samples import TAG, logo

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("shape", list(Shape))
@pytest.mark.parametrize("with_logo", [False, True])
def test_an_svg_is_a_background_and_one_path_and_perhaps_a_logo(
    shape: Shape, with_logo: bool
) -> None:
    style = Style(shape=shape, logo=logo() if with_logo else None)
    root = ElementTree.fromstring(svg(TAG, style))

    side = code_of(TAG, style).side
    assert root.get("viewBox") == f"0 0 {side} {side}"
    names = [child.tag.removeprefix(SVG) for child in root]
    assert names == ["rect", "path", "image"][: 3 if with_logo else 2]


def test_an_svg_carries_the_colours_of_its_style() -> None:
    root = ElementTree.fromstring(svg(TAG, Style("#6B3A1E", "#fff7e8")))

    assert [child.get("fill") for child in root] == ["#fff7e8", "#6b3a1e"]


@pytest.mark.parametrize("shape", list(Shape))
def test_four_modules_around_the_code_stay_empty(shape: Shape) -> None:
    code = code_of(TAG, Style(logo=logo()))
    drawn = boxes(code, shape)

    assert min(min(box.x, box.y) for box in drawn) == 4
    assert max(max(box.x + box.width, box.y + box.height) for box in drawn) == code.side - 4


def test_squares_cover_exactly_the_dark_modules() -> None:
    code = code_of(TAG, Style())
    dark = sum(map(sum, code.rows))

    assert sum(box.width * box.height for box in boxes(code, Shape.SQUARE)) == dark


@pytest.mark.parametrize("shape", [Shape.ROUNDED, Shape.DOTS])
def test_finder_patterns_keep_their_proportions_in_every_shape(shape: Shape) -> None:
    large = [box for box in boxes(code_of(TAG, Style()), shape) if box.height >= 3]

    assert sorted((box.height, box.inked) for box in large) == [
        *[(3, True)] * 3,
        *[(5, False)] * 3,
        *[(7, True)] * 3,
    ]


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_logo_is_embedded_small_and_as_png(kind: str) -> None:
    root = ElementTree.fromstring(svg(TAG, Style(logo=logo((1200, 900), kind))))
    head, data = (root[2].get("href") or "").split(",")
    image = Image.open(BytesIO(b64decode(data)))

    assert head == "data:image/png;base64"
    assert image.size == (256, 192)


def test_a_logo_stays_inside_its_hole() -> None:
    code = code_of(TAG, Style(logo=logo()))
    place = logo_place(code)

    assert place is not None
    assert place.side < code.hole
    assert place.x * 2 + place.side == code.side


@pytest.mark.parametrize("data", [b"", b"<svg/>", logo()[:200], b"\x89PNG\r\n\x1a\n" + bytes(50)])
def test_a_logo_that_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(LogoUnusable):
        svg(TAG, Style(logo=data))


def test_a_style_cannot_smuggle_markup_into_the_svg() -> None:
    assert "<script" not in svg("</svg><script>alert(1)</script>", Style())


def test_the_svg_of_a_tag_is_small_enough_to_inline() -> None:
    assert len(svg(TAG, Style())) < 4000
    assert len(svg(TAG, Style(shape=Shape.ROUNDED))) < 12000
