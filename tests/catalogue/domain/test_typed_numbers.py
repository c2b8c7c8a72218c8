"""Tax rates and changes of prices, as people type them."""

from __future__ import annotations

import pytest

from cardshop.catalogue.domain import typed_numbers
from cardshop.catalogue.domain.content import TaxInvalid
from cardshop.catalogue.domain.prices import PercentInvalid


@pytest.mark.parametrize(
    ("typed", "locale", "points"),
    [("", "en-KE", 0), ("16", "en-KE", 1600), ("7,7 %", "es-AR", 770), ("۹٫۵٪", "fa-IR", 950)],
)
def test_a_tax_rate_is_read_in_the_manner_of_the_place(
    typed: str, locale: str, points: int
) -> None:
    assert typed_numbers.tax(typed, locale) == points


@pytest.mark.parametrize("typed", ["-1", "100.01", "1.234", "much"])
def test_other_tax_rates_are_refused(typed: str) -> None:
    with pytest.raises(TaxInvalid):
        typed_numbers.tax(typed, "en-KE")


@pytest.mark.parametrize(
    ("typed", "points"), [("5", 500), ("+5%", 500), ("-10", -1000), ("−2.5", -250), ("- 3", -300)]
)
def test_prices_go_up_or_down(typed: str, points: int) -> None:
    assert typed_numbers.change(typed, "en-KE") == points


@pytest.mark.parametrize("typed", ["", "0", "-91", "1001", "--5", "five"])
def test_other_changes_are_refused(typed: str) -> None:
    with pytest.raises(PercentInvalid):
        typed_numbers.change(typed, "en-KE")


def test_a_rate_is_shown_as_it_is_typed() -> None:
    assert typed_numbers.shown(770, "es-AR") == "7,70"
    assert typed_numbers.shown(1600, "en-KE") == "16"
