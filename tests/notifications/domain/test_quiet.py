"""When people are left in peace."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from cardshop.notifications.domain.quiet import after_quiet

NIGHT = ("21:00", "08:00")


def told(at: str, quiet: tuple[str, str] = NIGHT, zone: str = "Africa/Nairobi", **more: str) -> str:
    """When something that is due then goes out, on the wall there."""
    where = ZoneInfo(zone)
    before = {name: _there(words, where) for name, words in more.items()}
    due = _there(at, where).astimezone(UTC)
    return after_quiet(due, quiet, where, **before).astimezone(where).strftime("%d %H:%M")


def _there(words: str, where: ZoneInfo) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=where)


@pytest.mark.parametrize(
    ("at", "out"),
    [
        ("2026-11-24 20:59", "24 20:59"),
        ("2026-11-24 21:00", "25 08:00"),
        ("2026-11-25 03:00", "25 08:00"),
        ("2026-11-25 07:59", "25 08:00"),
        ("2026-11-25 08:00", "25 08:00"),
    ],
)
def test_at_night_it_waits_for_the_morning(at: str, out: str) -> None:
    assert told(at) == out


def test_the_night_is_where_the_reader_is() -> None:
    due = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)

    assert after_quiet(due, NIGHT, ZoneInfo("America/New_York")) == due
    assert after_quiet(due, NIGHT, ZoneInfo("Asia/Tehran")) == datetime(
        2026, 11, 25, 4, 30, tzinfo=UTC
    )


def test_a_rest_at_noon_is_within_one_day() -> None:
    assert told("2026-11-24 13:30", ("13:00", "15:00")) == "24 15:00"
    assert told("2026-11-24 12:30", ("13:00", "15:00")) == "24 12:30"


def test_equal_hours_are_never_quiet() -> None:
    assert told("2026-11-24 23:00", ("00:00", "00:00")) == "24 23:00"


def test_what_the_morning_would_be_too_late_for_comes_before_the_night() -> None:
    assert told("2026-11-25 05:00", before="2026-11-25 07:00") == "24 21:00"
    assert told("2026-11-25 05:00", before="2026-11-25 09:00") == "25 08:00"


def test_an_hour_that_the_clocks_skip_is_no_trap() -> None:
    assert told("2027-03-28 01:30", ("22:00", "02:30"), "Europe/Berlin") == "28 03:30"
