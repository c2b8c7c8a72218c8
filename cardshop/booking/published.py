"""What the public sees of a business's services, read with one prebuilt statement.

A service is there while it is offered, somebody gives it and the business takes bookings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Row, Select, Table, and_, bindparam, exists, func, select, true

from cardshop.booking.models import (
    BookingSettings,
    Calendar,
    CalendarService,
    Place,
    Service,
)
from cardshop.db import db


@dataclass(frozen=True, slots=True)
class ShownService:
    """A service in a list. The price is in minor units, 0 for nothing to pay."""

    id: int
    slug: str
    name: str
    description: str
    minutes: int
    price: int
    capacity: int
    requires_approval: bool
    place: Place


_service, _calendar, _given, _settings = (
    cast(Table, model.__table__) for model in (Service, Calendar, CalendarService, BookingSettings)
)
_is_given = exists().where(
    _given.c.service_id == _service.c.id,
    _calendar.c.id == _given.c.calendar_id,
    _calendar.c.is_active,
)
_SERVICES: Select[Any] = (
    select(
        *(_service.c.id, _service.c.slug, _service.c.name, _service.c.description),
        *(_service.c.duration_minutes, _service.c.price, _service.c.capacity),
        *(_service.c.requires_approval, _service.c.place),
    )
    .select_from(_service.outerjoin(_settings, _settings.c.business_id == _service.c.business_id))
    .where(
        and_(_service.c.business_id == bindparam("business_id"), _service.c.is_active, _is_given),
        func.coalesce(_settings.c.is_taking_bookings, true()),
    )
    .order_by(_service.c.position, _service.c.id)
)


def services(business_id: int) -> list[ShownService]:
    """What can be booked, in the owner's order. One statement."""
    rows = db.session.connection().execute(_SERVICES, {"business_id": business_id})
    return [_shown(row) for row in rows]


def _shown(row: Row[Any]) -> ShownService:
    return ShownService(
        id=row.id,
        slug=row.slug,
        name=row.name,
        description=row.description,
        minutes=row.duration_minutes,
        price=row.price,
        capacity=row.capacity,
        requires_approval=row.requires_approval,
        place=row.place,
    )
