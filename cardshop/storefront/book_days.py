"""The days of a service as its customers see them: what is free, what is gone, and when next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from cardshop.booking.domain.bookable import Alignment, Asked, Bookable, ServiceRules
from cardshop.booking.domain.intervals import ceil_seconds, instant
from cardshop.booking.domain.local_days import bounded, local_day, midnight
from cardshop.booking.domain.slots import Slot, slots

# As many as one page shows side by side.
MOST_DAYS = 14
# So far a page looks for the next free time, where its own days have none.
LOOK_AHEAD = timedelta(days=62)


class Kind(Enum):
    """What a day is to somebody who wants to book on it."""

    FREE = "free"
    FULL = "full"
    CLOSED = "closed"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Day:
    """A date in the customer's zone: the free starts, and those that are taken (UTC)."""

    date: date
    kind: Kind
    free: tuple[Slot, ...]
    gone: tuple[datetime, ...]


def days(
    bookable: Bookable,
    first: date,
    last: date,
    zone: ZoneInfo,
    *,
    now: datetime,
    seats: int,
    but: datetime | None = None,
) -> list[Day]:
    """Every date from the first to the last, inclusive; the start `but` is left out.

    What is gone is known where the grid does not move with what is taken: what would be open if
    nothing were. A day without any such start is closed, or it is too late for it.
    """
    asked = Asked.days(first, last, zone)
    free = _by_date(
        (s for s in slots(bookable, asked, now=now) if s.seats >= seats and s.start != but), zone
    )
    empty = _untaken(bookable)
    whole = _by_date((s for s in slots(empty, asked, now=now) if s.start != but), zone)
    early = _by_date(slots(_without_notice(empty), asked, now=min(now, instant(asked.since))), zone)
    is_fixed = bookable.service.alignment is Alignment.OPENING
    found = []
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(ordinal)
        starts = {slot.start for slot in free[day]}
        gone = tuple(s.start for s in whole[day] if s.start not in starts) if is_fixed else ()
        kind = _kind(bool(starts), bool(whole[day]), bool(early[day]))
        found.append(Day(day, kind, tuple(free[day]), gone))
    return found


def last_date(
    service: ServiceRules, zones: Iterable[ZoneInfo], zone: ZoneInfo, *, now: datetime
) -> date:
    """The last date, in the customer's zone, on which some calendar may still be booked."""
    present = ceil_seconds(now)
    ends = [midnight(of, bounded(_last(service, of, present) + 1))[0] - 1 for of in zones]
    today = local_day(zone, present)
    return date.fromordinal(max([today, *(local_day(zone, end) for end in ends)]))


def window(today: date, last: date, *, day: date | None, since: date | None) -> tuple[date, date]:
    """The dates that a page shows: those around a day, or from a date on, never past the last."""
    if since is not None:
        first = since
    else:
        ahead = ((day or today) - today).days
        first = today + timedelta(days=ahead - ahead % MOST_DAYS)
    first = min(max(first, today), last)
    return first, min(first + timedelta(days=MOST_DAYS - 1), last)


def _last(service: ServiceRules, zone: ZoneInfo, now: int) -> int:
    return bounded(local_day(zone, now) + service.horizon_days)


def _by_date(found: Iterable[Slot], zone: ZoneInfo) -> defaultdict[date, list[Slot]]:
    grouped: defaultdict[date, list[Slot]] = defaultdict(list)
    for slot in found:
        grouped[slot.start.astimezone(zone).date()].append(slot)
    return grouped


def _untaken(bookable: Bookable) -> Bookable:
    """The same as if nobody had booked and nothing were blocked."""
    calendars = [replace(c, taken=(), external=()) for c in bookable.calendars]
    return replace(bookable, calendars=calendars, elsewhere=())


def _without_notice(bookable: Bookable) -> Bookable:
    return replace(bookable, service=replace(bookable.service, notice_minutes=0))


def _kind(is_free: bool, has_starts: bool, had_starts: bool) -> Kind:  # noqa: FBT001
    if is_free:
        return Kind.FREE
    if has_starts:
        return Kind.FULL
    return Kind.OVER if had_starts else Kind.CLOSED
