"""What zone a stranger's time is in: IANA's, Outlook's, the file's own, or nobody knows."""

from __future__ import annotations

import pytest

from cardshop.booking.domain.ical_zone_names import zone_called
from tests.booking.ical.busy_files import event, faults, read, told

OWN = """BEGIN:VTIMEZONE
TZID:(UTC+05:00) Somewhere
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:+0500
TZOFFSETTO:+0500
END:STANDARD
END:VTIMEZONE"""


def nine(tzid: str) -> str:
    return event(f"DTSTART;TZID={tzid}:20261020T090000", "DURATION:PT1H")


@pytest.mark.parametrize(
    ("tzid", "hour"),
    [
        ("Europe/Berlin", 7), ("europe/berlin", 7), ('"America/New_York"', 13), ("UTC", 9),
        ("W. Europe Standard Time", 7), ("Eastern Standard Time", 13), ("India Standard Time", 3),
        ("Tokyo Standard Time", 0), ("/freeassociation.sourceforge.net/Europe/Berlin", 7),
        ("/mozilla.org/20050126_1/America/Argentina/Buenos_Aires", 12),
        ("GMT+0200", 7), ("UTC-05:00", 14), ("+03", 6),
    ],
)  # fmt: skip
def test_names_of_zones(tzid: str, hour: int) -> None:
    found = read(nine(tzid))

    assert (found.intervals[0].start.hour, faults(found)) == (hour, [])


def test_every_windows_name_of_cldr_is_known() -> None:
    names = ["Dateline Standard Time", "Morocco Standard Time", "Lord Howe Standard Time"]

    assert all(map(zone_called, names))


def test_a_zone_that_the_file_explains_is_taken_from_the_file() -> None:
    found = read(OWN, nine("(UTC+05:00) Somewhere"))

    assert (told(found), faults(found)) == (["10-20 04:00 05:00"], [])


def test_one_file_does_not_change_what_a_name_means_in_another() -> None:
    read(OWN, nine("(UTC+05:00) Somewhere"))

    assert told(read(nine("(UTC+05:00) Somewhere"))) == ["10-20 07:00 08:00"]


@pytest.mark.parametrize(
    "tzid", ["Mars/Phobos", "../../../etc/passwd", "America", "x" * 5_000, "\x00", "+99:99"]
)
def test_an_unknown_zone_is_told_and_the_calendars_own_is_taken(tzid: str) -> None:
    found = read(nine(tzid), nine(tzid))

    assert told(found) == ["10-20 07:00 08:00"]
    ((event_title, detail),) = faults(found)
    assert event_title == ""
    assert detail.startswith(f"The time zone {tzid[:80]} is not known.")


@pytest.mark.parametrize(
    "rule",
    [
        "RRULE:FREQ=SECONDLY",
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "RRULE:FREQ=YEARLY;INTERVAL=0",
        "RRULE:nonsense",
        "TZOFFSETTO:+9999",
        "RDATE:" + ",".join(["20261020T000000"] * 1_000),
    ],
)
def test_a_hostile_zone_is_not_worked_out(rule: str) -> None:
    own = OWN.replace("TZOFFSETFROM", f"{rule}\nTZOFFSETFROM")

    assert told(read(own, nine("(UTC+05:00) Somewhere"))) == ["10-20 07:00 08:00"]
