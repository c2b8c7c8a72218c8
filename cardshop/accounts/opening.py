"""Opening hours in words: open or not, until when, and the table of the week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cardshop.accounts.domain import opening
from cardshop.accounts.domain.hours import Hours
from cardshop.accounts.domain.opening import OpenStatus
from cardshop.accounts.domain.spans import DAY, Span
from cardshop.lib import dates

# A page that tells the time of anything is made anew at least this often.
LONGEST_TRUE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Clock:
    """When and where it is, and in whose words: what every sentence about time needs."""

    now: datetime
    zone: ZoneInfo
    locale: str

    @property
    def local(self) -> datetime:
        """The wall time there."""
        return self.now.astimezone(self.zone)

    @property
    def midnight(self) -> datetime:
        """When the day ends there, and "today" means another day."""
        tomorrow = self.local.date() + timedelta(days=1)
        return datetime.combine(tomorrow, time.min, self.zone)


@dataclass(frozen=True, slots=True)
class Pill:
    """Open or closed, and what comes next; `next` is empty if nothing does."""

    is_open: bool
    words: str
    next: str


@dataclass(frozen=True, slots=True)
class Day:
    """A row of the table of hours."""

    name: str
    times: tuple[str, ...]
    is_today: bool


def valid_until(hours: Hours, clock: Clock) -> datetime:
    """When what a page says about time stops being true."""
    changes = opening.status(hours, clock.zone, clock.now).changes_at
    ends = [clock.now + LONGEST_TRUE, clock.midnight, *([changes] if changes else [])]
    return min(ends)


def pill(hours: Hours, clock: Clock) -> Pill:
    """Whether it is open now, in the words of the card's language."""
    status = opening.status(hours, clock.zone, clock.now)
    if status.open:
        return Pill(is_open=True, words=_("Open now"), next=_closing(status, clock))
    return Pill(is_open=False, words=_("Closed"), next=_opening(status, clock))


def week(hours: Hours, clock: Clock) -> list[Day]:
    """The regular week, from the day that it begins with in the card's language."""
    first = dates.first_weekday(clock.locale)
    return [
        Day(dates.format_weekday(row.weekday, clock.locale), _times(row.spans, clock), row.is_today)
        for row in opening.week_rows(hours, clock.zone, clock.now, first)
    ]


def times_on(day: date, hours: Hours, clock: Clock) -> tuple[str, ...]:
    """The hours of one date, which may differ from those of its weekday."""
    return _times(hours.on(day), clock)


def exceptions(hours: Hours, clock: Clock) -> list[str]:
    """A sentence for each date of the next weeks that is not like the others."""
    return [
        _(
            "%(date)s: %(hours)s",
            date=_date(day.day, clock),
            hours=_(", ").join(_times(day.spans, clock)),
        )
        if day.spans
        else _("Closed on %(date)s", date=_date(day.day, clock))
        for day in opening.upcoming_exceptions(hours, clock.zone, clock.now)
    ]


def _closing(status: OpenStatus, clock: Clock) -> str:
    if status.until is None:
        return ""
    until = status.until.astimezone(clock.zone)
    closes = dates.format_time(until.time(), clock.locale)
    # Closing in the small hours is still tonight; a later one needs its day.
    if until - clock.local < timedelta(hours=20):
        return str(_("Closes %(time)s", time=closes))
    weekday = dates.format_weekday(until.weekday(), clock.locale)
    return str(_("Closes %(weekday)s %(time)s", weekday=weekday, time=closes))


def _opening(status: OpenStatus, clock: Clock) -> str:
    if status.opens_at is None:
        return ""
    opens = status.opens_at.astimezone(clock.zone)
    at = dates.format_time(opens.time(), clock.locale)
    days = (opens.date() - clock.local.date()).days
    if days == 0:
        return str(_("Opens %(time)s", time=at))
    if days == 1:
        return str(_("Opens tomorrow %(time)s", time=at))
    if days < 7:
        weekday = dates.format_weekday(opens.weekday(), clock.locale)
        return str(_("Opens %(weekday)s %(time)s", weekday=weekday, time=at))
    return str(_("Opens %(date)s", date=dates.format_date(opens.date(), clock.locale, "day")))


def _times(spans: tuple[Span, ...], clock: Clock) -> tuple[str, ...]:
    if not spans:
        return (_("Closed"),)
    if spans[0].is_all_day:
        return (_("Open 24 hours"),)
    return tuple(f"{_wall(span.start, clock)} – {_wall(span.end, clock)}" for span in spans)


def _wall(minute: int, clock: Clock) -> str:
    minute %= DAY
    return dates.format_time(time(minute // 60, minute % 60), clock.locale)


def _date(day: date, clock: Clock) -> str:
    return dates.format_date(day, clock.locale, "day")
