"""How an example's bookings went: who booked when, what came of it, and who wrote that down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from cardshop.booking.models import BookingState, Happening
from cardshop.demo.chance import throw
from cardshop.demo.visits import Visit

# What ended so recently still waits for the owner's word.
_JUST_ENDED = timedelta(hours=9)
# What begins sooner is not left waiting for an approval.
_SOON = timedelta(hours=30)


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the history."""

    happening: Happening
    state: BookingState
    at: datetime
    actor: str
    starts_at: datetime


def steps(visit: Visit, number: int, *, owner: str, at: datetime) -> list[Step]:
    """The history of a booking of this visit, as it stands at `at`."""
    by_owner = throw(number, "by whom", 8) == 0
    asks = visit.service.requires_approval and not by_owner
    state = BookingState.PENDING if asks else BookingState.CONFIRMED
    if asks and _still_waits(visit, number, at):
        return [Step(Happening.TAKEN, state, _lately(number, at), "customer", visit.start)]
    told = _taken(visit, number, state, owner if by_owner else "customer", at)
    if asks:
        approved_at = told[-1].at + (min(at, visit.start) - told[-1].at) / 5
        state = BookingState.CONFIRMED
        told.append(Step(Happening.APPROVED, state, approved_at, owner, visit.start))
    return [*told, *_end(visit, number, owner, told[-1].at, at)]


def _taken(visit: Visit, number: int, state: BookingState, actor: str, at: datetime) -> list[Step]:
    """Taken up to two weeks before, and one in fifteen moved by its customer later on."""
    is_moved = not visit.is_full and throw(number, "moved", 15) == 0
    earlier = timedelta(days=1, hours=throw(number, "earlier", 3))
    first = visit.start - earlier if is_moved else visit.start
    ahead = timedelta(minutes=90 + throw(number, "ahead", 14 * 24 * 60))
    taken_at = min(first - ahead, _lately(number, at))
    told = [Step(Happening.TAKEN, state, taken_at, actor, first)]
    if is_moved:
        moved_at = taken_at + (min(at, first) - taken_at) / 9
        told.append(Step(Happening.MOVED, state, moved_at, "customer", visit.start))
    return told


def _lately(number: int, at: datetime) -> datetime:
    return at - timedelta(minutes=20 + throw(number, "lately", 20 * 60))


def _still_waits(visit: Visit, number: int, at: datetime) -> bool:
    return visit.start - at > _SOON and throw(number, "approved", 3) > 0


def _end(visit: Visit, number: int, owner: str, since: datetime, at: datetime) -> list[Step]:
    """Nothing yet, or how it ended."""
    ended = visit.start + timedelta(minutes=visit.service.duration_minutes)
    fate = throw(number, "fate", 40)
    if fate < 3 and not visit.is_full:
        called_off = since + (min(at, visit.start) - since) / 2
        by = owner if fate == 2 else "customer"
        return [Step(Happening.CANCELLED, BookingState.CANCELLED, called_off, by, visit.start)]
    if ended > at - _JUST_ENDED:
        return []
    if fate < 5:
        return [Step(Happening.NO_SHOW, BookingState.NO_SHOW, ended, owner, visit.start)]
    return [Step(Happening.COMPLETED, BookingState.COMPLETED, ended, owner, visit.start)]
