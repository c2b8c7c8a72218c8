"""Who gives which service."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import delete, select

from cardshop.booking import queries
from cardshop.booking.models import Calendar, CalendarService, Service
from cardshop.db import db
from cardshop.lib.errors import FieldError, Invalid

# The keys of a calendar and of a service that it gives.
Pairs = set[tuple[int, int]]
Side = TypeVar("Side", Calendar, Service)


class CalendarUnknown(Invalid):
    """There is no such calendar. Choose another."""


class ServiceUnknown(Invalid):
    """There is no such service. Choose another."""


def calendar_faults(business_id: int, wanted: Sequence[int]) -> Iterator[FieldError]:
    """A fault for each of the `calendar_ids` that is not the business's own."""
    known = {calendar.id for calendar in queries.calendars(business_id)} if wanted else set()
    yield from _faults("calendar_ids", wanted, known, CalendarUnknown())


def service_faults(business_id: int, wanted: Sequence[int]) -> Iterator[FieldError]:
    """A fault for each of the `service_ids` that is not the business's own."""
    known = {service.id for service in queries.services(business_id)} if wanted else set()
    yield from _faults("service_ids", wanted, known, ServiceUnknown())


def set_calendars(service: Service, wanted: Collection[int], *, at: datetime) -> bool:
    """Let exactly these calendars give the service. True when that is new."""
    kept = _pairs(CalendarService.service_id == service.id)
    changed = _set(kept, {(calendar_id, service.id) for calendar_id in wanted})
    _revise(Calendar, {calendar_id for calendar_id, _ in changed}, at=at)
    return bool(changed)


def set_services(calendar: Calendar, wanted: Collection[int], *, at: datetime) -> bool:
    """Let the calendar give exactly these services. True when that is new."""
    kept = _pairs(CalendarService.calendar_id == calendar.id)
    changed = _set(kept, {(calendar.id, service_id) for service_id in wanted})
    _revise(Service, {service_id for _, service_id in changed}, at=at)
    return bool(changed)


def _faults(
    name: str, wanted: Sequence[int], known: Collection[int], refusal: Invalid
) -> Iterator[FieldError]:
    for place, key in enumerate(wanted):
        if key not in known:
            yield FieldError(f"/{name}/{place}", refusal.detail)


def _pairs(condition: object) -> Pairs:
    wanted = select(CalendarService.calendar_id, CalendarService.service_id).where(
        condition  # type: ignore[arg-type]
    )
    return {(calendar_id, service_id) for calendar_id, service_id in db.session.execute(wanted)}


def _set(kept: Pairs, wanted: Pairs) -> Pairs:
    """Write the difference; it is returned."""
    for calendar_id, service_id in kept - wanted:
        db.session.execute(
            delete(CalendarService).where(
                CalendarService.calendar_id == calendar_id,
                CalendarService.service_id == service_id,
            )
        )
    for calendar_id, service_id in wanted - kept:
        db.session.add(CalendarService(calendar_id=calendar_id, service_id=service_id))
    return kept ^ wanted


def _revise(kind: type[Side], keys: Collection[int], *, at: datetime) -> None:
    """The other side says whom it is given by, or what it gives: it is another version now."""
    for row in db.session.query(kind).where(kind.id.in_(keys)):
        row.version += 1
        row.updated_at = at
