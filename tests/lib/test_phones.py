"""Phone numbers as people type them, anywhere."""

from __future__ import annotations

import pytest

from cardshop.lib import phones


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [
        ("0700 000 123", "KE", "+254700000123"),
        ("+254 700 000 123", None, "+254700000123"),
        ("00 44 7700 900123", "GB", "+447700900123"),
        ("۰۹۱۲ ۰۰۰ ۰۰۰۰", "IR", "+989120000000"),
        ("+39 06 1234 5678", None, "+390612345678"),
        ("+54 9 11 2345-6789", None, "+5491123456789"),
    ],
)
def test_a_number_is_kept_in_one_form(typed: str, country: str | None, kept: str) -> None:
    assert phones.read(typed, country) == kept


@pytest.mark.parametrize("typed", ["", "12", "call me", "+999 1", "0700 000 123", "1" * 41, "\x00"])
def test_what_is_no_number_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(phones.PhoneInvalid, match="country code"):
        phones.read(typed)


def test_whatsapp_gets_the_digits_and_nothing_is_rewritten() -> None:
    assert phones.whatsapp_digits("+390612345678") == "390612345678"


def test_a_fixed_line_is_known_as_one() -> None:
    assert phones.is_fixed_line("+390612345678")
    assert not phones.is_fixed_line("+254700000123")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+5215512345678", "+525512345678"),
        ("+5491123456789", "+541123456789"),
        ("+5511987654321", "+551187654321"),
        ("+254700000123", "+254700000123"),
    ],
)
def test_two_spellings_of_one_telephone_have_one_key(one: str, other: str) -> None:
    assert phones.canonical(one) == phones.canonical(other)


def test_different_telephones_keep_different_keys() -> None:
    assert phones.canonical("+254700000123") != phones.canonical("+254700000124")
    assert phones.canonical("+551187654321") != phones.canonical("+521187654321")
