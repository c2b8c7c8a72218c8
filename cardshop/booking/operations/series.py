"""Appointments that come again every so many weeks, at the same time of day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from cardshop.accounts.models import Business
from cardshop.booking import queries
from cardshop.booking.domain.request import BookingRequest
from cardshop.booking.messages import letters
from cardshop.booking.models import Booking, RecurringGroup
from cardshop.booking.operations.choosing import SlotTaken
from cardshop.booking.operations.taking import book_by_owner
from cardshop.db import db
from cardshop.lib.errors import Conflict, FieldError, FieldErrors, Sentence

MOST_TIMES = 52


class SomeTaken(Conflict):
    """Some of these times are taken. Nothing was booked."""

    def __init__(self, refused: list[datetime]) -> None:
        super().__init__()
        self.refused = refused


@dataclass(frozen=True, slots=True)
class Repetition:
    """How often: so many times in all, one every so many weeks, both 1 to 52.

    `keeps_rest` books the others when some are refused; otherwise it is all or nothing.
    """

    times: int
    every_weeks: int = 1
    keeps_rest: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """What was booked, and the starts that were taken."""

    made: list[Booking] = field(default_factory=list)
    refused: list[datetime] = field(default_factory=list)


def repeat(
    business: Business,
    request: BookingRequest,
    repetition: Repetition,
    *,
    idempotency_key: str,
    actor: str,
    at: datetime,
    at_any_time: bool = False,
) -> Series:
    """Book the same every so many weeks, by the clock on the calendar's wall. Twice is once.

    The key has at most 60 characters. Raises SomeTaken with the starts, FieldErrors, NoSuchService.
    """
    _check(repetition)
    queries.held_settings(business.id)
    keys = [f"{idempotency_key}-{n}" for n in range(repetition.times)]
    if earlier := _taken_under(business.id, keys):
        return Series(earlier)
    group = _group(business.id, repetition, at)
    series = Series()
    for key, start in zip(keys, _starts(business, request, repetition), strict=True):
        wanted = request.model_copy(update={"start": start})
        try:
            with db.session.begin_nested():
                booked = book_by_owner(
                    business,
                    wanted,
                    idempotency_key=key,
                    actor=actor,
                    at=at,
                    at_any_time=at_any_time,
                    group_id=group.id,
                    is_told=False,
                )
        except SlotTaken:
            series.refused.append(start)
        else:
            series.made.append(booked)
    _agree(series, repetition)
    letters.tell_series(series.made, business, actor=actor, at=at)
    return series


def _group(business_id: int, repetition: Repetition, at: datetime) -> RecurringGroup:
    group = RecurringGroup(
        business_id=business_id,
        every_weeks=repetition.every_weeks,
        times=repetition.times,
        created_at=at,
    )
    db.session.add(group)
    db.session.flush()
    return group


def _agree(series: Series, repetition: Repetition) -> None:
    if series.refused and not (repetition.keeps_rest and series.made):
        raise SomeTaken(series.refused)


def _check(repetition: Repetition) -> None:
    faults = [
        FieldError(f"/{name}", Sentence.of("Choose 1 to %(most)s.", most=MOST_TIMES))
        for name, count in (("times", repetition.times), ("every_weeks", repetition.every_weeks))
        if not 1 <= count <= MOST_TIMES
    ]
    if faults:
        raise FieldErrors(faults)


def _taken_under(business_id: int, keys: list[str]) -> list[Booking]:
    return list(
        db.session.scalars(
            select(Booking)
            .where(Booking.business_id == business_id, Booking.idempotency_key.in_(keys))
            .order_by(Booking.starts_at)
        )
    )


def _starts(business: Business, request: BookingRequest, repetition: Repetition) -> list[datetime]:
    """The same wall time; one that a clock change skips moves forward (domain.md 8.1, rule 2)."""
    zone = ZoneInfo(_zone(business, request))
    first = request.start.astimezone(zone)
    weeks = (timedelta(weeks=repetition.every_weeks * n) for n in range(repetition.times))
    return [(first + ahead).astimezone(UTC) for ahead in weeks]


def _zone(business: Business, request: BookingRequest) -> str:
    if request.calendar_id is None:
        return business.timezone
    return queries.calendar_of(business.id, request.calendar_id).timezone
