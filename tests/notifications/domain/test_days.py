"""The days of a summary follow each other without a gap, whatever clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from cardshop.notifications.domain.days import last_span

NAIROBI = ZoneInfo("Africa/Nairobi")
NOW = datetime(2026, 11, 24, 18, tzinfo=UTC)  # 21:00 in Nairobi


def test_in_the_evening_one_hears_of_the_day_itself() -> None:
    span = last_span(1200, NAIROBI, NOW)
    assert span.day == date(2026, 11, 24)
    assert (span.since, span.until) == (NOW - timedelta(hours=25), NOW - timedelta(hours=1))


def test_in_the_morning_one_hears_of_the_day_before() -> None:
    span = last_span(480, NAIROBI, NOW)
    assert (span.day, span.until) == (date(2026, 11, 23), NOW - timedelta(hours=13))


def test_before_its_time_the_last_one_is_that_of_yesterday() -> None:
    assert last_span(1320, NAIROBI, NOW).day == date(2026, 11, 23)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Santiago", "Pacific/Apia"])
@pytest.mark.parametrize("minute", [0, 90, 150, 1200])
def test_no_instant_is_left_out_or_told_twice(zone: str, minute: int) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    spans = {last_span(minute, ZoneInfo(zone), start + timedelta(hours=6 * n)) for n in range(1460)}
    inorder = sorted(spans, key=lambda span: span.until)

    assert all(a.until == b.since for a, b in pairwise(inorder))
    assert len({span.day for span in inorder}) == len(inorder)
