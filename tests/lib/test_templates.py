"""Words with placeholders: text and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardshop.lib import templates
from cardshop.lib.templates import PlaceholderUnknown

KNOWN = {"name": "Amina", "link": "https://example.com/o/1", "reason": ""}
HOSTILE = [
    "{{7*7}}",
    "{0.__class__}",
    "{name.__class__}",
    "{name!r}",
    "{name:>1000000}",
    "{}",
    "{name[0]}",
    "{{config}}",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_no_code_passes_for_a_name(words: str) -> None:
    with pytest.raises(PlaceholderUnknown):
        templates.check(words, KNOWN, longest=100)


@pytest.mark.parametrize("words", [*HOSTILE, "{% if name %}", "%(name)s %s", "${name}"])
def test_what_came_in_all_the_same_runs_nothing(words: str) -> None:
    said = templates.filled(f"Hello {words}", KNOWN)

    assert "49" not in said
    assert "class" not in said


def test_a_fault_says_where_it_is() -> None:
    with pytest.raises(PlaceholderUnknown) as caught:
        templates.check("Hello {name},\nsee {lnk}", KNOWN, longest=100)

    assert caught.value.detail == "Line 2, character 5: there is no {lnk}."


def test_braces_in_a_value_stay_as_they_are() -> None:
    assert templates.filled("Hello {name}", {"name": "{link} {{7*7}}"}) == "Hello {link} {{7*7}}"


def test_names_are_found_however_they_are_typed() -> None:
    assert templates.filled("Hello { NAME }, {reason}", KNOWN) == "Hello Amina,"
    assert templates.names("{ Name } {link}") == {"name", "link"}


@given(st.text(max_size=200), st.dictionaries(st.sampled_from(["name", "link"]), st.text()))
def test_filling_never_fails(words: str, values: dict[str, str]) -> None:
    templates.filled(words, values)
