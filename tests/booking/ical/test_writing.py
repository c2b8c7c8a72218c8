"""What stands in the files, and when (domain.md 8.3, interop.md 1-3)."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from cardshop.booking.domain import ical_writer
from cardshop.booking.domain.ical_colours import css_name
from cardshop.booking.domain.ical_event import in_feed, next_sequence, shown, uid_of
from cardshop.booking.domain.ical_writer import Feed, NoMailbox
from tests.booking.ical.events import BERLIN, haircut, unfolded, utc


def test_a_saved_file_is_published_by_its_organizer_to_nobody_in_particular() -> None:
    lines = unfolded(ical_writer.booking_file(haircut()))

    assert "METHOD:PUBLISH" in lines
    assert 'ORGANIZER;CN="Salon Ana":mailto:salon@example.com' in lines
    assert not [line for line in lines if line.startswith("ATTENDEE")]


def test_a_business_without_a_mailbox_publishes_without_a_method() -> None:
    event = haircut(organizer=None)

    assert b"METHOD" not in ical_writer.booking_file(event)
    assert ical_writer.file_method(event) is None


def test_the_media_type_says_the_method_if_the_file_does() -> None:
    assert ical_writer.content_type() == "text/calendar; charset=utf-8"
    assert ical_writer.content_type("CANCEL") == "text/calendar; charset=utf-8; method=CANCEL"


def test_an_invitation_names_both_and_asks_for_no_answer() -> None:
    lines = unfolded(ical_writer.invitation(haircut()))

    (attendee,) = (line for line in lines if line.startswith("ATTENDEE"))
    assert attendee.endswith(":mailto:sara@example.org")
    assert ";PARTSTAT=ACCEPTED;RSVP=FALSE" in attendee


def test_a_cancellation_says_so_with_the_higher_number() -> None:
    lines = unfolded(ical_writer.cancellation(haircut(state="cancelled", sequence=1)))

    assert {"METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:1"} <= set(lines)
    assert f"UID:{haircut().uid}" in lines


def test_mail_parts_need_both_mailboxes_and_the_right_state() -> None:
    with pytest.raises(NoMailbox):
        ical_writer.invitation(haircut(attendee=None))
    with pytest.raises(ValueError, match=haircut().uid):
        ical_writer.invitation(haircut(state="cancelled"))
    with pytest.raises(ValueError, match=haircut().uid):
        ical_writer.cancellation(haircut())


def test_a_feed_says_its_name_colour_and_how_often_to_ask() -> None:
    lines = unfolded(ical_writer.feed_file(Feed("Chair 1", BERLIN, "#1a7f5a"), [haircut()]))

    assert [line for line in lines if line.startswith("METHOD")] == []
    assert lines[4:11] == [
        "NAME:Chair 1",
        "X-WR-CALNAME:Chair 1",
        "X-WR-TIMEZONE:Europe/Berlin",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "COLOR:seagreen",
        "X-APPLE-CALENDAR-COLOR:#1A7F5A",
    ]


def test_the_same_bookings_are_the_same_bytes() -> None:
    feed = Feed("Chair 1", BERLIN)

    assert ical_writer.feed_file(feed, [haircut(zone=BERLIN)]) == ical_writer.feed_file(
        feed, [haircut(zone=ZoneInfo("Europe/Berlin"))]
    )


def test_a_booking_in_the_repeated_hour_is_written_in_utc() -> None:
    late = haircut(starts_at=utc("2026-10-25 01:15"), ends_at=utc("2026-10-25 01:45"), zone=BERLIN)

    lines = unfolded(ical_writer.feed_file(Feed("Chair", BERLIN), [haircut(zone=BERLIN), late]))

    starts = [line for line in lines if line.startswith("DTSTART") and "2026" in line]
    assert starts == ["DTSTART;TZID=Europe/Berlin:20260701T110000", "DTSTART:20261025T011500Z"]


@pytest.mark.parametrize(
    ("privacy", "title", "place", "words"),
    [
        ("all", "Haircut – Sara Ahmadi", "Hauptstr. 1, Berlin", 2),
        ("name", "Haircut – Sara Ahmadi", "Hauptstr. 1, Berlin", 0),
        ("busy", "Busy", "", 0),
    ],
)
def test_a_feed_shows_of_the_customer_what_the_owner_chose(
    privacy: str, title: str, place: str, words: int
) -> None:
    seen = shown(haircut(), privacy, busy="Busy")  # type: ignore[arg-type]

    file = ical_writer.feed_file(Feed("Chair", BERLIN), [seen]).decode()
    assert (seen.title, seen.place) == (title, place)
    assert sum(secret in file for secret in ("151 1234567", "cards.example/b/k3fX")) == words


def test_the_customers_own_address_is_not_shown_with_the_name() -> None:
    assert shown(haircut(at_customer=True), "name", busy="Busy").place == ""


@pytest.mark.parametrize(
    ("change", "number"),
    [
        ({}, 4),
        ({"details": "another note"}, 4),
        ({"starts_at": utc("2026-07-01 08:00")}, 5),
        ({"place": "Video"}, 5),
        ({"state": "cancelled"}, 5),
    ],
)
def test_the_number_grows_with_time_place_and_state(change: dict[str, object], number: int) -> None:
    before = haircut(sequence=4)

    assert next_sequence(before, haircut(sequence=4, **change)) == number


@pytest.mark.parametrize(
    ("ended", "revised", "state", "kept"),
    [
        (timedelta(days=-89), timedelta(days=-100), "confirmed", True),
        (timedelta(days=-90), timedelta(days=-100), "confirmed", False),
        (timedelta(days=900), timedelta(days=-100), "pending", True),
        (timedelta(days=30), timedelta(days=-30), "cancelled", True),
        (timedelta(days=30), timedelta(days=-31), "cancelled", False),
        (timedelta(days=-91), timedelta(days=-1), "cancelled", False),
    ],
)
def test_a_feed_keeps_90_days_and_cancelled_ones_for_30(
    ended: timedelta, revised: timedelta, state: str, kept: bool
) -> None:
    now = utc("2026-07-01 12:00")
    end = now + ended
    event = haircut(
        starts_at=end - timedelta(hours=1), ends_at=end, revised_at=now + revised, state=state
    )

    assert in_feed([event], now=now) == [event] * kept


def test_a_feed_is_in_the_order_of_its_times() -> None:
    late, early = haircut(), haircut(starts_at=utc("2026-06-30 09:00"))

    assert in_feed([late, early], now=utc("2026-07-01 12:00")) == [early, late]


def test_a_uid_is_the_stored_name_at_the_host() -> None:
    assert uid_of("5f0c", "cards.example") == "5f0c@cards.example"


@pytest.mark.parametrize(
    ("chosen", "name"),
    [("#1a7f5a", "seagreen"), ("#ff0001", "red"), ("Teal", "teal"), ("#12", ""), ("x;y", "")],
)
def test_a_colour_is_told_by_its_nearest_name(chosen: str, name: str) -> None:
    assert css_name(chosen) == name
