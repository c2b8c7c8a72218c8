"""When somebody else's calendar says that they are busy (domain.md 8.4)."""

from __future__ import annotations

import pytest

from cardshop.booking.domain.ical_busy import busy_of
from tests.booking.ical.busy_files import EXPORTS, WEEKS, event, faults, file_of, read, told
from tests.booking.ical.events import BERLIN, utc

NINE = "DTSTART:20261020T090000Z"


@pytest.mark.parametrize(
    ("program", "busy"),
    [
        (
            "google",
            [
                "10-20 12:00 13:00",
                "10-21 17:00 18:00",
                "10-23 22:00 10-25 23:00",
                "11-03 17:00 18:30",
            ],
        ),
        (
            "outlook",
            [
                "10-22 07:00 07:30", "10-23 07:00 07:30", "10-26 08:00 08:30",
                "10-26 15:00 16:00", "10-27 08:00 08:30", "10-27 13:00 14:00",
                "10-28 08:00 08:30", "10-29 08:00 08:30", "10-30 08:00 08:30",
            ],
        ),
        (
            "apple",
            [
                "10-29 14:00 14:30",
                "10-30 19:00 19:45",
                "10-30 23:00 10-31 23:00",
                "11-05 15:00 15:30",
            ],
        ),
    ],
)  # fmt: skip
def test_exports_of_real_programs(program: str, busy: list[str]) -> None:
    file = (EXPORTS / f"{program}.ics").read_bytes().replace(b"\n", b"\r\n")

    found = busy_of(file, BERLIN, WEEKS)

    assert (told(found), faults(found)) == (busy, [])


@pytest.mark.parametrize(
    ("lines", "busy"),
    [
        ([NINE, "DTEND:20261020T100000Z"], ["10-20 09:00 10:00"]),
        ([NINE, "DURATION:PT1H30M"], ["10-20 09:00 10:30"]),
        ([NINE], []),
        ([NINE, "DTEND:20261020T090000Z"], []),
        # Floating times are in the calendar's zone, other zones are their own.
        (["DTSTART:20261020T090000", "DURATION:PT1H"], ["10-20 07:00 08:00"]),
        (["DTSTART;TZID=Asia/Tokyo:20261020T090000", "DURATION:PT1H"], ["10-20 00:00 01:00"]),
        # Whole days, also the one on which the clocks go back.
        (["DTSTART;VALUE=DATE:20261020"], ["10-19 22:00 10-20 22:00"]),
        (["DTSTART;VALUE=DATE:20261025", "DTEND;VALUE=DATE:20261026"], ["10-24 22:00 10-25 23:00"]),
        (["DTSTART;VALUE=DATE:20261020", "DTEND;VALUE=DATE:20261020"], ["10-19 22:00 10-20 22:00"]),
        (["DTSTART;VALUE=DATE:20261020", "DURATION:P2D"], ["10-19 22:00 10-21 22:00"]),
        # A day is one of the calendar, hours are as they pass.
        (["DTSTART:20261024T180000", "DURATION:P1D"], ["10-24 16:00 10-25 17:00"]),
        (["DTSTART:20261024T180000", "DURATION:PT24H"], ["10-24 16:00 10-25 16:00"]),
        ([NINE, "DURATION:PT1H", "STATUS:CANCELLED"], []),
        ([NINE, "DURATION:PT1H", "TRANSP:TRANSPARENT"], []),
        ([NINE, "DURATION:PT1H", "STATUS:TENTATIVE"], ["10-20 09:00 10:00"]),
        # Longer than the window, and outside it.
        (["DTSTART:20200101T000000Z", "DTEND:20300101T000000Z"], ["10-19 00:00 11-09 00:00"]),
        (["DTSTART:20261109T000000Z", "DURATION:PT1H"], []),
        (["DTSTART:20261018T230000Z", "DURATION:PT1H"], []),
    ],
)
def test_one_event(lines: list[str], busy: list[str]) -> None:
    found = read(event(*lines))

    assert (told(found), faults(found)) == (busy, [])


HOUR = [NINE, "DURATION:PT1H"]
THREE_DAYS = [*HOUR, "RRULE:FREQ=DAILY;COUNT=3"]


