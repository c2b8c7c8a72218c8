"""A zone is written as one rule for each half of its year, or not at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from icalendar import Timezone

from cardshop.booking.domain.ical_zone_rules import vtimezone

RULED = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Europe/Dublin"]
STILL = ["America/Sao_Paulo", "Asia/Tehran", "Pacific/Apia", "Asia/Kathmandu", "UTC"]
UNRULED = ["Africa/Casablanca", "Africa/Cairo", "Asia/Jerusalem", "America/Santiago", "Asia/Gaza"]


@pytest.mark.parametrize("key", RULED)
def test_clocks_that_change_by_a_rule_have_one_rule_for_each_half(key: str) -> None:
    lines = vtimezone(ZoneInfo(key), 2026, 2027)

    assert sum(line.startswith("RRULE:FREQ=YEARLY;BYMONTH=") for line in lines) == 2
    assert not [line for line in lines if line.startswith("RDATE")]
    assert lines.count("BEGIN:STANDARD") == lines.count("BEGIN:DAYLIGHT") == 1


@pytest.mark.parametrize("key", STILL)
def test_clocks_that_never_change_have_no_rule(key: str) -> None:
    lines = vtimezone(ZoneInfo(key), 2026, 2027)

    assert [line for line in lines if line.startswith("BEGIN")] == [
        "BEGIN:VTIMEZONE",
        "BEGIN:STANDARD",
    ]


@pytest.mark.parametrize("key", UNRULED)
def test_other_zones_are_not_written(key: str) -> None:
    assert vtimezone(ZoneInfo(key), 2026, 2027) == ()


def test_a_year_in_which_the_rule_was_another_is_not_written() -> None:
    assert vtimezone(ZoneInfo("America/New_York"), 2006, 2007) == ()
    assert vtimezone(ZoneInfo("America/Sao_Paulo"), 2018, 2019) == ()


def test_lord_howe_moves_by_half_an_hour() -> None:
    lines = vtimezone(ZoneInfo("Australia/Lord_Howe"), 2026, 2026)

    assert {"TZOFFSETFROM:+1030", "TZOFFSETTO:+1100"} <= set(lines)


def test_every_zone_that_is_written_has_the_offsets_of_the_tz_database() -> None:
    wrong = [key for key in sorted(available_timezones()) if not _agrees(ZoneInfo(key))]

    assert wrong == []


def _agrees(zone: ZoneInfo) -> bool:
    lines = vtimezone(zone, 2026, 2027)
    if not lines:
        return True
    part = Timezone.from_ical("\r\n".join(lines))
    assert isinstance(part, Timezone)
    read = part.to_tz(lookup_tzid=False)
    noons = (datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=day) for day in range(0, 730, 5))
    walls = [noon.astimezone(zone).replace(tzinfo=None) for noon in noons]
    return all(read.utcoffset(at) == zone.utcoffset(at) for at in walls)
