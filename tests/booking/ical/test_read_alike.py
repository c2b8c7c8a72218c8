"""What we write is read alike by Python's icalendar and vobject and JavaScript's ical.js."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from cardshop.booking.domain import ical_writer
from cardshop.booking.domain.ical_event import BookingEvent, shown
from cardshop.booking.domain.ical_writer import Feed
from tests.booking.ical.events import BERLIN, haircut, utc
from tests.booking.ical.readers import SeenFile, by_all, meant

PEOPLE = {"organizer": "mailto:salon@example.com", "attendee": "mailto:sara@example.org"}
ZONES = [
    "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Tehran",
    "Africa/Casablanca", "Pacific/Apia", "Asia/Kathmandu", "Europe/Dublin", "UTC",
]  # fmt: skip
# Hours around both changes of Berlin, New York and Lord Howe, and quiet days between.
MOMENTS = [
    "2026-01-15 09:00", "2026-03-08 06:30", "2026-03-08 07:00", "2026-03-29 00:30",
    "2026-03-29 01:00", "2026-04-04 14:45", "2026-04-04 15:15", "2026-07-01 09:00",
    "2026-10-03 15:15", "2026-10-03 15:45", "2026-10-25 00:15", "2026-10-25 01:15",
    "2026-11-01 05:30", "2026-11-01 06:30",
]  # fmt: skip
HARD_WORDS = haircut(
    service="Cut; wash, \\dry\\ & \"style\" <b>",
    customer="سارا احمدی 👩‍👩‍👧 " + "ß" * 60,
    details="First; line, with \\n inside\nsecond: line\n" + "漢字" * 50,
    place="Straße 1; 2. Stock, Hof",
)  # fmt: skip


def all_agree(file: bytes, expected: SeenFile) -> None:
    for program, found in by_all(file).items():
        assert found == expected, program


@pytest.mark.parametrize("event", [haircut(), HARD_WORDS, haircut(zone=BERLIN, state="pending")])
def test_an_invitation(event: BookingEvent) -> None:
    expected = SeenFile("REQUEST", "", "", (meant(event, **PEOPLE),))

    all_agree(ical_writer.invitation(event), expected)


def test_an_update_and_a_cancellation_of_it() -> None:
    moved = haircut(sequence=1, starts_at=utc("2026-07-02 11:00"), ends_at=utc("2026-07-02 12:00"))
    gone = haircut(sequence=2, state="cancelled", revised_at=utc("2026-06-01 07:00"))

    all_agree(ical_writer.invitation(moved), SeenFile("REQUEST", "", "", (meant(moved, **PEOPLE),)))
    all_agree(ical_writer.cancellation(gone), SeenFile("CANCEL", "", "", (meant(gone, **PEOPLE),)))


@pytest.mark.parametrize("event", [haircut(), HARD_WORDS, haircut(zone=BERLIN)])
def test_a_file_to_save(event: BookingEvent) -> None:
    seen = meant(event, organizer=PEOPLE["organizer"])

    all_agree(ical_writer.booking_file(event), SeenFile("PUBLISH", "", "", (seen,)))


@pytest.mark.parametrize("key", ZONES)
def test_a_feed_around_clock_changes_in_its_zone(key: str) -> None:
    zone = ZoneInfo(key)
    events = [
        haircut(uid=f"{n}@x", starts_at=utc(at), ends_at=utc(at).replace(second=59), zone=zone)
        for n, at in enumerate(MOMENTS)
    ]
    quiet = [shown(event, "name", busy="Busy") for event in events]

    file = ical_writer.feed_file(Feed("Ana’s chair", zone, "#1a7f5a"), quiet)

    for program, found in by_all(file).items():
        assert (found.method, found.name) == ("", "Ana’s chair"), program
        assert list(found.events) == [meant(event) for event in quiet], program
        assert found.refresh == "PT1H", program


def test_a_feed_with_a_cancelled_booking() -> None:
    events = [haircut(), haircut(uid="b@x", state="cancelled", sequence=3)]
    events = [shown(event, "busy", busy="مشغول") for event in events]

    file = ical_writer.feed_file(Feed("Chair", BERLIN), events)

    for program, found in by_all(file).items():
        assert list(found.events) == [meant(event) for event in events], program


def test_a_feed_without_bookings_is_still_a_calendar() -> None:
    file = ical_writer.feed_file(Feed("Chair", BERLIN), [])

    assert file.count(b"BEGIN:") == 1
