"""The diary as a grid: a column for each day, or for each calendar of one day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import url_for

from cardshop.booking.domain.diary_layout import (
    HOUR,
    Mark,
    Placed,
    Ruler,
    closed,
    shown_hours,
    side_by_side,
)
from cardshop.booking.domain.intervals import Interval, merged
from cardshop.booking.models import Calendar
from cardshop.booking.presenters_diary_events import Event, Standing, standing
from cardshop.booking.presenters_diary_look import WEEK, Look, Shown, week_of
from cardshop.lib.dates import format_time
from cardshop.web.jinja import isoformat

# Words of something shorter would lie on the next one.
LEAST_MINUTES = 20
# Below this an hour is drawn higher, so that a finger finds what lies in it.
_SHORT = 45
_MOST_LANES = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """An hour in which something can be booked, and where that is done."""

    href: str
    start: str
    label: str


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a column."""

    words: str
    number: str
    href: str
    is_today: bool
    color: str


@dataclass(frozen=True, slots=True)
class Column:
    """A day, or a calendar's day. Everything in it has the classes that say where it stands."""

    id: str
    day: str
    calendar_id: int | None
    head: Head
    cells: tuple[Cell, ...]
    closed: tuple[str, ...]
    events: tuple[tuple[str, Event], ...]
    now: str


@dataclass(frozen=True, slots=True)
class Hour:
    """The name of an hour beside the grid, and where it stands."""

    words: str
    place: str


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns with the hours that they share."""

    place: str
    hours: tuple[Hour, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class _Strip:
    """A column in the making."""

    ruler: Ruler
    calendar: Calendar | None
    open: Sequence[Interval]
    things: Sequence[tuple[Standing, Interval]]


def grid(look: Look) -> Grid:
    """The days of the week, or the calendars of the day."""
    strips = list(_week(look) if look.shown.view == WEEK else _day(look))
    minutes = max(strip.ruler.minutes for strip in strips)
    spans = [span for strip in strips for _, span in strip.things]
    first, last = shown_hours([*spans, *(o for strip in strips for o in strip.open)], minutes)
    is_fine = any(bottom - top < _SHORT for top, bottom in spans)
    return Grid(
        place=f"from{first} to{last}{' fine' if is_fine else ''}",
        hours=tuple(
            Hour(_hour(look, mark), at(mark.minute))
            for mark in strips[0].ruler.marks()
            if first * HOUR < mark.minute < last * HOUR
        ),
        columns=tuple(_column(look, strip, range(first, last)) for strip in strips),
    )


def at(minute: int) -> str:
    """The classes of something that begins so many minutes down the day."""
    return f"yh{minute // HOUR} ym{minute % HOUR}"


def lasting(minutes: int) -> str:
    """The classes of something that lasts so many minutes."""
    return f"zh{minutes // HOUR} zm{minutes % HOUR}"


def _hour(look: Look, mark: Mark) -> str:
    return format_time(mark.wall, look.desk.locale)


def _week(look: Look) -> Iterator[_Strip]:
    days = week_of(look.shown.day, look.desk)
    open_times = merged(
        span for one in look.calendars for span in look.openings(one, days[0], days[-1])
    )
    things = standing(look)
    for day in days:
        ruler = Ruler.of(day, look.desk.zone, by_wall=True)
        yield _Strip(ruler, None, _cuts(ruler, open_times), _on(ruler, things))


def _day(look: Look) -> Iterator[_Strip]:
    day = look.shown.day
    ruler = Ruler.of(day, look.desk.zone)
    things = standing(look)
    for calendar in look.calendars:
        own = [thing for thing in things if thing.calendar_id == calendar.id]
        open_times = _cuts(ruler, look.openings(calendar, day, day))
        yield _Strip(ruler, calendar, open_times, _on(ruler, own))
    if not look.calendars:
        yield _Strip(ruler, None, [], [])


def _cuts(ruler: Ruler, spans: Iterable[Interval]) -> list[Interval]:
    found = (ruler.cut(*span) for span in spans)
    return [span for span in found if span]


def _on(ruler: Ruler, things: Iterable[Standing]) -> list[tuple[Standing, Interval]]:
    found = ((thing, ruler.cut(thing.since, thing.until)) for thing in things)
    return [(thing, span) for thing, span in found if span]


def _column(look: Look, strip: _Strip, hours: range) -> Column:
    ruler, day = strip.ruler, strip.ruler.day
    key = f"{day.isoformat()}-{strip.calendar.id}" if strip.calendar else day.isoformat()
    return Column(
        id=f"col-{key}",
        day=day.isoformat(),
        calendar_id=strip.calendar.id if strip.calendar else None,
        head=_calendar_head(look, strip.calendar) if strip.calendar else _day_head(look, day),
        cells=tuple(_cell(look, strip, hour) for hour in hours if hour * HOUR < ruler.minutes),
        closed=tuple(
            f"{at(top)} {lasting(bottom - top)}"
            for top, bottom in closed(strip.open, ruler.minutes)
            if bottom > hours.start * HOUR and top < hours.stop * HOUR
        ),
        events=tuple(_placed(strip, hours)),
        now=_now(look, ruler, hours),
    )


def _placed(strip: _Strip, hours: range) -> Iterator[tuple[str, Event]]:
    rows = ((number, *span) for number, (_, span) in enumerate(strip.things))
    for place in side_by_side(rows, at_least=LEAST_MINUTES):
        thing = strip.things[place.key][0]
        event = thing.event
        if thing.since < strip.ruler.begins:
            # Its name is taken by the day on which it begins.
            event = replace(event, id=f"{event.id}-{strip.ruler.day.isoformat()}")
        lasts = min(place.bottom, hours.stop * HOUR) - place.top
        yield f"{at(place.top)} {lasting(lasts)}{_lane(place)}", event


def _lane(place: Placed) -> str:
    """The classes of its place beside others, if it is not alone."""
    if place.lanes == 1:
        return ""
    return f" ln{min(place.lane, _MOST_LANES - 1)} of{min(place.lanes, _MOST_LANES)}"


def _cell(look: Look, strip: _Strip, hour: int) -> Cell:
    start = strip.ruler.instant(hour * HOUR)
    asked: dict[str, Any] = {"start": isoformat(start)}
    chosen = strip.calendar.id if strip.calendar else _only(look.shown)
    if chosen:
        asked["calendar"] = chosen
    return Cell(url_for("bookings.new", **asked), isoformat(start), look.desk.clock(start))


def _only(shown: Shown) -> int | None:
    return shown.calendars[0] if len(shown.calendars) == 1 else None


def _now(look: Look, ruler: Ruler, hours: range) -> str:
    second = int(look.desk.now.timestamp())
    if not ruler.holds(second):
        return ""
    minute = ruler.minute(second)
    return at(minute) if hours.start * HOUR <= minute < hours.stop * HOUR else ""


def _day_head(look: Look, day: date) -> Head:
    return Head(
        words=look.desk.weekday(day),
        number=look.desk.number(day),
        href=url_for("bookings.diary", **look.shown.query(view="day", day=day)),
        is_today=day == look.desk.today,
        color="",
    )


def _calendar_head(look: Look, calendar: Calendar) -> Head:
    asked = look.shown.query(view=WEEK, calendars=(calendar.id,))
    return Head(
        words=calendar.name,
        number="",
        href=url_for("bookings.diary", **asked),
        is_today=False,
        color=calendar.color,
    )
