"""Words are found however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardshop.catalogue.domain.searching import MOST_WORDS, folded, pattern, words


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Crème brûlée", "CREME  BRULEE"),
        ("كيك", "کیک"),
        ("آبمیوه", "ابميوه"),
        ("نان\u200cها", "نانها"),
        ("مُعَجَّنَات", "معجنات"),
        ("قهوة ٣", "قهوه 3"),
        ("۱۲ تایی", "12 تايى"),
        ("Straße", "STRASSE"),
        ("İstanbul", "istanbul"),
        ("Łódź", "lodz"),
        ("Ørsted", "orsted"),
        ("ﬁne ½", "fine 1⁄2"),
        ("ｆｕｌｌ", "full"),
        ("Ёлка", "елка"),
        ("ἄρτος", "αρτος"),
        ("फ़िल्टर", "फिल्टर"),
    ],
)
def test_two_ways_to_write_are_one(written: str, meant: str) -> None:
    assert folded(written) == folded(meant) != ""


@pytest.mark.parametrize(("one", "other"), [("が", "か"), ("क्या", "कया"), ("rye", "rice")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(max_size=60))
def test_case_does_not_matter(text: str) -> None:
    assert folded(text.casefold()) == folded(text)


@given(st.text(max_size=300))
def test_a_query_has_few_words_without_blanks(query: str) -> None:
    found = words(query)

    assert len(found) == len(set(found)) <= MOST_WORDS
    assert all(word and " " not in word for word in found)


def test_signs_of_patterns_are_letters() -> None:
    assert pattern("50%_\\") == "%50\\%\\_\\\\%"
