"""How tests set booking up: by operations, and by what a browser sends."""

from __future__ import annotations

from typing import Any

from cardshop.accounts.models import Business
from cardshop.booking import operations, queries
from cardshop.booking.domain.content import CalendarContent, ServiceContent
from cardshop.booking.models import Calendar, Service
from cardshop.db import db, transaction
from tests.support.factories import NOW, Owner


def make(business_id: int, name: str = "Haircut", **said: Any) -> Service:
    content = ServiceContent(name=name, duration_minutes=30, **said)
    with transaction():
        key = operations.create_service(business_id=business_id, content=content, at=NOW).id
    return queries.service_of(business_id, key)


def hire(business_id: int, name: str = "Amina", **said: Any) -> Calendar:
    content = CalendarContent(name=name, **said)
    with transaction():
        key = operations.create_calendar(business_id=business_id, content=content, at=NOW).id
    return queries.calendar_of(business_id, key)


def version(business_id: int) -> int:
    db.session.rollback()
    found: int = db.session.get_one(Business, business_id).content_version
    return found


def service_form(**changed: Any) -> dict[str, Any]:
    """The form as a browser sends it when name, length and price were filled in."""
    return {
        "name": "Haircut",
        "duration_minutes": "30",
        "price": "1,500",
        "active": "y",
        "place": "business",
        "slot_alignment": "opening",
        "slot_interval_minutes": "",
        "buffer_before_minutes": "0",
        "buffer_after_minutes": "0",
        "minimum_notice_minutes": "0",
        "horizon_days": "60",
        "cancel_cutoff_minutes": "0",
        "reschedule_cutoff_minutes": "0",
        "reminder_offsets": ["1440", "120"],
    } | changed


def question(place: int, label: str, kind: str = "text", **more: str) -> dict[str, str]:
    row = {"label": label, "kind": kind, "choices": "", "id": ""} | more
    return {f"questions-{place}-{name}": value for name, value in row.items()}


def only_service(owner: Owner) -> Service:
    (service,) = queries.services(owner.business.id)
    return service


def at(calendar: Calendar, page: str = "hours") -> str:
    return f"/app/calendars/{calendar.id}/{page}"


def kept(calendar: Calendar) -> dict[str, Any] | None:
    db.session.rollback()
    return queries.calendar_of(calendar.business_id, calendar.id).hours


def opening_hours(owner: Owner) -> dict[str, Any]:
    db.session.rollback()
    return db.session.get_one(Business, owner.business.id).opening_hours
