"""Files that are none, broken, endless or meant to harm: a sentence, in bounded time."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardshop.booking.domain import ical_file
from cardshop.booking.domain.ical_busy import busy_of
from cardshop.booking.domain.ical_file import CalendarTooLarge, NoCalendar
from cardshop.lib.errors import Invalid
from tests.booking.ical.busy_files import WEEKS, event, events, faults, file_of, read, told
from tests.booking.ical.events import BERLIN, utc

GOOD = event("DTSTART:20261020T090000Z", "DURATION:PT1H", uid="good")
UNREADABLE = "The times of this event cannot be read."
TURNED_ROUND = "This event ends before it starts."
TOO_OFTEN = "This event repeats too often to be worked out."
# Generous, for machines are busy: a file that is not bounded takes hours.
SECONDS = 60


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (b"<!DOCTYPE html><title>Sign in</title>", "leads to a web page, not to a calendar"),
        (b"\n <html>BEGIN:VCALENDAR", "leads to a web page, not to a calendar"),
        (b"", "no calendar at this address"),
        (b"\x1f\x8b\x08\x00", "no calendar at this address"),
        (b'{"error": "not found"}', "no calendar at this address"),
        (b"BEGIN:VCARD\r\nEND:VCARD", "no calendar at this address"),
    ],
)
def test_what_is_no_calendar_is_refused_with_a_sentence(file: bytes, sentence: str) -> None:
    with pytest.raises(NoCalendar, match=sentence):
        busy_of(file, BERLIN, WEEKS)


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (file_of("X" * (ical_file.LARGEST_FILE + 1)), "at most 5 MB"),
        (file_of("DESCRIPTION:" + "x" * ical_file.LONGEST_LINE), "A line of this calendar"),
        (file_of("BEGIN:VEVENT\nEND:VEVENT\n" * 20_001), "more than 20,000 events"),
    ],
)
def test_what_is_too_large_is_refused_with_a_sentence(file: bytes, sentence: str) -> None:
    with pytest.raises(CalendarTooLarge, match=sentence):
        busy_of(file, BERLIN, WEEKS)


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (["DTEND:20261020T090000Z"], "This event does not say when it starts."),
        (["DTSTART:20261320T090000Z"], UNREADABLE),
        (["DTSTART:tomorrow"], UNREADABLE),
        (["DTSTART:PT1H"], UNREADABLE),
        (["DTSTART:20261021T090000Z", "DTEND:20261020T090000Z"], TURNED_ROUND),
        (["DTSTART:20261021T090000Z", "DURATION:P9999999999999W"], UNREADABLE),
        (["DTSTART:20261021T090000Z", "DURATION:PT1H", "RRULE:FREQ=SOMETIMES"], UNREADABLE),
        (["DTSTART:20261021T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;INTERVAL=0"], UNREADABLE),
        (["DTSTART:20261021T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=x"], UNREADABLE),
        (["DTSTART:20261021T090000Z", "DURATION:PT1H", "RDATE:never"], UNREADABLE),
        (["DTSTART:00010101T000000", "DTEND:00010101T000001"], UNREADABLE),
    ],
)  # fmt: skip
def test_a_malformed_event_is_told_and_never_loses_the_others(
    lines: list[str], sentence: str
) -> None:
    found = read(event("SUMMARY:Bad\\, really", *lines), GOOD)

    assert told(found) == ["10-20 09:00 10:00"]
    assert faults(found) == [("Bad, really", sentence)]


def test_a_holiday_that_cannot_be_read_hides_nothing() -> None:
    assert faults(read(event("DTSTART:soon", "TRANSP:TRANSPARENT"))) == []


def test_an_event_without_an_end_does_not_swallow_the_next() -> None:
    found = read("BEGIN:VEVENT\nSUMMARY:Open\nDTSTART:20261021T090000Z", GOOD)

    assert told(found) == ["10-20 09:00 10:00"]
    sentence = "This event has no end, or another one begins inside it."
    assert faults(found) == [("Open", sentence)]


def test_a_file_that_breaks_off_says_so() -> None:
    file = file_of(GOOD, event("SUMMARY:Cut"))
    found = busy_of(file[: file.index(b"SUMMARY:Cut") + 11], BERLIN, WEEKS)

    assert told(found) == ["10-20 09:00 10:00"]
    assert [event for event, _ in faults(found)] == ["Cut", ""]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=HOURLY;BYHOUR=3;BYSETPOS=2",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    ],
)
def test_endless_work_is_refused_and_never_loses_the_others(rule: str) -> None:
    found = read(event("DTSTART:20201021T090000Z", "DURATION:PT1S", f"RRULE:{rule}"), GOOD)

    assert told(found) == ["10-20 09:00 10:00"]
    assert faults(found) == [("", TOO_OFTEN)]


def test_seconds_that_are_few_are_counted() -> None:
    found = read(event("DTSTART:20261020T090000Z", "DURATION:PT1S", "RRULE:FREQ=SECONDLY;COUNT=60"))

    assert told(found) == ["10-20 09:00 09:01"]


def test_a_series_moved_by_centuries_is_not_followed() -> None:
    far = "RECURRENCE-ID;RANGE=THISANDFUTURE:99980101T090000Z"
    series = event("DTSTART:20261020T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY")
    change = event(far, "DTSTART:20261021T090000Z", "DURATION:PT1H")

    assert faults(read(series, change)) == [("", TOO_OFTEN)]


@pytest.mark.parametrize(
    ("count", "lines"),
    [
        (10_000, ["DTSTART;TZID=Europe/Berlin:20261020T090000", "DURATION:PT1H"]),
        (10_000, ["DTSTART:20200101T090000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY"]),
        (10_000, ["DTSTART:garbage", "RRULE:garbage"]),
        (1_000, ["DTSTART:20200101T090000Z", "DURATION:PT1H", "RRULE:FREQ=MONTHLY;BYMONTHDAY=31"]),
        (1_000, ["DTSTART:20200101T090000Z", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"]),
        (1_000, ["DTSTART:20200101T090000Z", "RRULE:FREQ=SECONDLY"]),
    ],
)
def test_many_events_take_bounded_time(count: int, lines: list[str]) -> None:
    begun = time.monotonic()

    found = read(*events(count, *lines), GOOD)

    assert time.monotonic() - begun < SECONDS
    hour = utc("2026-10-20 09:00")
    assert any(busy.start <= hour < busy.end for busy in found.intervals)


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_any_bytes_are_read_or_refused(noise: bytes) -> None:
    for file in (noise, file_of(event("DTSTART:20261020T090000Z")).replace(b"Z", noise, 1)):
        with contextlib.suppress(Invalid):
            busy_of(file, BERLIN, WEEKS)


PIECES = st.sampled_from(
    "BEGIN:VEVENT|END:VEVENT|BEGIN:VCALENDAR|END:VCALENDAR|BEGIN:VTIMEZONE|END:VTIMEZONE|TZID:x|"
    "UID:a|DTSTART:20261020T090000Z|DTSTART;VALUE=DATE:20261020|DTSTART;TZID=x:20261020T090000|"
    "DTEND:20261020T100000Z|DURATION:P1D|DURATION:-PT5M|RRULE:FREQ=WEEKLY|RRULE:FREQ=DAILY;COUNT=0|"
    "RRULE:FREQ=MONTHLY;UNTIL=20261101|EXDATE:20261020|RDATE:20261021|RDATE:20261021T090000Z|"
    "RECURRENCE-ID:20261020T090000Z|RECURRENCE-ID;RANGE=THISANDFUTURE:20261020|SEQUENCE:9|"
    "RRULE:FREQ=YEARLY;BYDAY=54MO|RRULE:FREQ=WEEKLY;BYDAY=1XX|EXDATE:|FREEBUSY:1/2|TRANSP:".split("|")
)  # fmt: skip


@given(st.lists(PIECES, max_size=30))
def test_lines_in_any_order_are_read_or_told(lines: list[str]) -> None:
    found = read(*lines, window=WEEKS)

    for busy in found.intervals:
        assert WEEKS[0] <= busy.start < busy.end <= WEEKS[1]
