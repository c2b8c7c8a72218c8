"""Open or closed, until when, in zones whose clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardshop.accounts.domain.hours import Hours
from cardshop.accounts.domain.opening import (
    OpenStatus,
    instants,
    status,
    upcoming_exceptions,
    week_rows,
)
from cardshop.accounts.domain.spans import DAY, Span, merged

BERLIN = ZoneInfo("Europe/Berlin")
ALL_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ZONES = [
    "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Tehran",
    "Africa/Casablanca", "Pacific/Apia", "America/St_Johns", "UTC",
]  # fmt: skip


def daily(*spans: list[str], **overrides: list[list[str]]) -> Hours:
    dates = {name.removeprefix("on_").replace("_", "-"): day for name, day in overrides.items()}
    return Hours.parse({"weekly": {day: list(spans) for day in ALL_WEEK}, "overrides": dates})


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


SHOP = daily(["09:00", "13:00"], ["16:00", "20:00"])


@pytest.mark.parametrize(
    ("now", "is_open", "changes_at"),
    [
        ("2027-01-12 07:59:59", False, "2027-01-12 08:00"),
        ("2027-01-12 08:00", True, "2027-01-12 12:00"),
        ("2027-01-12 11:59:59", True, "2027-01-12 12:00"),
        ("2027-01-12 12:00", False, "2027-01-12 15:00"),
        ("2027-01-12 19:00", False, "2027-01-13 08:00"),
    ],
)
def test_a_shop_opens_at_its_first_minute_and_is_closed_at_its_last(
    now: str, is_open: bool, changes_at: str
) -> None:
    found = status(SHOP, BERLIN, utc(now))

    assert (found.open, found.changes_at) == (is_open, utc(changes_at))
    assert (found.until if is_open else found.opens_at) == utc(changes_at)


@pytest.mark.parametrize(
    "always",
    [
        daily(["00:00", "24:00"]),
        daily(["09:00", "09:00"]),
        daily(["00:00", "12:00"], ["12:00", "00:00"]),
    ],
)
@pytest.mark.parametrize("zone", ZONES)
def test_someone_always_open_never_closes(always: Hours, zone: str) -> None:
    assert status(always, ZoneInfo(zone), utc("2027-03-20 10:00")) == OpenStatus(open=True)


def test_someone_never_open_never_opens() -> None:
    assert status(Hours(), BERLIN, utc("2027-03-20 10:00")) == OpenStatus(open=False)


def test_always_open_but_for_one_day_closes_at_its_midnight() -> None:
    hours = daily(["00:00", "24:00"], on_2027_12_25=[])

    assert status(hours, BERLIN, utc("2027-03-20 10:00")).until == utc("2027-12-24 23:00")
    assert status(hours, BERLIN, utc("2027-12-25 10:00")).opens_at == utc("2027-12-25 23:00")


def test_a_bar_is_open_past_midnight_and_its_closed_day_ends_the_night_before() -> None:
    bar = daily(["20:00", "02:00"], on_2027_01_13=[])

    assert status(bar, BERLIN, utc("2027-01-13 00:30")).until == utc("2027-01-13 01:00")
    assert status(bar, BERLIN, utc("2027-01-13 01:00")).opens_at == utc("2027-01-14 19:00")


def test_a_night_that_meets_the_next_morning_is_one_opening() -> None:
    hours = Hours.parse(
        {"weekly": {"mon": [["20:00", "02:00"]], "tue": [["01:00", "03:00"]], "wed": []}}
    )

    assert status(hours, BERLIN, utc("2027-01-11 20:00")).until == utc("2027-01-12 02:00")


@pytest.mark.parametrize(
    ("zone", "day", "hours", "start", "end"),
    [
        # Skipped in the night: 02:00-03:00 does not exist, times in it move an hour forward.
        ("Europe/Berlin", "2027-03-28", "02:30-05:00", "01:30", "03:00"),
        ("Europe/Berlin", "2027-03-28", "01:30-02:30", "00:30", "01:30"),
        ("Europe/Berlin", "2027-03-28", "02:15-02:45", "01:15", "01:45"),
        ("America/New_York", "2027-03-14", "02:30-04:00", "07:30", "08:00"),
        # Repeated in the night: a start is its first occurrence, an end its last.
        ("Europe/Berlin", "2027-10-31", "02:30-05:00", "00:30", "04:00"),
        ("Europe/Berlin", "2027-10-31", "01:00-02:30", "-1 23:00", "01:30"),
        ("America/New_York", "2027-11-07", "01:30-01:45", "05:30", "06:45"),
        # Lord Howe moves by half an hour.
        ("Australia/Lord_Howe", "2027-10-03", "02:10-04:00", "-1 15:40", "-1 17:00"),
        ("Australia/Lord_Howe", "2027-04-04", "01:45-01:50", "-1 14:45", "-1 15:20"),
        # Tehran's clocks skipped midnight itself, and in autumn went back over it.
        ("Asia/Tehran", "2022-03-22", "00:00-09:00", "-1 20:30", "04:30"),
        ("Asia/Tehran", "2022-09-21", "22:00-23:30", "17:30", "20:00"),
        # Casablanca leaves summer time for Ramadan.
        ("Africa/Casablanca", "2027-02-07", "02:30-03:30", "01:30", "03:30"),
        ("Africa/Casablanca", "2027-03-14", "02:30-04:00", "02:30", "03:00"),
    ],
)
def test_hours_follow_the_clock_where_it_jumps(
    zone: str, day: str, hours: str, start: str, end: str
) -> None:
    first, last = (int(text[:2]) * 60 + int(text[3:]) for text in hours.split("-"))
    found = instants(date.fromisoformat(day), Span(first, last), ZoneInfo(zone))

    assert found == (on(day, start), on(day, end))


def on(day: str, clock: str) -> datetime:
    """A UTC instant on a date, or on the date before with `-1`."""
    before = clock.startswith("-1 ")
    return utc(f"{day} {clock.removeprefix('-1 ')}") - timedelta(days=before)


def test_an_opening_that_a_jump_swallows_does_not_happen() -> None:
    hours = Hours.parse({"weekly": {"sun": [["02:30", "03:15"]]}})

    assert status(hours, BERLIN, utc("2027-03-28 00:00")).opens_at == utc("2027-04-04 00:30")


def test_a_date_that_a_zone_left_out_has_no_hours() -> None:
    apia = ZoneInfo("Pacific/Apia")
    hours = Hours.parse({"weekly": {"thu": [["09:00", "17:00"]], "fri": [["09:00", "17:00"]]}})

    # Samoa went from Thursday 29 to Saturday 31 December 2011.
    thursday_evening = utc("2011-12-30 04:00")
    assert status(hours, apia, thursday_evening).opens_at == utc("2012-01-04 19:00")


def test_the_week_starts_where_people_start_it_and_marks_today() -> None:
    sunday_in_berlin = utc("2027-01-09 23:30")
    rows = week_rows(SHOP, BERLIN, sunday_in_berlin, first_weekday=5)

    assert [row.weekday for row in rows] == [5, 6, 0, 1, 2, 3, 4]
    assert [row.weekday for row in rows if row.is_today] == [6]
    assert rows[0].spans == (Span(540, 780), Span(960, 1200))


def test_exceptions_are_told_a_month_ahead_in_order_from_today() -> None:
    hours = daily(
        ["09:00", "13:00"],
        on_2027_02_09=[], on_2027_01_10=[["10:00", "11:00"]], on_2027_01_09=[], on_2027_02_10=[],
    )  # fmt: skip
    found = upcoming_exceptions(hours, BERLIN, utc("2027-01-09 23:30"))

    assert [(day.day.isoformat(), day.spans) for day in found] == [
        ("2027-01-10", (Span(600, 660),)),
        ("2027-02-09", ()),
    ]


@st.composite
def any_hours(draw: st.DrawFn) -> Hours:
    cuts = st.lists(st.integers(0, 95), min_size=0, max_size=6, unique=True).map(sorted)
    days = []
    for _ in range(7):
        ends = draw(cuts)
        pairs = zip(ends[::2], ends[1::2], strict=False)
        days.append(merged(Span(start * 15, end * 15) for start, end in pairs))
    night = draw(st.integers(0, 6))
    days[night] = (Span(1320, 1320 + draw(st.integers(1, DAY))),)
    return Hours(tuple(days), {date(2027, 3, 28): ()} if draw(st.booleans()) else {})


@given(
    hours=any_hours(),
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    now=st.integers(0, 365 * 24 * 60).map(lambda m: utc("2027-01-01") + timedelta(minutes=m)),
)
@settings(deadline=None)
def test_the_status_holds_until_it_says_it_changes_and_not_longer(
    hours: Hours, zone: ZoneInfo, now: datetime
) -> None:
    found = status(hours, zone, now)
    assert found.changes_at is not None
    assert found.changes_at > now

    just_before = status(hours, zone, found.changes_at - timedelta(seconds=1))
    assert (just_before.open, just_before.changes_at) == (found.open, found.changes_at)
    assert status(hours, zone, found.changes_at).open is not found.open
