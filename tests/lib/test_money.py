"""Money is exact, and read the way that people of a country write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardshop.lib import money
from cardshop.lib.errors import Invalid
from cardshop.lib.money import Currency

CODES = st.sampled_from(["JPY", "USD", "KWD", "KES", "IRR"])
LOCALES = st.sampled_from(["en", "en-KE", "es-AR", "de", "fr", "fa", "ar", "hi", "pt-BR", "de-CH"])
AMOUNTS = st.integers(0, money.LARGEST)


@pytest.mark.parametrize(
    ("typed", "code", "locale", "minor"),
    [
        ("1.234,50", "ARS", "es-AR", 123450),
        ("1,234.50", "USD", "en-US", 123450),
        ("1 234,5", "EUR", "fr", 123450),
        ("1’234.50", "CHF", "de-CH", 123450),
        ("1,23,456", "INR", "en-IN", 12345600),
        ("۱۲۰۰", "IRR", "fa", 120000),
        ("١٢٫٥", "KWD", "ar", 12500),
        ("1,234", "JPY", "ja", 1234),
        ("1.234", "KWD", "en", 1234),
        ("3200", "KES", "en-KE", 320000),
    ],
)
def test_a_price_is_read_as_its_locale_writes_it(
    typed: str, code: str, locale: str, minor: int
) -> None:
    assert Currency.of(code).read(typed, locale) == minor


@pytest.mark.parametrize(
    ("typed", "locale", "refusal"),
    [
        ("12,5", "en-US", money.AmountAmbiguous),
        ("1.50", "es-AR", money.AmountAmbiguous),
        ("1,23,45", "en-US", money.AmountAmbiguous),
        ("1.2.3", "en-US", money.AmountAmbiguous),
        ("-1", "en", money.AmountInvalid),
        ("1e5", "en", money.AmountInvalid),
        ("", "en", money.AmountInvalid),
        ("free", "en", money.AmountInvalid),
        ("0.001", "en", money.AmountTooFine),
        ("9" * 30, "en", money.AmountTooLarge),
    ],
)
def test_what_is_no_price_or_could_be_two_is_refused(
    typed: str, locale: str, refusal: type[Invalid]
) -> None:
    with pytest.raises(refusal):
        Currency.of("USD").read(typed, locale)


def test_a_refusal_shows_a_price_that_would_be_understood() -> None:
    with pytest.raises(money.AmountInvalid, match="like 12,50"):
        Currency.of("ARS").read("x", "es-AR")


@given(AMOUNTS, CODES, LOCALES)
def test_what_a_form_shows_is_read_back_as_the_same_amount(
    minor: int, code: str, locale: str
) -> None:
    currency = Currency.of(code)

    assert currency.read(currency.typed(minor, locale), locale) == minor


@pytest.mark.parametrize(
    ("minor", "code", "locale", "shown"),
    [
        (48000, "KES", "en-KE", "Ksh\u00a0480"),
        (48050, "KES", "en-KE", "Ksh\u00a0480.50"),
        (123450, "EUR", "de", "1.234,50\u00a0€"),
        (1234, "JPY", "ja", "￥1,234"),
        (1250, "KWD", "en", "KWD\u00a01.250"),
        (12000000, "IRR", "fa", "\u200eریال\u00a0۱۲۰٬۰۰۰"),
    ],
)
def test_an_amount_is_shown_as_its_locale_writes_it(
    minor: int, code: str, locale: str, shown: str
) -> None:
    assert Currency.of(code).show(minor, locale) == shown


@given(AMOUNTS, st.integers(0, 10_000))
def test_a_part_is_never_more_than_the_whole(minor: int, basis_points: int) -> None:
    assert 0 <= money.percent_of(minor, basis_points) <= minor
    assert 0 <= money.included_tax(minor, basis_points) <= minor
