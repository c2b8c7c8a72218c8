"""What we ask about bookings: always within one business, in constant statements."""

from __future__ import annotations

from cardshop.booking.queries.blocked import blocked_in_range, blocked_time_of
from cardshop.booking.queries.bookings import (
    HOLDING,
    Listing,
    NoSuchBooking,
    Wanted,
    booking_of,
    business_of_token,
    by_idempotency_key,
    by_token,
    in_range,
    listed,
    of_person,
    starts_ahead,
)
from cardshop.booking.queries.busy import (
    BusyElsewhere,
    Clash,
    NoSuchBusySource,
    busy_in_range,
    conflicts,
    source_of,
    sources,
)
from cardshop.booking.queries.services import (
    NoSuchCalendar,
    NoSuchService,
    calendar_ids_of,
    calendar_of,
    calendars,
    calendars_of_service,
    service_by_slug,
    service_ids_of,
    service_of,
    services,
)
from cardshop.booking.queries.settings import default_settings, held_settings, settings_of
from cardshop.booking.queries.timetable import bookable, hours_of, rules_of, times_of

__all__ = [
    "HOLDING",
    "BusyElsewhere",
    "Clash",
    "Listing",
    "NoSuchBooking",
    "NoSuchBusySource",
    "NoSuchCalendar",
    "NoSuchService",
    "Wanted",
    "blocked_in_range",
    "blocked_time_of",
    "bookable",
    "booking_of",
    "business_of_token",
    "busy_in_range",
    "by_idempotency_key",
    "by_token",
    "calendar_ids_of",
    "calendar_of",
    "calendars",
    "calendars_of_service",
    "conflicts",
    "default_settings",
    "held_settings",
    "hours_of",
    "in_range",
    "listed",
    "of_person",
    "rules_of",
    "service_by_slug",
    "service_ids_of",
    "service_of",
    "services",
    "settings_of",
    "source_of",
    "sources",
    "starts_ahead",
    "times_of",
]
