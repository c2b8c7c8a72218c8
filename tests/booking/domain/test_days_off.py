"""Dates that differ from the week."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cardshop.accounts.domain.hours import Hours
from cardshop.accounts.domain.spans import Span
from cardshop.booking.domain import days_off
from cardshop.booking.domain.days_off import Run, dates_between, read_range, runs
from cardshop.booking.domain.public_holidays import holidays_ahead
from cardshop.lib.errors import FieldErrors

TODAY = date(2026, 11, 24)
NINE_TO_FIVE = (Span(540, 1020),)
EVERY_DAY = Hours((NINE_TO_FIVE,) * 7)


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2026-12-24", "2026-12-26", (date(2026, 12, 24), date(2026, 12, 26))),
        ("2026-12-24", "", (date(2026, 12, 24), date(2026, 12, 24))),
        ("2028-02-29", "2028-02-29", (date(2028, 2, 29), date(2028, 2, 29))),
        # A break that has begun is a break from today on.
        ("2026-11-20", "2026-11-30", (TODAY, date(2026, 11, 30))),
    ],
)
def test_a_range_is_read(first: str, last: str, found: tuple[date, date]) -> None:
    assert read_range(first, last, today=TODAY) == found


@pytest.mark.parametrize(
    ("first", "last", "pointer", "said"),
    [
        ("", "", "/first", "Choose a date"),
        ("2027-02-29", "2027-03-02", "/first", "Choose a date"),
        ("2026-12-24", "soon", "/last", "Choose a date"),
        ("2026-12-24", "2026-12-23", "/last", "not be before"),
        ("2026-11-01", "2026-11-23", "/last", "are over"),
        ("2026-11-01", "", "/first", "are over"),
        ("2026-12-24", "2028-12-24", "/last", "at most a year"),
        ("0001-01-01", "9999-12-31", "/first", "Choose a date"),
        ("20261224", "", "/first", "Choose a date"),
    ],
)
def test_other_ranges_are_refused_where_the_fault_is(
    first: str, last: str, pointer: str, said: str
) -> None:
    with pytest.raises(FieldErrors) as refused:
        read_range(first, last, today=TODAY)
    fault = refused.value.errors[0]
    assert fault.pointer == pointer
    assert said in fault.detail


def test_closing_forgets_what_is_over_and_keeps_what_is_ahead() -> None:
    old, ahead = day(-3), day(9)
    before = Hours(EVERY_DAY.weekly, {old: (), ahead: NINE_TO_FIVE})
    after = days_off.with_days(before, [day(1)], (), today=TODAY)
    assert after.overrides == {day(1): (), ahead: NINE_TO_FIVE}
    assert after.weekly == before.weekly


def test_days_are_as_every_week_again() -> None:
    closed = days_off.with_days(EVERY_DAY, dates_between(day(1), day(4)), (), today=TODAY)
    after = days_off.without_days(closed, dates_between(day(2), day(3)), today=TODAY)
    assert set(after.overrides) == {day(1), day(4)}


def test_there_is_an_end_to_single_dates() -> None:
    full = days_off.with_days(EVERY_DAY, dates_between(day(0), day(399)), (), today=TODAY)
    with pytest.raises(days_off.TooManyDates):
        days_off.with_days(full, [day(400)], (), today=TODAY)
    # Another change of one that is there takes no room.
    days_off.with_days(full, [day(399)], NINE_TO_FIVE, today=TODAY)


def test_days_in_a_row_that_differ_alike_are_one_run() -> None:
    closed = dict.fromkeys(dates_between(day(1), day(3)), ())
    hours = Hours(EVERY_DAY.weekly, {**closed, day(4): NINE_TO_FIVE, day(6): (), day(-1): ()})
    assert list(runs(hours, since=TODAY)) == [
        Run(day(1), day(3), ()),
        Run(day(4), day(4), NINE_TO_FIVE),
        Run(day(6), day(6), ()),
    ]
    assert not list(runs(EVERY_DAY, since=TODAY))


def test_holidays_are_those_of_the_country_in_the_coming_year() -> None:
    found = {one.day: one.name for one in holidays_ahead("KE", "en", TODAY)}
    assert found[date(2026, 12, 12)] == "Jamhuri Day"
    assert min(found) >= TODAY
    assert max(found) <= TODAY + timedelta(days=365)


def test_holidays_are_named_in_the_language_where_the_library_can() -> None:
    german = {one.day: one.name for one in holidays_ahead("DE", "de", TODAY)}
    assert german[date(2027, 1, 1)] == "Neujahr"
    assert holidays_ahead("XX", "en", TODAY) == ()
