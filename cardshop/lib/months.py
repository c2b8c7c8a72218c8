"""Months as a language counts them: of the Solar Hijri calendar in Persian, else Gregorian."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import jdatetime

from cardshop.lib.dates import locale_of

# Beyond these years no month is shown.
EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Month:
    """Its first and last date, inclusive."""

    first: date
    last: date

    @property
    def before(self) -> date:
        """A date of the month before."""
        return self.first - _DAY

    @property
    def after(self) -> date:
        """A date of the month after."""
        return self.last + _DAY

    def weeks(self, first_weekday: int) -> Iterator[list[date]]:
        """Rows of seven dates that hold the whole month; those around it belong to others."""
        start = self.first - timedelta(days=(self.first.weekday() - first_weekday) % 7)
        while start <= self.last:
            yield [start + timedelta(days=n) for n in range(7)]
            start += timedelta(days=7)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def month_of(day: date, locale: str) -> Month:
    """The month in which a date falls, of the calendar that people of the language use."""
    if locale_of(locale).language == "fa":
        return _solar(day)
    first = day.replace(day=1)
    return Month(first, (first + timedelta(days=31)).replace(day=1) - _DAY)


def _solar(day: date) -> Month:
    found = jdatetime.date.fromgregorian(date=day)
    first = found.replace(day=1)
    later = first + timedelta(days=31)
    return Month(first.togregorian(), later.replace(day=1).togregorian() - _DAY)
