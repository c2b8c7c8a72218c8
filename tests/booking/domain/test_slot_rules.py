"""Each rule of domain rules 8.1 by example."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cardshop.booking.domain.bookable import Asked, Bookable
from cardshop.booking.domain.slots import slots
from tests.booking.domain.diaries import (
    BERLIN,
    COLOUR,
    MONDAY,
    away,
    booking,
    calendar,
    clocks,
    daily,
    service,
    wall,
)

TUESDAY = MONDAY + timedelta(days=1)


def test_a_free_morning_has_a_start_every_interval_while_the_appointment_fits() -> None:
    assert clocks(service(30), calendar("09:00-11:00")) == "09:00 09:30 10:00 10:30"
    assert clocks(service(45, interval_minutes=30), calendar("09:00-10:30")) == "09:00 09:30"


def test_an_override_replaces_the_weekday_and_an_empty_one_closes_it() -> None:
    hours = daily("09:00-10:00", on_2027_01_11=["14:00-15:00"], on_2027_01_12=[])

    assert clocks(service(30), calendar(hours)) == "14:00 14:30"
    assert clocks(service(30), calendar(hours), day=TUESDAY) == ""


def test_hours_past_midnight_belong_to_the_night_in_which_they_begin() -> None:
    night = daily("22:00-02:00", on_2027_01_12=[])

    assert clocks(service(60), calendar(night)) == "00:00 01:00 22:00 23:00"
    assert clocks(service(60), calendar(night), day=TUESDAY) == "00:00 01:00"


def test_an_appointment_may_cross_midnight_where_the_hours_do() -> None:
    meeting = daily("21:30-24:00", on_2027_01_12=["00:00-00:30"])

    assert clocks(service(60), calendar(meeting)) == "21:30 22:30 23:30"


def test_hours_that_touch_are_one_and_a_lunch_break_is_not_crossed() -> None:
    assert clocks(service(60), calendar(daily("09:00-10:30", "10:30-12:00"))) == "09:00 10:00 11:00"
    assert clocks(service(60), calendar(daily("09:00-10:30", "11:30-13:00"))) == "09:00 11:30"


@pytest.mark.parametrize(
    ("start", "end", "open_starts"),
    [
        ("08:00", "09:00", "09:00 09:30 10:00 10:30"),  # touching before
        ("08:00", "09:01", "09:30 10:00 10:30"),  # reaching in
        ("09:30", "10:00", "09:00 10:00 10:30"),  # exactly one start
        ("09:40", "09:50", "09:00 10:00 10:30"),  # inside one
        ("09:20", "10:10", "10:30"),  # over several
        ("08:00", "12:00", ""),  # around all
        ("11:00", "12:00", "09:00 09:30 10:00 10:30"),  # touching after
        ("10:59:59", "11:30", "09:00 09:30 10:00"),  # by a second
        ("09:40", "09:40", "09:00 09:30 10:00 10:30"),  # lasting no time
    ],
)
def test_external_busy_times_close_what_they_meet(start: str, end: str, open_starts: str) -> None:
    busy = calendar("09:00-11:00", external=[away(start, end)])

    assert clocks(service(30), busy) == open_starts


@pytest.mark.parametrize(
    ("before", "after", "theirs", "open_starts"),
    [
        (0, 0, (0, 0), "09:00 09:30 10:30 11:00 11:30"),
        (10, 0, (0, 0), "09:00 09:30 11:00 11:30"),  # ours before: not straight after them
        (0, 10, (0, 0), "09:00 10:30 11:00 11:30"),  # ours after: not straight before them
        (0, 0, (10, 10), "09:00 11:00 11:30"),  # theirs, on both sides
        (0, 0, (0, 40), "09:00 09:30 11:30"),
        (30, 0, (0, 0), "09:00 09:30 11:00 11:30"),
        (20, 0, (0, 20), "09:00 09:30 11:30"),  # buffers of neighbours add up
        (15, 0, (0, 15), "09:00 09:30 11:00 11:30"),  # and just fit
    ],
)
def test_buffers_keep_neighbours_apart(
    before: int, after: int, theirs: tuple[int, int], open_starts: str
) -> None:
    ours = service(30, buffer_before_minutes=before, buffer_after_minutes=after)
    rows = booking("10:00", 30, COLOUR, buffers=theirs)

    assert clocks(ours, calendar("09:00-12:00", rows)) == open_starts


def test_buffers_may_reach_outside_the_hours_and_external_times_have_none() -> None:
    ours = service(30, buffer_before_minutes=15, buffer_after_minutes=15)
    busy = calendar("09:00-11:00", external=[away("08:00", "08:45"), away("11:15", "12:00")])

    assert clocks(ours, busy) == "09:00 09:30 10:00 10:30"
    assert clocks(ours, calendar("09:00-11:00", external=[away("08:00", "08:46")])) == (
        "09:30 10:00 10:30"
    )


@pytest.mark.parametrize(
    ("now", "notice", "open_starts"),
    [
        ("09:00", 0, "09:00 09:30 10:00 10:30"),
        ("09:00:01", 0, "09:30 10:00 10:30"),
        ("08:00", 90, "09:30 10:00 10:30"),
        ("08:00:01", 90, "10:00 10:30"),
        ("10:31", 0, ""),
    ],
)
def test_a_start_needs_its_notice(now: str, notice: int, open_starts: str) -> None:
    rules = service(30, notice_minutes=notice)

    assert clocks(rules, calendar("09:00-11:00"), now=wall(now)) == open_starts


def test_a_moment_after_the_start_is_too_late() -> None:
    late = wall("09:00") + timedelta(microseconds=1)

    assert clocks(service(30), calendar("09:00-10:00"), now=late) == "09:30"


@pytest.mark.parametrize(("horizon", "days"), [(0, 1), (1, 2), (3, 4), (30, 5)])
def test_the_horizon_counts_local_dates_after_today(horizon: int, days: int) -> None:
    hours, late = calendar("00:00-24:00"), wall("23:59")
    rules = service(60, horizon_days=horizon, notice_minutes=1)
    found = clocks(rules, hours, now=late, day=MONDAY, last=MONDAY + timedelta(days=4))

    assert len(found.split()) == 24 * (days - 1)


def test_a_daily_limit_closes_the_rest_of_that_local_date() -> None:
    rows = [booking("09:00"), booking("09:30", of=COLOUR)]

    assert clocks(service(30, daily_limit=2), calendar("09:00-11:00", *rows)) == "10:00 10:30"
    assert clocks(service(30, daily_limit=1), calendar("09:00-11:00", *rows)) == ""
    assert clocks(service(30), calendar("09:00-11:00", *rows, daily_limit=3)) == "10:00 10:30"
    assert clocks(service(30), calendar("09:00-11:00", *rows, daily_limit=2)) == ""
    assert clocks(service(60, daily_limit=1), calendar("09:00-11:00", *rows), day=TUESDAY) == (
        "09:00 10:00"
    )


def test_a_service_s_daily_limit_counts_all_its_calendars() -> None:
    full, free = calendar("09:00-10:00", booking("09:00")), calendar("09:00-10:00", id=2)
    rules = service(30, daily_limit=1)
    asked = Asked.days(MONDAY, MONDAY, BERLIN)
    alone = Bookable(rules, [free])

    assert clocks(rules, full, free) == ""
    assert clocks(rules, free) == "09:00 09:30"
    told = Bookable(rules, [free], elsewhere=[wall("09:00")])
    assert slots(told, asked, now=wall("08:00")) == []
    assert slots(alone, asked, now=wall("08:00")) != []


def test_a_night_s_bookings_count_on_the_date_on_which_they_start() -> None:
    bar = calendar("22:00-02:00", booking("23:00", 60), daily_limit=1)

    assert clocks(service(60), bar) == ""
    assert clocks(service(60), bar, day=TUESDAY) == "00:00 01:00 22:00 23:00"
