"""Whole numbers, as people type them."""

from __future__ import annotations

import pytest

from cardshop.lib import counts
from cardshop.lib.counts import NumberInvalid


@pytest.mark.parametrize(
    ("typed", "number"),
    [("", None), (" ", None), ("0", 0), ("12", 12), ("۱۲", 12), ("\u200f٣\u200f", 3)],
)
def test_a_count_is_a_whole_number_or_nothing(typed: str, number: int | None) -> None:
    assert counts.whole(typed) == number


@pytest.mark.parametrize("typed", ["-1", "1.5", "many", "1e3", "9" * 13, "½"])
def test_other_counts_are_refused(typed: str) -> None:
    with pytest.raises(NumberInvalid):
        counts.whole(typed)
