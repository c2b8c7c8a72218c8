"""What the number doctor understands, country by country, and that it changes nothing silently."""

from __future__ import annotations

import pytest

from cardshop.accounts.domain.number_doctor import Finding, MexicoHasOne, examine
from cardshop.lib.phones import PhoneInvalid


def remarks(typed: str, country: str | None = None) -> tuple[str, ...]:
    return examine(typed, country).remarks


def test_an_ordinary_mobile_needs_no_remark() -> None:
    found = examine("+254 700 000 123", "KE")
    assert found == Finding("+254700000123", "KE", "mobile", ())
    assert found.digits == "254700000123"
    assert not found.has_warnings


def test_a_country_that_was_assumed_is_said() -> None:
    assert remarks("0700 000 123", "KE") == ("country_assumed",)
    assert examine("۰۹۱۲۳۴۵۶۷۸۹", "IR").digits == "989123456789"


def test_a_landline_is_kept_with_a_warning() -> None:
    found = examine("+44 20 7946 0018", None)
    assert (found.kind, found.digits, found.has_warnings) == ("landline", "442079460018", True)


def test_italy_keeps_its_zero() -> None:
    found = examine("+39 02 1234 5678", None)
    assert found.digits == "390212345678"
    assert found.remarks == ("italy_keeps_zero", "landline")


def test_argentina_s_nine_stays_and_its_lack_is_said() -> None:
    assert examine("+54 9 11 2345-6789", None).digits == "5491123456789"
    assert remarks("+54 9 11 2345-6789") == ("argentina_has_nine",)
    assert remarks("+54 11 2345-6789") == ("argentina_lacks_nine", "landline")


def test_digits_that_the_country_s_rules_change_are_pointed_out() -> None:
    assert remarks("+54 11 15 2345-6789") == ("digits_differ", "argentina_has_nine")


@pytest.mark.parametrize("typed", ["+52 1 55 1234 5678", "0052 1 5512345678", "5215512345678"])
def test_mexico_s_old_one_is_explained_not_dropped(typed: str) -> None:
    with pytest.raises(MexicoHasOne, match=r"\+52 55 1234 5678"):
        examine(typed, "MX")


def test_mexico_cannot_tell_mobiles() -> None:
    assert examine("+52 55 1234 5678", None).kind == "either"


def test_brazil_s_missing_nine_is_said() -> None:
    assert remarks("+55 11 8765-4321") == ("brazil_lacks_nine",)
    assert remarks("+55 11 98765-4321") == ()


def test_free_lines_and_unused_numbers_are_warned_of() -> None:
    assert remarks("+1 800 555 0199") == ("special",)
    assert remarks("+254 900 123456") == ("not_in_use",)
    assert examine("+254 900 123456", None).country == "KE"


def test_a_number_of_no_country() -> None:
    assert examine("+881 6 12345678", None).country == ""


@pytest.mark.parametrize("typed", ["hello", "12", "+", "9" * 41, "☎", "+0"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(PhoneInvalid):
        examine(typed, "KE")
