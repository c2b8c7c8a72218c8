"""What a country proposes, and what counts as money."""

from __future__ import annotations

from datetime import date

import pytest

from cardshop.lib import countries

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("country", "currency", "timezone", "language", "calling_code"),
    [
        ("KE", "KES", "Africa/Nairobi", "sw", "+254"),
        ("IR", "IRR", "Asia/Tehran", "fa", "+98"),
        ("AR", "ARS", "America/Argentina/Buenos_Aires", "es", "+54"),
        ("DE", "EUR", "Europe/Berlin", "de", "+49"),
        ("US", "USD", "America/New_York", "en", "+1"),
        ("KW", "KWD", "Asia/Kuwait", "ar", "+965"),
    ],
)
def test_a_country_proposes_what_its_businesses_use(
    country: str, currency: str, timezone: str, language: str, calling_code: str
) -> None:
    customs = countries.propose(country, on=TODAY)

    assert customs.currency == currency
    assert customs.timezone == timezone
    assert customs.locale == language
    assert customs.calling_code == calling_code


def test_a_country_that_is_none_proposes_nothing() -> None:
    with pytest.raises(KeyError):
        countries.propose("ZZ", on=TODAY)


def test_every_country_proposes_a_whole_set() -> None:
    for country in countries.names("en"):
        customs = countries.propose(country, on=TODAY)
        assert customs.timezone
        assert customs.locale
        assert customs.calling_code.startswith("+")


@pytest.mark.parametrize(
    ("currency", "digits"), [("JPY", 0), ("USD", 2), ("KWD", 3), ("IRR", 2), ("IQD", 3)]
)
def test_minor_units_are_those_of_iso_4217(currency: str, digits: int) -> None:
    assert countries.currency_exponent(currency) == digits


@pytest.mark.parametrize("code", ["XXX", "XTS", "XAU", "kes", "", "ABC"])
def test_what_is_no_money_is_no_currency(code: str) -> None:
    assert not countries.is_currency(code)
