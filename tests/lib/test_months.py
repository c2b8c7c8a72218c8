"""Months of two calendars."""

from __future__ import annotations

from datetime import date

import pytest

from cardshop.lib.months import month_of


@pytest.mark.parametrize(
    ("day", "locale", "first", "last"),
    [
        (date(2026, 11, 24), "en", date(2026, 11, 1), date(2026, 11, 30)),
        (date(2028, 2, 29), "es-AR", date(2028, 2, 1), date(2028, 2, 29)),
        # Azar 1405 has 30 days; Esfand 1405 has 29, and 30 in the leap year 1408.
        (date(2026, 11, 24), "fa", date(2026, 11, 22), date(2026, 12, 21)),
        (date(2027, 3, 1), "fa-IR", date(2027, 2, 20), date(2027, 3, 20)),
        (date(2030, 3, 20), "fa", date(2030, 2, 19), date(2030, 3, 20)),
    ],
)
def test_a_month_is_that_of_the_languages_calendar(
    day: date, locale: str, first: date, last: date
) -> None:
    month = month_of(day, locale)
    assert (month.first, month.last) == (first, last)
    assert day in month


@pytest.mark.parametrize("locale", ["en", "fa"])
def test_months_follow_each_other_without_a_gap(locale: str) -> None:
    month = month_of(date(2026, 1, 1), locale)
    for _ in range(48):
        after = month_of(month.after, locale)
        assert (after.first, after.before) == (month.after, month.last)
        month = after


@pytest.mark.parametrize("first_weekday", [0, 5, 6])
def test_weeks_begin_on_the_first_weekday_and_hold_the_month(first_weekday: int) -> None:
    month = month_of(date(2026, 2, 10), "en")
    weeks = list(month.weeks(first_weekday))
    days = [day for week in weeks for day in week]
    assert {week[0].weekday() for week in weeks} == {first_weekday}
    assert [day for day in days if day in month] == [date(2026, 2, n) for n in range(1, 29)]
    assert len(weeks) <= 5