@pytest.mark.parametrize(
    ("lines", "busy"),
    [
        (THREE_DAYS, ["10-20 09:00 10:00", "10-21 09:00 10:00", "10-22 09:00 10:00"]),
        (
            [*HOUR, "RRULE:FREQ=DAILY;UNTIL=20261021T090000Z"],
            ["10-20 09:00 10:00", "10-21 09:00 10:00"],
        ),
        ([*THREE_DAYS, "EXDATE:20261021T090000Z"], ["10-20 09:00 10:00", "10-22 09:00 10:00"]),
        ([*HOUR, "RDATE:20261023T120000Z"], ["10-20 09:00 10:00", "10-23 12:00 13:00"]),
        (
            [*HOUR, "RDATE;VALUE=PERIOD:20261023T120000Z/PT2H,20261024T120000Z/20261024T123000Z"],
            ["10-20 09:00 10:00", "10-23 12:00 14:00", "10-24 12:00 12:30"],
        ),
        ([*HOUR, "RRULE:FREQ=DAILY;COUNT=2", "TRANSP:TRANSPARENT"], []),
        # The wall time stays when the clocks change.
        (
            ["DTSTART;TZID=Europe/Berlin:20200107T100000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY"],
            ["10-20 08:00 09:00", "10-27 09:00 10:00", "11-03 09:00 10:00"],
        ),
        (
            ["DTSTART;VALUE=DATE:20200101", "RRULE:FREQ=MONTHLY;BYMONTHDAY=25"],
            ["10-24 22:00 10-25 23:00"],
        ),
        (
            ["DTSTART:20200101T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;INTERVAL=10"],
            ["10-26 09:00 10:00", "11-05 09:00 10:00"],
        ),
        (
            ["DTSTART:20200103T090000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"],
            ["10-30 09:00 10:00"],
        ),
        (["DTSTART:20261020T090000Z", "DURATION:PT1H", "RRULE:"], ["10-20 09:00 10:00"]),
    ],
)  # fmt: skip
def test_repetitions(lines: list[str], busy: list[str]) -> None:
    found = read(event(*lines))

    assert (told(found), faults(found)) == (busy, [])


@pytest.mark.parametrize(
    ("lines", "busy"),
    [
        (["DTSTART:20261021T140000Z", "DURATION:PT2H"], "10-21 14:00 16:00"),
        (["DTSTART:20261101T140000Z", "DURATION:PT2H"], "11-01 14:00 16:00"),
        (["DTSTART:20261021T090000Z", "DURATION:PT1H", "STATUS:CANCELLED"], None),
        (["DTSTART;VALUE=DATE:20261101"], "10-31 23:00 11-01 23:00"),
    ],
)
def test_one_repetition_is_moved_or_called_off(lines: list[str], busy: str | None) -> None:
    change = event("RECURRENCE-ID:20261021T090000Z", "SEQUENCE:1", *lines)

    found = read(event(*THREE_DAYS), change)

    others = ["10-20 09:00 10:00", "10-22 09:00 10:00"]
    assert told(found) == sorted(filter(None, [*others, busy]))


def test_a_whole_day_of_a_series_gets_hours() -> None:
    series = event("DTSTART;VALUE=DATE:20261020", "RRULE:FREQ=DAILY;COUNT=2")
    change = event("RECURRENCE-ID;VALUE=DATE:20261021", "DTSTART:20261022T140000Z", "DURATION:PT1H")

    assert told(read(series, change)) == ["10-19 22:00 10-20 22:00", "10-22 14:00 15:00"]


def test_this_and_the_following_are_moved() -> None:
    change = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20261021T090000Z",
        "DTSTART:20261021T110000Z",
        "DURATION:PT1H",
    )

    busy = ["10-20 09:00 10:00", "10-21 11:00 12:00", "10-22 11:00 12:00"]
    assert told(read(event(*THREE_DAYS), change)) == busy


def test_the_highest_number_of_a_uid_counts() -> None:
    old = event(NINE, "DURATION:PT1H", "SEQUENCE:1")
    new = event("DTSTART:20261021T090000Z", "DURATION:PT1H", "SEQUENCE:2")

    assert told(read(new, old)) == ["10-21 09:00 10:00"]


def test_careless_programs_give_every_event_the_same_uid() -> None:
    found = read(event(*HOUR), event("DTSTART:20261021T090000Z", "DURATION:PT1H"))

    assert told(found) == ["10-20 09:00 10:00", "10-21 09:00 10:00"]


def test_times_that_touch_are_one() -> None:
    found = read(event(*HOUR), event("DTSTART:20261020T093000Z", "DTEND:20261020T110000Z", uid="b"))

    assert told(found) == ["10-20 09:00 11:00"]


def test_free_busy_answers_are_read_too() -> None:
    found = read(
        "BEGIN:VFREEBUSY",
        "FREEBUSY;FBTYPE=BUSY:20261020T090000Z/PT1H,20261021T090000Z/20261021T100000Z",
        "FREEBUSY;FBTYPE=FREE:20261022T090000Z/PT1H",
        "FREEBUSY:nonsense",
        "END:VFREEBUSY",
    )

    assert told(found) == ["10-20 09:00 10:00", "10-21 09:00 10:00"]


def test_the_line_ends_and_marks_of_any_machine_are_read() -> None:
    file = file_of(event(*HOUR))

    for other in (file.replace(b"\r\n", b"\n"), b"\xef\xbb\xbf" + file, b"\r\n\r\n" + file):
        assert told(busy_of(other, BERLIN, WEEKS)) == ["10-20 09:00 10:00"]


def test_nothing_is_busy_in_an_empty_calendar() -> None:
    assert read() == read(window=(utc("2026-01-01 00:00"), utc("2026-01-02 00:00")))
