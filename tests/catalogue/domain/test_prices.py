"""Prices changed by a percentage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardshop.catalogue.domain.prices import LEAST, MOST, PercentInvalid, changed
from cardshop.lib.money import LARGEST, AmountTooLarge

PRICES = st.integers(0, LARGEST // 20)
PERCENTS = st.integers(LEAST, MOST)
EXPONENTS = st.sampled_from([0, 2, 3])


@pytest.mark.parametrize(
    ("price", "percent", "exponent", "after"),
    [
        (48000, 500, 2, 50400),
        (45500, 300, 2, 46900),  # 468.65 has a fraction, 455 had none.
        (45550, 300, 2, 46917),
        (100, 500, 2, 105),  # 1.00 is too small to stay whole.
        (480, 500, 0, 504),
        (101, 50, 0, 102),
        (1250, -1000, 3, 1125),
        (0, 1000, 2, 0),
        (1, -9000, 2, 0),
    ],
)
def test_a_price_is_rounded_as_people_write_it(
    price: int, percent: int, exponent: int, after: int
) -> None:
    assert changed(price, percent, exponent) == after


@given(PRICES, PERCENTS, EXPONENTS)
def test_a_price_is_never_negative_and_moves_the_right_way(
    price: int, percent: int, exponent: int
) -> None:
    after = changed(price, percent, exponent)

    assert after >= 0
    assert (after >= price) if percent >= 0 else (after <= price)


@given(PRICES, PERCENTS, EXPONENTS)
def test_rounding_stays_below_half_a_percent(price: int, percent: int, exponent: int) -> None:
    exact = price * (10_000 + percent) / 10_000

    assert abs(changed(price, percent, exponent) - exact) <= max(0.51, price * 0.00501)


@given(PRICES, PRICES, PERCENTS)
def test_what_was_dearer_stays_at_least_as_dear(one: int, other: int, percent: int) -> None:
    low, high = sorted((one, other))

    assert changed(low, percent, 0) <= changed(high, percent, 0)


@given(PRICES, EXPONENTS)
def test_nothing_percent_changes_nothing(price: int, exponent: int) -> None:
    assert changed(price, 0, exponent) == price


@pytest.mark.parametrize("percent", [LEAST - 1, MOST + 1, -10_000, 10**9])
def test_some_percentages_are_mistakes(percent: int) -> None:
    with pytest.raises(PercentInvalid):
        changed(100, percent, 2)


def test_a_price_stays_below_the_largest() -> None:
    with pytest.raises(AmountTooLarge):
        changed(LARGEST, 1, 2)
