"""Where a booking is moved from and to, and what the owner should know before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cardshop.accounts.models import Business
from cardshop.booking import queries
from cardshop.booking.domain.intervals import Interval
from cardshop.booking.domain.local_days import LocalDays, local_day
from cardshop.booking.models import Booking, Calendar
from cardshop.booking.presenters_diary_desk import Desk, seconds
from cardshop.booking.queries.busy import busy_in_range
from cardshop.web.jinja import isoformat


@dataclass(frozen=True, slots=True)
class Way:
    """From where to where, in words; `there` is empty until a time was chosen."""

    here: str
    there: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """An open start to take instead: as it is sent, and in words."""

    value: str
    words: str


def way(
    booking: Booking, business: Business, now: datetime, there: tuple[datetime, Calendar] | None
) -> Way:
    """The move in words, and what speaks against it."""
    here = _place(
        Desk.of(business, now, booking.timezone), booking.starts_at, booking.calendar_name
    )
    if there is None or there == (booking.starts_at, _own(booking, there[1])):
        return Way(here, "", ())
    start, calendar = there
    words = _place(Desk.of(business, now, calendar.timezone), start, calendar.name)
    until = start + (booking.ends_at - booking.starts_at)
    return Way(here, words, tuple(warnings(business, calendar, start, until, now=now)))


def warnings(
    business: Business, calendar: Calendar, start: datetime, until: datetime, *, now: datetime
) -> Iterator[str]:
    """What an owner may overrule: the past, closed hours, a busy time elsewhere."""
    if start < now:
        yield str(_("This time is past."))
    if not _is_open(business, calendar, (seconds(start), seconds(until))):
        yield str(_("Outside the open times of %(calendar)s.", calendar=calendar.name))
    for busy in busy_in_range(business.id, start, until, [calendar.id])[:1]:
        what = busy.summary or str(_("Busy"))
        yield str(
            _(
                "%(calendar)s is busy elsewhere at that time: %(what)s",
                calendar=calendar.name,
                what=what,
            )
        )


def offers(starts: Sequence[datetime], desk: Desk) -> list[Offer]:
    """Open starts near the one that was refused."""
    return [Offer(isoformat(start), desk.stamp(start)) for start in starts]


def _own(booking: Booking, calendar: Calendar) -> Calendar | None:
    return calendar if calendar.id == booking.calendar_id else None


def _place(desk: Desk, start: datetime, name: str) -> str:
    return str(_("%(time)s with %(calendar)s", time=desk.stamp(start), calendar=name))


def _is_open(business: Business, calendar: Calendar, visit: Interval) -> bool:
    zone = ZoneInfo(calendar.timezone)
    day = local_day(zone, visit[0])
    hours = LocalDays(zone, day - 1, day + 1).openings(queries.hours_of(business, calendar))
    return any(opens <= visit[0] and visit[1] <= closes for opens, closes in hours)
