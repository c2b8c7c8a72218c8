"""The calendar that takes a start: by the rule of open slots, asked again under the lock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, partial

from cardshop.accounts.models import Business
from cardshop.booking import queries
from cardshop.booking.domain import taking
from cardshop.booking.domain.bookable import Asked
from cardshop.booking.domain.intervals import floor_seconds
from cardshop.booking.domain.waiting import pinned
from cardshop.booking.models import Calendar, Service
from cardshop.booking.operations import seating
from cardshop.lib.errors import Conflict, FieldError, FieldErrors, Sentence

NEAREST = 6
# The nearest open starts are looked for so many days around, and then once more farther ahead.
_NEAR, _FAR = 7, 28
# No time beyond is meant, whoever sends it; the calendar of the world ends at 9999.
FARTHEST = timedelta(days=3660)


class SlotTaken(Conflict):
    """This time has just been taken or is not open. Choose another one."""

    def __init__(self, look: Callable[[], list[datetime]] = list) -> None:
        super().__init__()
        self._look = look

    @cached_property
    def nearest(self) -> list[datetime]:
        """Up to six open starts near it, looked for when they are asked for.

        That is after the transaction: whoever else wants to book does not wait for it.
        """
        return self._look()

    @property
    def members(self) -> Mapping[str, list[str]]:
        """What the answer to a program says besides, in the words of http.md."""
        return {"nearest": [f"{start:%Y-%m-%dT%H:%M:%SZ}" for start in self.nearest]}


@dataclass(frozen=True, slots=True)
class Wish:
    """A start that somebody wants. `shown_at` is when the page was made that offered it.

    What `was_held` for them is asked to follow every rule but the grid, which may have moved since.
    """

    start: datetime
    seats: int = 1
    calendar_id: int | None = None
    shown_at: datetime | None = None
    was_held: bool = False


def calendar_for(business: Business, service: Service, wish: Wish, *, at: datetime) -> Calendar:
    """The calendar wished for, or the free one with the fewest bookings that day.

    Raises SlotTaken with the nearest open starts, FieldErrors for seats that the service never
    has and a calendar that does not give it.
    """
    giving = queries.calendars_of_service(service)
    check_fits(service, giving, wish)
    if not at <= wish.start <= at + timedelta(days=service.horizon_days + 2):
        raise SlotTaken(partial(nearest_to, business, service, wish, at=at))
    second = floor_seconds(wish.start)
    asked = queries.bookable(
        business,
        service,
        Asked(second, second + 1),
        at=at,
        calendar_id=wish.calendar_id,
        giving=giving,
    )
    if wish.was_held:
        asked = pinned(asked, wish.start)
    slot = taking.slot_at(asked, wish.start, now=at, seats=wish.seats, shown_at=wish.shown_at)
    if slot is None:
        raise SlotTaken(partial(nearest_to, business, service, wish, at=at))
    chosen = taking.least_booked(asked, slot)
    return next(calendar for calendar in giving if calendar.id == chosen)


def any_calendar_for(business: Business, service: Service, wish: Wish, *, at: datetime) -> Calendar:
    """The calendar wished for, or the first one with room for it at that time.

    Whatever the hours, the grid and calendars elsewhere say. Raises SlotTaken where nobody gives
    the service, FieldErrors as `calendar_for` does and for a time that nobody can mean.
    """
    giving = queries.calendars_of_service(service)
    check_fits(service, giving, wish)
    check_reach(wish.start, at=at)
    if not giving:
        raise SlotTaken(partial(nearest_to, business, service, wish, at=at))
    if wish.calendar_id is not None:
        return next(one for one in giving if one.id == wish.calendar_id)
    return next((one for one in giving if _has_room(service, one, wish)), giving[0])


def check_reach(start: datetime, *, at: datetime) -> None:
    """That a time is near enough to be meant. Raises FieldErrors."""
    if not at - FARTHEST <= start <= at + FARTHEST:
        raise FieldErrors([FieldError("/start", Sentence.of("Choose a time within ten years."))])


def check_fits(service: Service, giving: Sequence[Calendar], wish: Wish) -> None:
    """What no time could mend. Raises FieldErrors."""
    faults = []
    if not 1 <= wish.seats <= service.capacity:
        words = Sentence.of("Choose 1 to %(most)s.", most=service.capacity)
        faults.append(FieldError("/seats", words))
    if wish.calendar_id is not None and wish.calendar_id not in [one.id for one in giving]:
        words = Sentence.of("This calendar does not give that service.")
        faults.append(FieldError("/calendar_id", words))
    if faults:
        raise FieldErrors(faults)


def nearest_to(business: Business, service: Service, wish: Wish, *, at: datetime) -> list[datetime]:
    """Up to six open starts near the one wished for; from now on if it was in the past."""
    start = min(max(wish.start, at), at + timedelta(days=service.horizon_days + 1))
    for days in (_NEAR, _FAR):
        around = taking.around(start, days)
        asked = queries.bookable(business, service, around, at=at, calendar_id=wish.calendar_id)
        found = taking.nearest(asked, start, NEAREST, now=at, days=days, seats=wish.seats)
        if found:
            return found
    return []


def _has_room(service: Service, calendar: Calendar, wish: Wish) -> bool:
    return seating.has_room(service, calendar.id, wish.start, seats=wish.seats)
