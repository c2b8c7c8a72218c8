"""When an order can be ready, and the windows a customer chooses from."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardshop.accounts.domain.hours import Hours
from cardshop.accounts.domain.opening import status
from cardshop.orders.domain import windows
from cardshop.orders.domain.windows import MOST_WINDOWS, Window

NAIROBI = ZoneInfo("Africa/Nairobi")
BERLIN = ZoneInfo("Europe/Berlin")
DAILY = Hours.parse(
    {"weekly": {d: [["06:00", "19:00"]] for d in "mon tue wed thu fri sat".split()}}
)


def at(day: int, clock: str, zone: ZoneInfo = NAIROBI) -> datetime:
    """A wall time in November 2026; the 23rd is a Monday, the 29th a Sunday."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 11, day, hour, minute, tzinfo=zone).astimezone(UTC)


def ready(now: datetime, minutes: int = 30, when_closed: str = "allow") -> datetime | None:
    return windows.earliest(DAILY, NAIROBI, now, minutes=minutes, when_closed=when_closed)  # type: ignore[arg-type]


def offered(now: datetime, hours: Hours = DAILY, **rules: object) -> list[Window]:
    given = {
        "minutes": 30,
        "window_minutes": 60,
        "days_ahead": 1,
        "when_closed": "allow",
    } | rules
    return windows.offered(hours, NAIROBI, now, **given)  # type: ignore[arg-type]


def test_an_open_shop_begins_at_once() -> None:
    assert ready(at(24, "10:10")) == at(24, "10:40")


def test_a_closed_shop_begins_when_it_opens() -> None:
    assert ready(at(24, "20:00")) == at(25, "06:30")
    assert ready(at(24, "05:59")) == at(24, "06:30")


def test_something_may_be_ready_at_the_very_closing() -> None:
    assert ready(at(24, "18:30")) == at(24, "19:00")


def test_what_is_unfinished_at_closing_goes_on_at_the_next_opening() -> None:
    assert ready(at(24, "18:50")) == at(25, "06:20")


def test_notice_of_days_passes_day_and_night() -> None:
    assert ready(at(24, "10:00"), minutes=48 * 60) == at(26, "10:00")


def test_notice_that_ends_on_a_closed_day_ends_at_the_next_opening() -> None:
    assert ready(at(27, "18:30"), minutes=48 * 60) == at(30, "06:00")


def test_a_closed_day_has_no_work() -> None:
    assert ready(at(28, "19:00")) == at(30, "06:30")


def test_a_shop_may_refuse_while_it_is_closed() -> None:
    assert ready(at(24, "20:00"), when_closed="refuse") is None
    assert ready(at(24, "10:00"), when_closed="refuse") == at(24, "10:30")
    assert offered(at(24, "20:00"), when_closed="refuse") == []


def test_without_any_hours_it_is_always_open() -> None:
    now = at(29, "03:10")

    assert windows.earliest(Hours(), NAIROBI, now, minutes=5, when_closed="refuse") == at(
        29, "03:15"
    )
    assert offered(now, Hours(), minutes=5, days_ahead=0)[0].start == at(29, "04:00")


def test_a_shop_that_never_opens_again_takes_nothing() -> None:
    closed = Hours.parse({"weekly": {}, "overrides": {"2026-11-20": [["09:00", "12:00"]]}})

    assert (
        windows.earliest(closed, NAIROBI, at(24, "10:00"), minutes=5, when_closed="allow") is None
    )
    assert offered(at(24, "10:00"), closed) == []


def test_windows_follow_the_opening_and_begin_when_it_is_ready() -> None:
    found = offered(at(24, "16:40"), days_ahead=0)

    assert found == [Window(at(24, "18:00"), at(24, "19:00"))]


def test_windows_reach_so_many_days_ahead() -> None:
    days = {window.start.astimezone(NAIROBI).day for window in offered(at(24, "10:00"))}

    assert days == {24, 25}


def test_a_closed_day_has_no_windows() -> None:
    days = {w.start.astimezone(NAIROBI).day for w in offered(at(28, "10:00"), days_ahead=2)}

    assert days == {28, 30}


def test_today_only_in_the_evening_means_the_next_opening() -> None:
    found = offered(at(24, "20:00"), days_ahead=0)

    assert found[0].start == at(25, "07:00")
    assert {window.start.astimezone(NAIROBI).day for window in found} == {25}


def test_an_opening_shorter_than_a_window_is_one_window() -> None:
    market = Hours.parse({"weekly": {"wed": [["09:00", "09:45"]]}})

    assert offered(at(24, "10:00"), market, minutes=0) == [Window(at(25, "09:00"), at(25, "09:45"))]


def test_a_holiday_replaces_the_hours_of_its_day() -> None:
    holiday = Hours.parse(DAILY.to_json() | {"overrides": {"2026-11-25": [["10:00", "12:00"]]}})

    starts = [w.start for w in offered(at(24, "18:50"), holiday)]

    assert starts == [at(25, "11:00")]


def test_windows_are_counted_in_elapsed_time_when_the_clocks_change() -> None:
    night = Hours.parse({"weekly": {"sun": [["01:00", "05:00"]]}})
    now = datetime(2026, 10, 24, 12, tzinfo=UTC)

    found = windows.offered(
        night, BERLIN, now, minutes=0, window_minutes=60, days_ahead=2, when_closed="allow"
    )

    # 25 October 2026: the hour from 2 to 3 comes twice.
    assert [w.start.astimezone(BERLIN).hour for w in found] == [1, 2, 2, 3, 4]


def test_nobody_is_shown_more_windows_than_can_be_read() -> None:
    assert len(offered(at(24, "10:00"), Hours(), window_minutes=10, days_ahead=60)) == MOST_WINDOWS


@given(
    st.integers(0, 14 * 24 * 60),
    st.integers(0, 12 * 60),
    st.integers(10, 480),
    st.integers(0, 14),
)
def test_every_window_is_inside_the_hours_and_not_before_it_is_ready(
    later: int, minutes: int, length: int, days: int
) -> None:
    now = at(1, "00:00") + timedelta(minutes=later)

    first = ready(now, minutes)
    found = offered(now, minutes=minutes, window_minutes=length, days_ahead=days)

    assert first is not None
    assert all(window.start >= first for window in found)
    assert all(status(DAILY, NAIROBI, window.start).until >= window.end for window in found)  # type: ignore[operator]
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize("minutes", [0, 1, 720, 721, 10_000])
def test_it_is_never_ready_in_closed_hours(minutes: int) -> None:
    first = ready(at(24, "18:59"), minutes)

    assert first is not None
    assert status(DAILY, NAIROBI, first - timedelta(seconds=1)).open or minutes > 720
