"""What is done with services, calendars and bookings. Nothing here commits, nothing sends."""

from __future__ import annotations

from cardshop.booking.operations.calendars import (
    CalendarBooked,
    TooManyCalendars,
    create_calendar,
    delete_calendar,
    edit_calendar,
    move_calendar,
)
from cardshop.booking.operations.services import (
    ServiceBooked,
    TooManyServices,
    create_service,
    delete_service,
    duplicate_service,
    edit_service,
    move_service,
)
from cardshop.booking.operations.settings import edit_settings

__all__ = [
    "CalendarBooked",
    "ServiceBooked",
    "TooManyCalendars",
    "TooManyServices",
    "create_calendar",
    "create_service",
    "delete_calendar",
    "delete_service",
    "duplicate_service",
    "edit_calendar",
    "edit_service",
    "edit_settings",
    "move_calendar",
    "move_service",
]
