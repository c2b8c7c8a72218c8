"""What a text costs as an SMS."""

from __future__ import annotations

import pytest

from cardshop.notifications.domain.segments import Measure, measure


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("", Measure(0, 160, 0, False)),
        ("a" * 160, Measure(160, 160, 1, False)),
        ("a" * 161, Measure(161, 306, 2, False)),
        ("a" * 306, Measure(306, 306, 2, False)),
        ("a" * 307, Measure(307, 459, 3, False)),
        ("Ñandú à la carte: 5 £", Measure(21, 70, 1, True)),
        ("Ñ à £ ü\n", Measure(8, 160, 1, False)),
        # The euro takes two, and is not cut in two.
        ("€" * 80, Measure(160, 160, 1, False)),
        ("a" * 152 + "€" * 5, Measure(162, 306, 2, False)),
        ("سلام", Measure(4, 70, 1, True)),
        ("س" * 71, Measure(71, 134, 2, True)),
        ("🍞" * 35, Measure(70, 70, 1, True)),
        ("🍞" * 36, Measure(72, 134, 2, True)),
        # 33 of them fill 66 of 67 units: none is cut in two.
        ("🍞" * 67, Measure(134, 201, 3, True)),
    ],
)
def test_a_text_has_so_many_parts(text: str, measured: Measure) -> None:
    assert measure(text) == measured
