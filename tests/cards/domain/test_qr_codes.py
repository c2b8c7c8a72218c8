"""What may become a QR code."""

from __future__ import annotations

import pytest

from cardshop.cards.domain.colours import ColourInvalid
from cardshop.cards.domain.qr_codes import (
    ColoursInverted,
    ColoursTooClose,
    NothingToEncode,
    Style,
    TextTooLong,
    code_of,
)
from tests.cards.domain.qr_samples import TAG, logo


@pytest.mark.parametrize("length", [1, 40, 200, 1000])
def test_a_logo_never_takes_more_than_22_percent_of_the_side(length: int) -> None:
    code = code_of("x" * length, Style(logo=logo()))

    assert 0 < code.hole <= 0.22 * code.modules
    assert code.hole % 2 == code.modules % 2 == 1


def test_the_hole_for_a_logo_is_in_the_middle_and_empty() -> None:
    code = code_of(TAG, Style(logo=logo()))
    first = (code.modules - code.hole) // 2
    hole = range(first, first + code.hole)

    assert not any(code.is_dark(row, column) for row in hole for column in hole)
    assert any(code.rows[row][column] for row in hole for column in hole)


def test_a_logo_raises_the_error_correction_to_level_h() -> None:
    assert Style().level == "M"
    assert Style(logo=logo()).level == "H"
    assert code_of(TAG, Style(logo=logo())).modules > code_of(TAG, Style()).modules


@pytest.mark.parametrize(
    ("foreground", "background", "ratio"),
    [("#808080", "#ffffff", "3.9"), ("#ffffff", "#ffffff", "1"), ("#b4531a", "#e0e0e0", "3.7")],
)
def test_colours_that_are_too_alike_are_refused_with_their_contrast(
    foreground: str, background: str, ratio: str
) -> None:
    with pytest.raises(ColoursTooClose, match=f"contrast is {ratio} to 1 and must be at least 4"):
        code_of(TAG, Style(foreground, background))


def test_a_code_lighter_than_its_background_is_refused() -> None:
    with pytest.raises(ColoursInverted, match="Swap the two colours"):
        code_of(TAG, Style("#ffffff", "#000000"))


@pytest.mark.parametrize("colour", ["red", "#12345", "", "#12345g", "#000000;}"])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    with pytest.raises(ColourInvalid):
        Style(foreground=colour)


def test_a_text_that_no_code_can_hold_is_refused() -> None:
    with pytest.raises(TextTooLong):
        code_of("x" * 2500, Style())


def test_a_whatsapp_link_of_the_longest_kind_still_fits() -> None:
    assert code_of("x" * 2000, Style()).modules <= 177


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(NothingToEncode):
        code_of("", Style())
