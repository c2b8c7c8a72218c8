"""A month of a calendar with the days that differ, the list of them, and public holidays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from cardshop.accounts.domain.hours import Hours
from cardshop.booking.domain.days_off import Run, runs
from cardshop.booking.domain.public_holidays import Holiday
from cardshop.booking.presenters_calendar import dates_words, spans_words
from cardshop.lib.dates import (
    first_weekday,
    format_date,
    format_month,
    format_number_of,
    format_weekday,
)
from cardshop.lib.months import EARLIEST, LATEST, Month
from cardshop.web.jinja import page_language
from cardshop.web.locales import counted, with_commas

# Letters that fit above a column of the month on a small phone.
_WIDEST = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the month view; `kind` is usual, free (closed every week), closed or other."""

    day: str
    number: str
    label: str
    kind: str
    bookings: int
    is_ahead: bool
    is_today: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A month; a day that belongs to another one is no cell. Empty addresses lead nowhere."""

    title: str
    weekdays: list[tuple[str, str]]
    weeks: list[list[Cell | None]]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RunRow:
    """Days that differ, in the list below the month."""

    words: str
    hours: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """A holiday to tick; `is_closed` when it is closed by its date already."""

    day: str
    words: str
    name: str
    is_closed: bool


def sheet(month: Month, hours: Hours, booked: Mapping[date, int], today: date) -> Sheet:
    """The month with how much is booked on its days."""
    language = page_language()
    first = first_weekday(language)
    order = [(first + step) % 7 for step in range(7)]
    names = [(format_weekday(n, language), _short(n, language)) for n in order]
    weeks = [
        [_cell(day, hours, booked.get(day, 0), today) if day in month else None for day in week]
        for week in month.weeks(first)
    ]
    return Sheet(
        format_month(month.first, language),
        names,
        weeks,
        _address(month.before) if month.last >= today and month.first > today else "",
        _address(month.after),
    )


def run_rows(hours: Hours, today: date) -> list[RunRow]:
    """The days ahead that differ."""
    return [_run_row(run) for run in runs(hours, since=today)]


def holiday_rows(found: Sequence[Holiday], hours: Hours) -> list[HolidayRow]:
    """The coming holidays."""
    return [
        HolidayRow(
            one.day.isoformat(),
            format_date(one.day, page_language(), "full"),
            one.name,
            hours.overrides.get(one.day) == (),
        )
        for one in found
    ]


def _short(weekday: int, language: str) -> str:
    """A name that fits above a column: Persian does not shorten its weekdays but to a letter."""
    name = format_weekday(weekday, language, "abbreviated")
    return name if len(name) <= _WIDEST else format_weekday(weekday, language, "narrow")


def _cell(day: date, hours: Hours, bookings: int, today: date) -> Cell:
    own = hours.overrides.get(day)
    spans = hours.on(day)
    kinds = ("free", "usual") if own is None else ("closed", "other")
    kind = kinds[bool(spans)]
    said = [format_date(day, page_language(), "full"), spans_words(spans)]
    if bookings:
        said.append(counted("%(num)s booking", "%(num)s bookings", bookings))
    return Cell(
        day.isoformat(),
        format_number_of(day, page_language()),
        with_commas(said),
        kind,
        bookings,
        day >= today,
        day == today,
    )


def _run_row(run: Run) -> RunRow:
    hours = spans_words(run.spans) if run.spans else _("Closed all day")
    words = dates_words(run.first, run.last)
    return RunRow(words, hours, run.first.isoformat(), run.last.isoformat())


def _address(day: date) -> str:
    return day.isoformat() if EARLIEST <= day <= LATEST else ""
