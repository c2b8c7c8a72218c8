"""Dates that differ from the week: closed ranges, single days, and what to show of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cardshop.accounts.domain.hours import Hours
from cardshop.accounts.domain.hours_reading import MOST_OVERRIDES
from cardshop.accounts.domain.spans import Span
from cardshop.lib.errors import FieldError, FieldErrors, Invalid

# A year at once; longer breaks are said by the weekly hours or the switch of the calendar.
LONGEST_BREAK = 366
_DAY = timedelta(days=1)


class DateMissing(Invalid):
    """Choose a date, like 2026-12-24."""


class RangeBackwards(Invalid):
    """The last day must not be before the first."""


class RangeTooLong(Invalid):
    """Close at most a year at once. For longer, switch the calendar off."""


class RangeGone(Invalid):
    """These days are over."""


class TooManyDates(Invalid):
    """There is room for 400 dates that differ. Open some of them again first."""


@dataclass(frozen=True, slots=True)
class Run:
    """Dates in a row that differ alike, inclusive; without spans they are closed."""

    first: date
    last: date
    spans: tuple[Span, ...]


def read_range(first: str, last: str, *, today: date) -> tuple[date, date]:
    """Two typed dates, inclusive; an empty last day is the first. Raises FieldErrors.

    Days gone by are left out: a break that has begun is a break from today on.
    """
    faults = [*_date_fault("first", first), *_date_fault("last", last or first)]
    if faults:
        raise FieldErrors(faults[:1] if first == (last or first) else faults)
    begin, end = read_date(first), read_date(last or first)
    if end < begin:
        raise FieldErrors([FieldError("/last", RangeBackwards().detail)])
    if end < today:
        raise FieldErrors([FieldError("/last" if last else "/first", RangeGone().detail)])
    if (end - begin).days >= LONGEST_BREAK:
        raise FieldErrors([FieldError("/last", RangeTooLong().detail)])
    return max(begin, today), end


def read_date(typed: str) -> date:
    """A date as browsers send it, `2028-02-29`. Raises DateMissing, of 29 February 2027 too."""
    try:
        day = date.fromisoformat(typed.strip())
    except ValueError as fault:
        raise DateMissing from fault
    if not date(2000, 1, 1) <= day < date(2200, 1, 1) or len(typed.strip()) != 10:
        raise DateMissing
    return day


def with_days(hours: Hours, days: Iterable[date], spans: tuple[Span, ...], *, today: date) -> Hours:
    """The hours with other hours on these dates, none to close them. Raises TooManyDates.

    Dates gone by are forgotten, so that they take no room.
    """
    ahead = {day: kept for day, kept in hours.overrides.items() if day >= today}
    changed = ahead | dict.fromkeys(days, spans)
    if len(changed) > MOST_OVERRIDES:
        raise TooManyDates
    return replace(hours, overrides=changed)


def without_days(hours: Hours, days: Iterable[date], *, today: date) -> Hours:
    """The hours with these dates as every week; dates gone by are forgotten."""
    gone = set(days)
    kept = {d: spans for d, spans in hours.overrides.items() if d >= today and d not in gone}
    return replace(hours, overrides=kept)


def dates_between(first: date, last: date) -> list[date]:
    """Both and all between."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def runs(hours: Hours, *, since: date) -> Iterator[Run]:
    """The dates that differ from a date on, those in a row that differ alike as one."""
    run: Run | None = None
    for day in sorted(day for day in hours.overrides if day >= since):
        spans = tuple(hours.overrides[day])
        if run and run.last + _DAY == day and run.spans == spans:
            run = replace(run, last=day)
            continue
        if run:
            yield run
        run = Run(day, day, spans)
    if run:
        yield run


def _date_fault(name: str, typed: str) -> Iterator[FieldError]:
    try:
        read_date(typed)
    except DateMissing as refusal:
        yield FieldError(f"/{name}", refusal.detail)
