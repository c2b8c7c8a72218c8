"""How many bookings one person may hold: against hoarding (issue of a free public page)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from cardshop.booking import queries
from cardshop.booking.models import BookingSettings, Service
from cardshop.lib.errors import Conflict


class TooManyBookings(Conflict):
    """You have as many bookings as one person can have here. Write to us to book more."""


class TooManyThatDay(Conflict):
    """You have as many bookings on that day as one person can have. Choose another day."""


def check(
    settings: BookingSettings,
    service: Service,
    who: tuple[str, str],
    start: datetime,
    *,
    zone: str,
    at: datetime,
) -> None:
    """Refuse one booking too many of a person, by `phone_key` and `email_key`, both maybe empty.

    Days are local dates of `zone`. Raises TooManyBookings, TooManyThatDay.
    """
    ahead = queries.starts_ahead(settings.business_id, *who, at)
    same = sum(service_id == service.id for service_id, _ in ahead)
    is_full = service.person_limit is not None and same >= service.person_limit
    if is_full or len(ahead) >= settings.person_limit:
        raise TooManyBookings
    place = ZoneInfo(zone)
    day = start.astimezone(place).date()
    that_day = sum(other.astimezone(place).date() == day for _, other in ahead)
    if that_day >= settings.person_day_limit:
        raise TooManyThatDay
