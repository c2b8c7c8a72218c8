"""Services: made, changed, moved, copied, removed. Whoever was read for it, `for_change`."""

from __future__ import annotations

from datetime import datetime

from cardshop.accounts.content import raise_version
from cardshop.booking import queries
from cardshop.booking.domain.content import LONGEST_NAME, ServiceChanges, ServiceContent
from cardshop.booking.models import Service
from cardshop.booking.operations import links, sorting
from cardshop.booking.operations.calendars import first_calendar
from cardshop.booking.operations.service_content import apply, content_of, faults_of, is_modified
from cardshop.booking.operations.service_slugs import free_slug, slug_faults
from cardshop.booking.operations.sorting import Direction
from cardshop.booking.operations.waiting import forget_service
from cardshop.booking.queries.ahead import bookings_ahead
from cardshop.db import db
from cardshop.lib import ids, page_slugs
from cardshop.lib.errors import Conflict, FieldErrors
from cardshop.lib.validation import parse

MOST_SERVICES = 500
_COPY = " (copy)"


class TooManyServices(Conflict):
    """There is room for 500 services. Delete one that you no longer need."""


class ServiceBooked(Conflict):
    """This service has bookings ahead. Cancel or move them first, or switch the service off."""


def create_service(*, business_id: int, content: ServiceContent, at: datetime) -> Service:
    """A new service behind the others. Without a slug one is made from the name.

    A business without any calendar gets its first one, which gives the service; where there is
    only one, it gives what does not say otherwise. Raises FieldErrors before anything is written,
    TooManyServices.
    """
    queries.held_settings(business_id)
    others = queries.services(business_id)
    if len(others) >= MOST_SERVICES:
        raise TooManyServices
    _check(business_id, content)
    service = Service(
        business_id=business_id,
        position=sorting.next_position(others),
        questions=[],
        version=1,
        created_at=at,
        updated_at=at,
    )
    apply(service, content, ServiceContent.model_fields.keys())
    _add(service, content.slug)
    links.set_calendars(service, _givers(business_id, content, at=at), at=at)
    raise_version(business_id)
    return service


def edit_service(service: Service, changes: ServiceChanges, *, at: datetime) -> None:
    """Change what was sent; nothing else moves, and bookings keep what they were told.

    An empty slug keeps the one there is. Raises FieldErrors before anything is written.
    """
    queries.held_settings(service.business_id)
    _check(service.business_id, changes, service)
    sent = changes.model_fields_set
    moved = "calendar_ids" in sent and links.set_calendars(service, changes.calendar_ids, at=at)
    apply(service, changes, sent)
    service.slug = changes.slug or service.slug
    if not moved and not is_modified(service):
        return
    service.version += 1
    service.updated_at = at
    db.session.flush()
    raise_version(service.business_id)


def duplicate_service(service: Service, *, at: datetime) -> Service:
    """A service like it, switched off, given by the same calendars, with the same questions."""
    calendar_ids = queries.calendar_ids_of(service.business_id).get(service.id, [])
    copied = content_of(service) | {
        "name": service.name[: LONGEST_NAME - len(_COPY)] + _COPY,
        "slug": "",
        "calendar_ids": calendar_ids,
        "active": False,
    }
    content = parse(ServiceContent, copied)
    return create_service(business_id=service.business_id, content=content, at=at)


def delete_service(service: Service, *, at: datetime) -> None:
    """Remove it; bookings gone by keep its name and price. Raises ServiceBooked."""
    business_id = service.business_id
    queries.held_settings(business_id)
    if bookings_ahead(business_id, service_id=service.id, at=at):
        raise ServiceBooked
    forget_service(service, at=at)
    links.set_calendars(service, (), at=at)
    db.session.flush()
    db.session.delete(service)
    db.session.flush()
    raise_version(business_id)


def move_service(service: Service, direction: Direction) -> None:
    """One place up or down; at the end it stays."""
    queries.held_settings(service.business_id)
    if sorting.moved(queries.services(service.business_id), service, direction):
        db.session.flush()
        raise_version(service.business_id)


def _check(business_id: int, content: ServiceContent, service: Service | None = None) -> None:
    faults = [
        *faults_of(content, service),
        *slug_faults(business_id, content.slug, service),
        *links.calendar_faults(business_id, content.calendar_ids),
    ]
    if faults:
        raise FieldErrors(faults)


def _add(service: Service, slug: str) -> None:
    """Give the service its row and its address, which nobody takes while the settings are held."""
    wanted = slug or page_slugs.proposed(service.name)
    service.slug = slug or free_slug(service.business_id, wanted or ids.new_code())
    db.session.add(service)
    db.session.flush()
    if not wanted:
        service.slug = free_slug(service.business_id, f"service-{service.id}")
        db.session.flush()


def _givers(business_id: int, content: ServiceContent, *, at: datetime) -> list[int]:
    calendars = queries.calendars(business_id)
    if not calendars:
        return [first_calendar(business_id, at=at).id]
    if "calendar_ids" not in content.model_fields_set and len(calendars) == 1:
        return [calendars[0].id]
    return content.calendar_ids
