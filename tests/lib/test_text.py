"""Typed text stays as it was; Markdown never becomes more than its subset."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardshop.lib import text

WRITTEN = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=200)


@given(WRITTEN)
def test_text_of_any_script_comes_back_as_typed(typed: str) -> None:
    assert text.check(typed, longest=200) == typed.strip()


@pytest.mark.parametrize("typed", ["a\x00b", "bell\x07", "\x1b[31m"])
def test_what_cannot_be_shown_is_refused(typed: str) -> None:
    with pytest.raises(text.TextUnreadable):
        text.check(typed, longest=20)


def test_too_much_text_is_told_in_numbers() -> None:
    with pytest.raises(text.TextTooLong, match="at most 3 characters"):
        text.check("four", longest=3)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("**bold** and *soft*", "<p><strong>bold</strong> and <em>soft</em></p>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("![x](https://a.example/x.png)", "<p>!"),
        ("# Title", "<p># Title</p>"),
    ],
)
def test_markdown_knows_a_few_marks_and_no_html(typed: str, shown: str) -> None:
    assert text.markdown(typed).strip().startswith(shown)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_a_link_that_runs_something_is_no_link(address: str) -> None:
    assert "href" not in text.markdown(f"[here]({address})")


@given(st.text(max_size=300))
def test_no_text_makes_anything_run(typed: str) -> None:
    shown = text.markdown(typed).lower()

    assert "<script" not in shown
    assert "<img" not in shown
    assert 'href="javascript:' not in shown


def test_plain_words_of_markdown_hold_no_marks() -> None:
    typed = "With *walnuts* & <b>x</b>.\n\n- one\n- [two](https://example.com)"
    assert text.plain(typed) == "With walnuts & <b>x</b>.\n\none\ntwo"
