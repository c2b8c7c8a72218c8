"""Opens an example for bookings: its services, who gives them, and who came and will come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cardshop.accounts.models import Business
from cardshop.booking import operations as booking
from cardshop.booking import queries
from cardshop.booking.domain.content import CalendarContent, ServiceContent, SettingsChanges
from cardshop.booking.domain.intervals import Interval, floor_seconds
from cardshop.booking.models import Calendar, Service, WaitingEntry
from cardshop.db import db
from cardshop.demo import bookings
from cardshop.demo.bookings import Setting
from cardshop.demo.salon import Chair, Salon
from cardshop.demo.visits import Diary
from cardshop.lib import ids, phones
from cardshop.lib.validation import parse

Chairs = Sequence[tuple[Chair, Calendar]]
_SOONEST_FULL = timedelta(days=2)
_WAITING = 2


def open_up(business: Business, salon: Salon, *, card_id: int, owner: str, at: datetime) -> None:
    """Services and calendars through the operations that pages use, the bookings in bulk."""
    settings = booking.edit_settings(business.id, parse(SettingsChanges, salon.settings))
    chairs = [(chair, _calendar(business, chair, at=at)) for chair in salon.chairs]
    services = _services(business, salon, chairs, at=at)
    approval = timedelta(minutes=settings.approval_minutes)
    setting = Setting(business, salon, card_id, owner, approval, at)
    full_day = _full_day(business, salon, at)
    for chair, calendar in chairs:
        hours, given = (
            queries.hours_of(business, calendar),
            [services[name] for name in chair.gives],
        )
        blocked = _blocked(chair, calendar, at=at)
        diary = Diary(calendar, given, hours, chair.share, blocked, full_day.toordinal())
        bookings.write_down(setting, list(diary.visits(at)))
    if salon.waited_for:
        _wait(business, salon, services[salon.waited_for], full_day, at=at)


def _calendar(business: Business, chair: Chair, *, at: datetime) -> Calendar:
    content = parse(CalendarContent, chair.content)
    return booking.create_calendar(business_id=business.id, content=content, at=at)


def _services(
    business: Business, salon: Salon, chairs: Chairs, *, at: datetime
) -> dict[str, Service]:
    """The services by name, in order."""
    made: dict[str, Service] = {}
    for service in salon.services:
        name = service["name"]
        givers = [calendar.id for chair, calendar in chairs if name in chair.gives]
        content = parse(ServiceContent, service | {"calendar_ids": givers})
        made[name] = booking.create_service(business_id=business.id, content=content, at=at)
    return made


def _full_day(business: Business, salon: Salon, at: datetime) -> date:
    """The next such weekday that is not too near; without one a day long gone."""
    if salon.full_weekday is None:
        return date.min
    soonest = at.astimezone(ZoneInfo(business.timezone)).date() + _SOONEST_FULL
    return soonest + timedelta(days=(salon.full_weekday - soonest.weekday()) % 7)


def _blocked(chair: Chair, calendar: Calendar, *, at: datetime) -> list[Interval]:
    zone = ZoneInfo(calendar.timezone)
    found = []
    for ahead, since, until, reason in chair.blocked:
        day = at.astimezone(zone).date() + timedelta(days=ahead)
        start, end = (
            datetime.combine(day, time.fromisoformat(clock), zone) for clock in (since, until)
        )
        booking.block(calendar, start, end, reason=reason, at=at)
        found.append((floor_seconds(start), floor_seconds(end)))
    return found


def _wait(business: Business, salon: Salon, service: Service, day: date, *, at: datetime) -> None:
    """The last customers wait for the day that is full."""
    for number, (name, phone, email) in enumerate(salon.customers[-_WAITING:]):
        db.session.add(
            WaitingEntry(
                business_id=business.id,
                service_id=service.id,
                day=day,
                token=ids.new_token(),
                customer_name=name,
                customer_phone=phone,
                phone_key=phones.canonical(phone),
                customer_email=email,
                email_key=email,
                customer_timezone=business.timezone,
                locale=business.locale,
                created_at=at - timedelta(hours=3 - number),
            )
        )
    db.session.flush()
