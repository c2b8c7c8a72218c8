"""Colour maths: what a colour looks like, and whether words on it can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardshop.cards.domain.colours import (
    BLACK,
    WHITE,
    ColourInvalid,
    Rgb,
    contrast,
    from_oklch,
    parse,
    to_oklch,
)

bytes_ = st.integers(0, 255)


@pytest.mark.parametrize("text", ["#B4531A", "b4531a", " #b4531a "])
def test_a_colour_is_read_with_or_without_its_hash(text: str) -> None:
    assert parse(text).hex == "#b4531a"


@pytest.mark.parametrize(
    "text",
    ["", "#fff", "red", "#12345g", "##12345", "#1234567", "#b4531a;}body{", "＃b4531a", "१२३४५६"],
)
def test_anything_but_six_hex_digits_is_refused_in_plain_words(text: str) -> None:
    with pytest.raises(ColourInvalid, match="six hex digits, like #b4531a"):
        parse(text)


def test_black_on_white_is_the_most_contrast_there_is() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == 1


def test_whatsapps_own_green_cannot_carry_white_words() -> None:
    assert contrast(parse("#25d366"), WHITE) == pytest.approx(1.98, abs=0.01)


@given(bytes_, bytes_, bytes_)
def test_every_colour_survives_the_way_to_oklch_and_back(red: int, green: int, blue: int) -> None:
    colour = Rgb(red, green, blue)

    assert from_oklch(*to_oklch(colour)) == colour


@given(st.floats(0.1, 0.9), st.floats(0, 360))
def test_a_colour_too_strong_for_a_screen_keeps_its_hue(lightness: float, hue: float) -> None:
    shown = to_oklch(from_oklch(lightness, 0.4, hue))

    if shown.chroma > 0.05:
        assert min(abs(shown.hue - hue), 360 - abs(shown.hue - hue)) < 4
