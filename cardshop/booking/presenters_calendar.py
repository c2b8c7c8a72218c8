"""Calendars in the owner's list, and the hours of a week in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from flask_babel import gettext as _

from cardshop.accounts.domain.hours import Hours
from cardshop.accounts.domain.spans import DAY, Span
from cardshop.accounts.models import Business
from cardshop.booking.models import Calendar
from cardshop.lib.dates import first_weekday, format_date, format_time, format_weekday
from cardshop.lib.zones import city
from cardshop.web.jinja import page_language
from cardshop.web.locales import counted, with_commas


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A calendar in the list. `zone` is empty where it is the business's."""

    id: int
    name: str
    color: str
    hours: str
    services: str
    zone: str
    is_active: bool


def rows(
    business: Business, calendars: Sequence[Calendar], service_ids: Mapping[int, list[int]]
) -> list[CalendarRow]:
    """The list, in the owner's order."""
    return [
        CalendarRow(
            calendar.id,
            calendar.name,
            calendar.color,
            _("Opening hours of the business") if calendar.hours is None else _("Own hours"),
            _gives(len(service_ids.get(calendar.id, []))),
            "" if calendar.timezone == business.timezone else zone_words(calendar.timezone),
            calendar.is_active,
        )
        for calendar in calendars
    ]


def zone_words(zone: str) -> str:
    """A zone as people call it, by its city."""
    return str(_("%(city)s time", city=city(zone, page_language())))


def week_lines(hours: Hours, locale: str) -> list[tuple[str, str]]:
    """(weekday, hours in words) from the week's first day on."""
    first = first_weekday(locale)
    order = [(first + step) % 7 for step in range(7)]
    return [(format_weekday(n, page_language()), spans_words(hours.weekly[n])) for n in order]


def spans_words(spans: Iterable[Span]) -> str:
    """The hours of a day: `9:00-13:00, 14:00-17:00`, or that it is closed."""
    shown = [_span(span) for span in spans]
    return with_commas(shown) or str(_("Closed"))


def dates_words(first: date, last: date) -> str:
    """A date, or the first and the last of several."""
    language = page_language()
    if first == last:
        return format_date(first, language, "full")
    begin = format_date(first, language, "day" if first.year == last.year else "medium")
    end = format_date(last, language, "medium")
    return str(_("%(first)s to %(last)s", first=begin, last=end))


def _span(span: Span) -> str:
    if span.is_all_day:
        return str(_("All day"))
    return f"{_clock(span.start)}–{_clock(span.end % DAY)}"


def _clock(minute: int) -> str:
    return format_time(time(minute // 60, minute % 60), page_language())


def _gives(count: int) -> str:
    if not count:
        return str(_("No services yet"))
    return counted("%(num)s service", "%(num)s services", count)
