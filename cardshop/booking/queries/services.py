"""Services and calendars: one, or all in the owner's order, and who gives what."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import selectinload

from cardshop.booking.models import Calendar, CalendarService, Service
from cardshop.booking.queries.settings import held_settings
from cardshop.db import db
from cardshop.lib.errors import NotFound
from cardshop.lib.typed import LARGEST_KEY


class NoSuchService(NotFound):
    """There is no such service."""


class NoSuchCalendar(NotFound):
    """There is no such calendar."""


def services(business_id: int, *, active_only: bool = False) -> list[Service]:
    """The services with their questions, in the owner's order. Two statements."""
    wanted = (
        select(Service)
        .where(Service.business_id == business_id)
        .order_by(Service.position, Service.id)
        .options(selectinload(Service.questions))
        .execution_options(populate_existing=True)
    )
    return list(db.session.scalars(wanted.where(Service.is_active) if active_only else wanted))


def service_of(business_id: int, service_id: int, *, for_change: bool = False) -> Service:
    """One service of the business with its questions. Raises NoSuchService.

    `for_change` holds the business's settings first, as whoever takes a booking does: with the
    service locked before them, the two would wait for each other.
    """
    if not 0 < service_id <= LARGEST_KEY:
        raise NoSuchService
    if for_change:
        held_settings(business_id)
    return _one_service(_BY_KEY, business_id, service_id, for_change=for_change)


def service_by_slug(business_id: int, slug: str) -> Service:
    """The service with that address. Raises NoSuchService."""
    return _one_service(_BY_SLUG, business_id, slug)


def calendars(business_id: int, *, active_only: bool = False) -> list[Calendar]:
    """The calendars in the owner's order."""
    wanted = (
        select(Calendar)
        .where(Calendar.business_id == business_id)
        .order_by(Calendar.position, Calendar.id)
    )
    return list(db.session.scalars(wanted.where(Calendar.is_active) if active_only else wanted))


def calendar_of(business_id: int, calendar_id: int, *, for_change: bool = False) -> Calendar:
    """One calendar of the business; `for_change` as of a service. Raises NoSuchCalendar."""
    if not 0 < calendar_id <= LARGEST_KEY:
        raise NoSuchCalendar
    if for_change:
        held_settings(business_id)
    wanted = (
        select(Calendar)
        .where(Calendar.business_id == business_id, Calendar.id == calendar_id)
        .execution_options(populate_existing=True)
    )
    found = db.session.scalar(wanted.with_for_update() if for_change else wanted)
    if found is None:
        raise NoSuchCalendar
    return found


def calendars_of_service(service: Service) -> list[Calendar]:
    """The active calendars that give it, in the owner's order."""
    named = {"service": service.id, "business": service.business_id}
    return list(db.session.scalars(_GIVING, named))


def calendar_ids_of(business_id: int) -> dict[int, list[int]]:
    """By service, the calendars that give it, in the owner's order. One statement."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for calendar_id, service_id in _links(business_id):
        found[service_id].append(calendar_id)
    return dict(found)


def service_ids_of(business_id: int) -> dict[int, list[int]]:
    """By calendar, the services that it gives, in the order of their keys. One statement."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for calendar_id, service_id in _links(business_id):
        found[calendar_id].append(service_id)
    return dict(found)


def _links(business_id: int) -> list[tuple[int, int]]:
    rows = db.session.execute(
        select(CalendarService.calendar_id, CalendarService.service_id)
        .join(Calendar, Calendar.id == CalendarService.calendar_id)
        .where(Calendar.business_id == business_id)
        .order_by(Calendar.position, Calendar.id, CalendarService.service_id)
    )
    return [(row[0], row[1]) for row in rows]


def _one_service(
    wanted: Select[Service], business_id: int, named: int | str, *, for_change: bool = False
) -> Service:
    statement = wanted.with_for_update() if for_change else wanted
    found = db.session.scalar(statement, {"business": business_id, "named": named})
    if found is None:
        raise NoSuchService
    return found


# Made once, for they are asked whenever somebody looks for times or takes one.
_OF_BUSINESS = (
    select(Service)
    .where(Service.business_id == bindparam("business"))
    .options(selectinload(Service.questions))
    .execution_options(populate_existing=True)
)
_BY_KEY = _OF_BUSINESS.where(Service.id == bindparam("named"))
_BY_SLUG = _OF_BUSINESS.where(Service.slug == bindparam("named"))
_GIVING = (
    select(Calendar)
    .join(CalendarService, CalendarService.calendar_id == Calendar.id)
    .where(
        CalendarService.service_id == bindparam("service"),
        Calendar.business_id == bindparam("business"),
        Calendar.is_active,
    )
    .order_by(Calendar.position, Calendar.id)
    .execution_options(populate_existing=True)
)
