"""Whether a business is open at an instant, until when, and what its week looks like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cardshop.accounts.domain.hours import Hours
from cardshop.accounts.domain.spans import Span

# Hours that do not change for longer than this are told as never changing.
HORIZON = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class OpenStatus:
    """Whether it is open now, and when that changes, as aware UTC instants.

    Open: `until` is when it closes. Closed: `opens_at` is when it opens next. `changes_at` is
    whichever of the two applies. Nothing stands there if nothing changes within a year.
    """

    open: bool
    until: datetime | None = None
    opens_at: datetime | None = None

    @property
    def changes_at(self) -> datetime | None:
        """The first instant at which this is no longer true."""
        return self.until if self.open else self.opens_at


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One weekday of the regular week; `weekday` is 0 for Monday. No spans: closed."""

    weekday: int
    spans: tuple[Span, ...]
    is_today: bool


@dataclass(frozen=True, slots=True)
class DayHours:
    """The hours of one date. No spans: closed."""

    day: date
    spans: tuple[Span, ...]


def status(hours: Hours, zone: ZoneInfo, now: datetime) -> OpenStatus:
    """Open or closed at `now` (aware), by the hours' wall times in `zone`.

    An opening includes its first instant and not its last. Stretches that overlap or touch count
    as one, across midnight too, so someone always open is open without an `until`.
    """
    for start, end in stretches(hours, zone, now):
        if end <= now:
            continue
        if start > now:
            return OpenStatus(open=False, opens_at=start)
        return OpenStatus(open=True, until=end if end - now < HORIZON else None)
    return OpenStatus(open=False)


def week_rows(hours: Hours, zone: ZoneInfo, now: datetime, first_weekday: int) -> list[WeekRow]:
    """The seven weekdays of the regular week, from `first_weekday` (0 is Monday) on."""
    today = now.astimezone(zone).weekday()
    order = [(first_weekday + step) % 7 for step in range(7)]
    return [WeekRow(day, hours.weekly[day], is_today=day == today) for day in order]


def upcoming_exceptions(
    hours: Hours, zone: ZoneInfo, now: datetime, days: int = 30
) -> list[DayHours]:
    """The dates with hours of their own, today and in the `days` after it, in order."""
    today = now.astimezone(zone).date()
    last = today + timedelta(days=days)
    return [
        DayHours(day, hours.overrides[day])
        for day in sorted(hours.overrides)
        if today <= day <= last
    ]


def stretches(hours: Hours, zone: ZoneInfo, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Openings around and after `now` for a year, in order, as UTC instants.

    Those that overlap or touch are joined, across midnight too. The first may have ended before.
    """
    stretch: tuple[datetime, datetime] | None = None
    for start, end in _openings(hours, zone, now):
        if stretch is None:
            stretch = start, end
        elif start <= stretch[1]:
            stretch = stretch[0], max(stretch[1], end)
        else:
            yield stretch
            stretch = start, end
    if stretch:
        yield stretch


def instants(day: date, span: Span, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The UTC instants of a span that begins on a local date (domain rules, 8.1, rule 2).

    A wall time that a forward change skips moves forward by what was skipped. One that is
    repeated means its first occurrence as a start and its last as an end.
    """
    midnight = datetime.combine(day, time.min)
    start, end = (midnight + timedelta(minutes=minute) for minute in (span.start, span.end))
    # In a gap the first reading is the later instant, in a repetition the earlier one.
    return _instant(start, zone, fold=0), max(_instant(end, zone, fold=fold) for fold in (0, 1))


def _openings(hours: Hours, zone: ZoneInfo, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    # A span lasts a day at most, and a zone may skip one: two days back hold all that reaches now.
    first = now.astimezone(zone).date() - timedelta(days=2)
    for step in range(HORIZON.days + 4):
        day = first + timedelta(days=step)
        if _happens(day, zone):
            yield from sorted(
                (start, end)
                for start, end in (instants(day, span, zone) for span in hours.on(day))
                if start < end
            )


def _happens(day: date, zone: ZoneInfo) -> bool:
    """Whether the zone has that date: Samoa had no 30 December 2011."""
    noon = _instant(datetime.combine(day, time(12)), zone, fold=0)
    return noon.astimezone(zone).date() == day


def _instant(wall: datetime, zone: ZoneInfo, *, fold: int) -> datetime:
    return wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)
