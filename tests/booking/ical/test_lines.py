"""Lines are folded and escaped so that every program puts them together again."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from cardshop.booking.domain import ical_lines, ical_writer
from cardshop.booking.domain.ical_event import Person
from tests.booking.ical.events import haircut

# Any text that people can type or paste.
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=300)
ANYTHING = st.text(max_size=300)


@given(st.lists(ANYTHING))
def test_no_line_is_longer_than_75_octets_or_parts_a_character(texts: list[str]) -> None:
    file = ical_lines.written(f"SUMMARY:{ical_lines.text(text)}" for text in texts)

    for line in file.split(b"\r\n"):
        assert len(line) <= 75
        assert not re.search(rb"[\x00-\x1f\x7f]", line)
        line.decode()


@given(ANYTHING)
def test_folding_adds_nothing_and_takes_nothing(text: str) -> None:
    line = f"SUMMARY:{ical_lines.text(text)}"

    folded = ical_lines.written([line]).decode()

    assert folded.replace("\r\n ", "") == line + "\r\n"


@given(WORDS)
def test_words_come_back_as_they_were(text: str) -> None:
    file = ical_writer.booking_file(haircut(details=text, link=""))

    (event,) = Calendar.from_ical(file).walk("VEVENT")

    plain = re.sub("[\u2028\u2029]", "\n", text).strip()
    assert str(event.get("DESCRIPTION", "")) == plain


@given(WORDS)
def test_a_name_never_breaks_out_of_its_parameter(name: str) -> None:
    file = ical_writer.booking_file(haircut(organizer=Person("a@example.com", name)))

    (event,) = Calendar.from_ical(file).walk("VEVENT")

    assert event["ORGANIZER"] == "mailto:a@example.com"
    assert set(event["ORGANIZER"].params) <= {"CN"}


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("a;b,c\\d", "a\\;b\\,c\\\\d"),
        ("one\r\ntwo\rthree\nfour", "one\\ntwo\\nthree\\nfour"),
        ("tab\there", "tab here"),
        ("bell\x07 nul\x00 delete\x7f", "bell nul delete"),
        ('"quoted" & <b>', '"quoted" & <b>'),
        ("half\ud83d a pair", "half a pair"),
    ],
)
def test_only_what_must_be_is_escaped(typed: str, written: str) -> None:
    assert ical_lines.text(typed) == written


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Ana", "Ana"),
        ("Ana Díaz", '"Ana Díaz"'),
        ("Díaz, Ana; Dr.", '"Díaz, Ana; Dr."'),
        ('Ana "the best"', '"Ana ”the best”"'),
        ("two\r\nlines", '"two lines"'),
    ],
)
def test_parameters_are_quoted_when_they_must_be(typed: str, written: str) -> None:
    assert ical_lines.parameter(typed) == written


def test_an_address_stays_on_its_line() -> None:
    assert (
        ical_lines.uri("https://x.example/a;b,c\r\nX-EVIL:1") == "https://x.example/a;b,cX-EVIL:1"
    )
