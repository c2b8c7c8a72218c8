"""What is done to bound a repetition's cost changes nothing of what it means."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from cardshop.booking.domain.ical_busy import busy_of
from cardshop.booking.domain.ical_rules import cost, is_always_met, moved_near, read_rule
from tests.booking.ical.busy_files import WEEKS, event, file_of
from tests.booking.ical.events import BERLIN, utc

DAYS = st.lists(st.sampled_from("MO TU WE TH FR SA SU".split()), min_size=1, unique=True)
INTERVALS = st.integers(1, 12)
STARTS = st.integers(0, 60 * 24 * 700).map(
    lambda minutes: utc("2024-12-01 00:00") + timedelta(minutes=minutes)
)


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from("DAILY WEEKLY MONTHLY YEARLY".split()))
    parts = [f"FREQ={frequency};INTERVAL={draw(INTERVALS)}"]
    if draw(st.booleans()):
        counted = frequency in ("MONTHLY", "YEARLY") and draw(st.booleans())
        number = draw(st.sampled_from(["1", "-1", "4"])) if counted else ""
        parts.append("BYDAY=" + ",".join(number + day for day in draw(DAYS)))
    for name, low, high in (("BYMONTH", 1, 12), ("BYMONTHDAY", -31, 31), ("BYSETPOS", -4, 4)):
        if draw(st.integers(0, 3)) == 0:
            parts.append(f"{name}={draw(st.integers(low, high).filter(bool))}")
    return ";".join(parts)


@settings(max_examples=25)
@given(STARTS, INTERVALS, st.sampled_from(["HOURLY", "DAILY", "WEEKLY"]), DAYS, st.booleans())
def test_a_series_is_what_the_library_makes_of_the_whole_file(
    start: datetime, interval: int, frequency: str, days: list[str], has_days: bool
) -> None:
    by_day = f";BYDAY={','.join(days)}" if has_days and frequency == "WEEKLY" else ""
    rule = f"RRULE:FREQ={frequency};INTERVAL={interval}{by_day}"
    file = file_of(
        event(f"DTSTART;TZID=Europe/Berlin:{start:%Y%m%dT%H%M%S}", "DURATION:PT5M", rule)
    )

    found = recurring_ical_events.of(Calendar.from_ical(file)).between(*WEEKS)

    begins = (part["DTSTART"].dt.astimezone(UTC) for part in found)
    expected = sorted({max(at, WEEKS[0]) for at in begins if at < WEEKS[1]})
    assert [busy.start for busy in busy_of(file, BERLIN, WEEKS).intervals] == expected


@settings(max_examples=60)
@given(rules(), STARTS)
def test_a_rule_that_is_said_to_be_met_is_met_soon(text: str, start: datetime) -> None:
    rule = read_rule(text)
    if not is_always_met(rule):
        return

    file = file_of(event(f"DTSTART:{start:%Y%m%dT%H%M%S}", f"RRULE:{text}"))
    query = recurring_ical_events.of(Calendar.from_ical(file))
    following = next(iter(query.after(WEEKS[1])))
    # The rarest that is let through: 29 February of every seventh year.
    assert following["DTSTART"].dt.year <= 2026 + 12 * 12


@pytest.mark.parametrize(
    ("rule", "is_met"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,TU", True),
        ("FREQ=MONTHLY;BYMONTHDAY=31", True),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", True),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", True),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", False),
        ("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", False),
        ("FREQ=DAILY;INTERVAL=14;BYDAY=MO", False),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", False),
        ("FREQ=YEARLY;BYWEEKNO=53", False),
    ],
)
def test_rules_that_may_never_be_met_are_known(rule: str, is_met: bool) -> None:
    assert is_always_met(read_rule(rule)) == is_met


def test_a_second_costs_more_than_a_day_and_a_start_long_ago_more_than_a_late_one() -> None:
    early, late = utc("2000-01-01 09:00"), utc("2026-10-01 09:00")

    daily, secondly = read_rule("FREQ=DAILY"), read_rule("FREQ=SECONDLY")

    assert cost(daily, late, WEEKS) < cost(daily, early, WEEKS) < cost(secondly, late, WEEKS)
    assert moved_near(daily, early, timedelta(hours=1), WEEKS) < WEEKS[0]
