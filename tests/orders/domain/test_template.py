"""The owner's own words of the message: placeholders, no code, and what they must hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardshop.lib.text import TextTooLong, TextUnreadable
from cardshop.orders.domain.template import (
    LONGEST,
    PLACEHOLDERS,
    LinkNotLast,
    NumberNotFirst,
    PlaceholderMissing,
    PlaceholderUnknown,
    check,
    filled,
)

GOOD = "Hi! {number}\n{total}\n{link}"


def test_a_good_template_is_kept_as_typed() -> None:
    assert check("  Hi! {number}\r\n{ Total }\r\n{link}\r\n") == "Hi! {number}\n{ Total }\n{link}"
    assert check(" \n ") == ""


def test_an_unknown_placeholder_is_refused_with_its_place() -> None:
    with pytest.raises(PlaceholderUnknown) as refusal:
        check("Hi {number}\nPay {totl} now\n{link}")
    assert refusal.value.detail == "Line 2, character 5: there is no {totl}."


@pytest.mark.parametrize("strange", ["{}", "{0}", "{total.__class__}", "{total!r}"])
def test_nothing_in_braces_is_code(strange: str) -> None:
    with pytest.raises((PlaceholderUnknown, PlaceholderMissing)):
        check(f"{{number}}\n{strange}\n{{link}}")


def test_what_is_missing_is_named() -> None:
    with pytest.raises(PlaceholderMissing) as refusal:
        check("{number} and nothing else")
    assert "{total}, {link}" in refusal.value.detail


def test_the_number_comes_first_and_the_link_last() -> None:
    with pytest.raises(NumberNotFirst):
        check("Hello\n{number}\n{total}\n{link}")
    with pytest.raises(LinkNotLast):
        check("{number}\n{total}\nSee {link}")
    with pytest.raises(LinkNotLast):
        check("{number}\n{link}\n{total}")


def test_too_much_and_unreadable_text_is_refused() -> None:
    with pytest.raises(TextTooLong):
        check("{number}" + "x" * LONGEST)
    with pytest.raises(TextUnreadable):
        check("{number}\x00\n{total}\n{link}")


def test_lines_of_which_nothing_is_known_are_left_out() -> None:
    words = "{number}\n\n{charges}\n\nNote: {note}\nThank you\n{name} {phone}"
    values = {"number": "1042", "name": "Ann", "phone": "", "note": ""}
    assert filled(words, values) == "1042\n\nThank you\nAnn"


def test_a_brace_alone_is_a_brace() -> None:
    assert filled("{number} :-{", {"number": "1"}) == "1 :-{"


@given(
    st.dictionaries(st.sampled_from(PLACEHOLDERS), st.text(alphabet="{}abnumerlik\\%", min_size=1))
)
def test_values_are_never_expanded(values: dict[str, str]) -> None:
    template = "".join(f"<{{{name}}}>" for name in values)
    assert filled(template, values) == "".join(f"<{value}>" for value in values.values()).rstrip()
