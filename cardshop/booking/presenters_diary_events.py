"""What stands in the grid: bookings, classes with all who come, blocked time, busy times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from cardshop.booking.models import BlockedTime, Booking, BookingState
from cardshop.booking.presenters_diary_desk import is_held, seconds, state_word
from cardshop.booking.presenters_diary_look import LIST, WEEK, Look
from cardshop.booking.queries.busy import BusyElsewhere
from cardshop.web.locales import counted as ngettext
from cardshop.web.locales import number


@dataclass(frozen=True, slots=True)
class Event:
    """What is written on it. `move` is where it is moved, empty for what cannot be."""

    id: str
    href: str
    classes: str
    time: str
    title: str
    who: str
    notes: tuple[str, ...]
    move: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """An event with the epoch seconds that it takes, and in whose calendar."""

    calendar_id: int | None
    since: int
    until: int
    event: Event


def standing(look: Look) -> list[Standing]:
    """Everything of the calendars that are looked at."""
    shown = {calendar.id for calendar in look.calendars}
    found = [*_bookings(look), *_blocked(look), *_busy(look)]
    if look.shown.calendars:
        return [thing for thing in found if thing.calendar_id in shown]
    return found


def _bookings(look: Look) -> Iterator[Standing]:
    for together in _together(look):
        first = together[0]
        event = _class(look, together) if len(together) > 1 else _single(look, first)
        ends = max(booking.ends_at for booking in together)
        yield Standing(first.calendar_id, seconds(first.starts_at), seconds(ends), event)


def _together(look: Look) -> list[list[Booking]]:
    """Those who come to the same start of a service for several; everybody else alone."""
    found: defaultdict[object, list[Booking]] = defaultdict(list)
    for booking in look.bookings:
        service = look.services.get(booking.service_id or 0)
        is_shared = service is not None and service.capacity > 1
        start = (booking.service_id, booking.calendar_id, booking.starts_at)
        found[start if is_shared else booking.id].append(booking)
    return list(found.values())


def _single(look: Look, booking: Booking) -> Event:
    is_met = any(clash.booking.id == booking.id for clash in look.clashes)
    state = "" if booking.state is BookingState.CONFIRMED else state_word(booking.state)
    notes = (state, _calendar(look, booking.calendar_id), _("Busy elsewhere") if is_met else "")
    return Event(
        id=f"e{booking.id}",
        href=url_for("bookings.shown", booking_id=booking.id),
        classes=f"{_color(look, booking)} is-{booking.state.value.replace('_', '-')}",
        time=look.desk.clock(booking.starts_at),
        title=booking.service_name,
        who=booking.customer_name,
        notes=tuple(filter(None, notes)),
        move=_move(booking),
        icon="warn" if is_met else "clock" if booking.state is BookingState.PENDING else "",
    )


def _class(look: Look, together: Sequence[Booking]) -> Event:
    first = together[0]
    service = look.services.get(first.service_id or 0)
    seats = sum(booking.seats for booking in together)
    most = service.capacity if service else seats
    waits = any(booking.state is BookingState.PENDING for booking in together)
    notes = (
        state_word(BookingState.PENDING) if waits else "",
        _calendar(look, first.calendar_id),
    )
    day = look.desk.day(first.starts_at)
    asked = look.shown.query(view=LIST, day=day)
    return Event(
        id=f"e{first.id}",
        href=url_for("bookings.diary", **asked, _anchor=f"b{first.id}"),
        classes=f"{_color(look, first)} is-{'pending' if waits else 'confirmed'}",
        time=look.desk.clock(first.starts_at),
        title=first.service_name,
        who=str(_("%(seats)s of %(most)s seats", seats=number(seats), most=number(most))),
        notes=tuple(filter(None, notes)),
        icon="clock" if waits else "",
    )


def _move(booking: Booking) -> str:
    return url_for("bookings.moving", booking_id=booking.id) if is_held(booking) else ""


def _color(look: Look, booking: Booking) -> str:
    return f"c-{look.color_of(booking.calendar_id)}"


def _calendar(look: Look, calendar_id: int | None) -> str:
    """Whose it is, where the column does not say so."""
    return look.name_of(calendar_id) if look.shown.view == WEEK else ""


def _blocked(look: Look) -> Iterator[Standing]:
    for blocked in look.blocked:
        since, until = seconds(blocked.starts_at), seconds(blocked.ends_at)
        yield Standing(blocked.calendar_id, since, until, _blocked_event(look, blocked))


def _blocked_event(look: Look, blocked: BlockedTime) -> Event:
    return Event(
        id=f"k{blocked.id}",
        href=url_for("bookings.blocked", blocked_time_id=blocked.id),
        classes="is-blocked",
        time=look.desk.clock(blocked.starts_at),
        title=blocked.reason or str(_("Blocked")),
        who=_calendar(look, blocked.calendar_id),
        notes=(str(_("Blocked")),) if blocked.reason else (),
    )


def _busy(look: Look) -> Iterator[Standing]:
    for row, busy in enumerate(look.busy):
        event = _busy_event(look, busy, row)
        yield Standing(busy.calendar_id, seconds(busy.start), seconds(busy.end), event)


def _busy_event(look: Look, busy: BusyElsewhere, row: int) -> Event:
    return Event(
        id=f"o{row}",
        href="",
        classes="is-elsewhere",
        time=look.desk.clock(busy.start),
        title=busy.summary or str(_("Busy elsewhere")),
        who=_calendar(look, busy.calendar_id),
        notes=(str(_("Busy elsewhere")),) if busy.summary else (),
    )


def clash_words(look: Look) -> str:
    """That bookings meet busy times of other calendars; nothing if none does."""
    if not look.clashes:
        return ""
    return ngettext(
        "%(num)s booking meets a busy time in another calendar.",
        "%(num)s bookings meet busy times in other calendars.",
        len(look.clashes),
    )
