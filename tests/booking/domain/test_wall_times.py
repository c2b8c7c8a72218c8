"""Dates and times as people type them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from cardshop.booking.domain import wall_times
from cardshop.booking.domain.wall_times import ClockUnreadable, DayUnreadable

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize("typed", ["2026-11-24", " 2026-11-24 ", "۲۰۲۶-۱۱-۲۴"])
def test_a_date_is_read(typed: str) -> None:
    assert wall_times.day(typed) == date(2026, 11, 24)


@pytest.mark.parametrize(
    "typed", ["", "24.11.2026", "2026-11-31", "0001-01-01", "9999-12-31", "2026-11-24\0", "x" * 999]
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(DayUnreadable):
        wall_times.day(typed)


@pytest.mark.parametrize("typed", ["9:30", "09:30", "09:30:00", "9.30", "۰۹:۳۰"])
def test_a_time_is_read(typed: str) -> None:
    assert wall_times.clock(typed) == time(9, 30)


@pytest.mark.parametrize("typed", ["", "24:00", "9:60", "930", "9:3", "-1:00", "half past"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(ClockUnreadable):
        wall_times.clock(typed)


def test_a_time_that_is_skipped_moves_forward_and_a_repeated_one_is_the_first() -> None:
    skipped = wall_times.instant(date(2026, 3, 29), time(2, 30), BERLIN)
    repeated = wall_times.instant(date(2026, 10, 25), time(2, 30), BERLIN)
    assert skipped == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert repeated == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("address", "hour"),
    [("2026-11-24T09:30", 8), ("2026-11-24T09:30:00Z", 9), ("2026-11-24T09:30:00.000Z", 9)],
)
def test_an_address_carries_an_instant(address: str, hour: int) -> None:
    assert wall_times.moment(address, BERLIN) == datetime(2026, 11, 24, hour, 30, tzinfo=UTC)


@pytest.mark.parametrize("address", ["", "tomorrow", "2026-02-30T09:30", "2026-11-24T25:00"])
def test_what_carries_none_is_nothing(address: str) -> None:
    assert wall_times.moment(address, BERLIN) is None
