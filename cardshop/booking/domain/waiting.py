"""The waiting list's rules: which days can be waited for, who is whom, what is offered how long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from cardshop.booking.domain.bookable import Alignment, Asked, Bookable
from cardshop.booking.domain.intervals import ceil_seconds, floor_seconds
from cardshop.booking.domain.local_days import bounded, midnight
from cardshop.booking.domain.slots import Slot, slots

# Of one service on one day: who stands behind so many is not helped by standing there.
LONGEST_QUEUE = 60
# Days and services that one person waits for at a business.
MOST_WAITS = 8
# A time that can be held for less is not worth a message.
SHORTEST_OFFER = timedelta(minutes=2)


class Person(NamedTuple):
    """How somebody is told from others: `lib.phones.canonical`, and the address in lower case."""

    phone_key: str = ""
    email_key: str = ""

    def is_same(self, other: Person) -> bool:
        """Whether both are one: by telephone where both gave one, otherwise by mail."""
        if self.phone_key and other.phone_key:
            return self.phone_key == other.phone_key
        return bool(self.email_key) and self.email_key == other.email_key


class Offer(NamedTuple):
    """A start to hold for somebody, until when, and the calendars that can take it."""

    slot: Slot
    until: datetime


def starts_on(day: date, zone: ZoneInfo) -> Asked:
    """The starts of a local date."""
    return Asked.days(day, day, zone)


def is_over(day: date, zone: ZoneInfo, *, at: datetime) -> bool:
    """Whether a local date has ended."""
    return ceil_seconds(at) >= midnight(zone, bounded(day.toordinal() + 1))[1]


def is_within_reach(day: date, zone: ZoneInfo, *, horizon_days: int, at: datetime) -> bool:
    """Whether a date is one that can be booked: from today to the end of the horizon."""
    ahead = (day - at.astimezone(zone).date()).days
    return 0 <= ahead <= horizon_days


def free(bookable: Bookable, asked: Asked, *, seats: int, at: datetime) -> list[Slot]:
    """The open slots, in order, with so many seats left."""
    return [slot for slot in slots(bookable, asked, now=at) if slot.seats >= seats]


def could_be_free(bookable: Bookable, asked: Asked, *, seats: int, at: datetime) -> bool:
    """Whether there would be such a slot if nothing were taken: on a closed day there is none."""
    empty = [replace(row, taken=(), external=()) for row in bookable.calendars]
    return bool(free(Bookable(bookable.service, empty), asked, seats=seats, at=at))


def pinned(bookable: Bookable, start: datetime) -> Bookable:
    """The same with a grid that has this start, whatever was freed or taken beside it meanwhile.

    What was held is no longer asked to be where the grids `clock` and `tight` would begin now. All
    other rules stay: the hours, what is taken, notice, horizon and daily limits.
    """
    service = replace(bookable.service, alignment=Alignment.TIGHT)
    end = floor_seconds(start) - service.buffer_before_minutes * 60
    wall = end - 1, end
    walled = [replace(row, external=[*row.external, wall]) for row in bookable.calendars]
    return replace(bookable, service=service, calendars=walled)


def offer_of(
    open_slots: Iterable[Slot], *, minutes: int, notice_minutes: int, at: datetime
) -> Offer | None:
    """The first slot that can be held long enough, if any.

    A hold ends where the notice that the service needs begins: what is held can be booked.
    """
    for slot in open_slots:
        notice = slot.start - timedelta(minutes=notice_minutes)
        until = min(at + timedelta(minutes=minutes), notice)
        if until >= at + SHORTEST_OFFER:
            return Offer(slot, until)
    return None


def dates_between(since: datetime, until: datetime) -> tuple[date, date]:
    """The first and last date that some zone may have between two instants."""
    first, last = (moment.astimezone(UTC).date() for moment in (since, until))
    return first - timedelta(days=1), last + timedelta(days=1)
