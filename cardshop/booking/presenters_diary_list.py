"""The diary as a list of days, the strip of the week above it, and those who wait for an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cardshop.booking.domain.diary_layout import Ruler
from cardshop.booking.models import BlockedTime, Booking, BookingState
from cardshop.booking.presenters_diary_desk import (
    BADGES,
    Desk,
    has_ended,
    state_word,
)
from cardshop.booking.presenters_diary_look import AGENDA, DAY, LIST, WEEK, Look, is_on, week_of
from cardshop.web.locales import counted as ngettext
from cardshop.web.locales import number

MOST_WAITING = 2


@dataclass(frozen=True, slots=True)
class Row:
    """A booking or a blocked time in the list."""

    id: str
    href: str
    time: str
    until: str
    title: str
    who: str
    calendar: str
    color: str
    badge: str
    badge_word: str
    warning: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the list."""

    id: str
    words: str
    count: str
    rows: tuple[Row, ...]
    new: str


@dataclass(frozen=True, slots=True)
class StripDay:
    """A day of the week's strip with how many bookings it has."""

    words: str
    number: str
    count: str
    said: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody who waits for an answer."""

    id: int
    who: str
    what: str
    until: str


def agenda(look: Look) -> list[Day]:
    """The day that is asked for, and of those after it the ones on which something is."""
    days = [look.shown.day + timedelta(days=step) for step in range(AGENDA)]
    found = [_day(look, day) for day in days]
    return [day for place, day in enumerate(found) if day.rows or place == 0]


def strip(look: Look) -> list[StripDay]:
    """The days of the week."""
    view = DAY if look.shown.view == DAY else LIST
    chosen = {one.id for one in look.calendars}
    begun = [
        look.desk.day(b.starts_at)
        for b in look.bookings
        if not look.shown.calendars or b.calendar_id in chosen
    ]
    return [
        _strip_day(look, day, begun.count(day), view) for day in week_of(look.shown.day, look.desk)
    ]


def asking(look: Look) -> list[Asking]:
    """The first who wait for an answer."""
    return [asking_row(booking, look.desk) for booking in look.waiting[:MOST_WAITING]]


def asking_row(booking: Booking, desk: Desk) -> Asking:
    """What somebody asks for, and until when the time is held."""
    words = _(
        "%(service)s, %(time)s", service=booking.service_name, time=desk.stamp(booking.starts_at)
    )
    until = booking.hold_until
    held = _("The time is held until %(time)s", time=desk.stamp(until)) if until else ""
    return Asking(booking.id, booking.customer_name, str(words), str(held))


def period(look: Look) -> str:
    """The days that are looked at, in words."""
    desk, day = look.desk, look.shown.day
    if look.shown.view == DAY:
        return desk.day_title(day)
    days = (
        week_of(day, desk) if look.shown.view == WEEK else [day, day + timedelta(days=AGENDA - 1)]
    )
    return f"{desk.date_words(days[0])} – {desk.date_words(days[-1])}"


def _day(look: Look, day: date) -> Day:
    ruler = Ruler.of(day, look.desk.zone)
    rows = sorted(_rows(look, ruler), key=lambda pair: pair[0])
    count = sum(row.id.startswith("b") for _start, row in rows)
    return Day(
        id=f"day-{day.isoformat()}",
        words=look.desk.day_words(day),
        count=ngettext("%(num)s booking", "%(num)s bookings", count) if count else "",
        rows=tuple(row for _start, row in rows),
        new=url_for("bookings.new", start=f"{day.isoformat()}T09:00", **_chosen(look)),
    )


def _chosen(look: Look) -> dict[str, Any]:
    only = look.shown.calendars
    return {"calendar": only[0]} if len(only) == 1 else {}


def _rows(look: Look, ruler: Ruler) -> Iterator[tuple[datetime, Row]]:
    shown = {one.id for one in look.calendars}
    for booking in look.bookings:
        is_asked = not look.shown.calendars or booking.calendar_id in shown
        if is_asked and is_on(ruler, booking.starts_at, booking.ends_at):
            yield booking.starts_at, booking_row(booking, look.desk, look)
    for blocked in look.blocked:
        is_asked = blocked.calendar_id in shown
        if is_asked and is_on(ruler, blocked.starts_at, blocked.ends_at):
            yield blocked.starts_at, _blocked_row(look, blocked, ruler)


def booking_row(booking: Booking, desk: Desk, look: Look | None = None) -> Row:
    """A booking in a list; `look` knows what it meets and which colours there are."""
    met = look is not None and any(clash.booking.id == booking.id for clash in look.clashes)
    return Row(
        id=f"b{booking.id}",
        href=url_for("bookings.shown", booking_id=booking.id),
        time=desk.clock(booking.starts_at),
        until=desk.clock(booking.ends_at),
        title=booking.customer_name,
        who=_what(booking),
        calendar=booking.calendar_name if look is None else look.name_of(booking.calendar_id),
        color=look.color_of(booking.calendar_id) if look else "",
        badge=BADGES[booking.state],
        badge_word="" if booking.state is BookingState.CONFIRMED else state_word(booking.state),
        warning=str(_("Busy in another calendar")) if met else "",
        is_over=has_ended(booking, desk.now) or booking.state is BookingState.COMPLETED,
    )


def _what(booking: Booking) -> str:
    if booking.seats == 1:
        return booking.service_name
    seats = ngettext("%(num)s seat", "%(num)s seats", booking.seats)
    return str(_("%(service)s, %(seats)s", service=booking.service_name, seats=seats))


def _blocked_row(look: Look, blocked: BlockedTime, ruler: Ruler) -> Row:
    desk = look.desk
    first = max(blocked.starts_at, ruler.instant(0))
    is_long = blocked.ends_at >= ruler.instant(0) + timedelta(minutes=ruler.minutes)
    return Row(
        id=f"k{blocked.id}-{ruler.day.isoformat()}",
        href=url_for("bookings.blocked", blocked_time_id=blocked.id),
        time=desk.clock(first),
        until="" if is_long else desk.clock(blocked.ends_at),
        title=blocked.reason or str(_("Blocked")),
        who=str(_("Blocked")),
        calendar=look.name_of(blocked.calendar_id),
        color="",
        badge="",
        badge_word="",
        warning="",
        is_over=blocked.ends_at <= desk.now,
    )


def _strip_day(look: Look, day: date, count: int, view: str) -> StripDay:
    said = ngettext("%(num)s booking", "%(num)s bookings", count) if count else _("No bookings")
    return StripDay(
        words=look.desk.weekday(day),
        number=look.desk.number(day),
        count=number(count) if count else "–",
        said=str(said),
        href=url_for("bookings.diary", **look.shown.query(view=view, day=day)),
        is_current=day == look.shown.day,
    )


def waiting_words(look: Look) -> str:
    """How many more wait than are shown."""
    count = len(look.waiting)
    return (
        ngettext("%(num)s request", "All %(num)s requests", count) if count > MOST_WAITING else ""
    )
