"""What is done with services, calendars and bookings. Nothing here commits, nothing sends."""

from __future__ import annotations

from cardshop.booking.operations.blocking import Occupied, block, unblock
from cardshop.booking.operations.calendars import (
    CalendarBooked,
    TooManyCalendars,
    create_calendar,
    delete_calendar,
    edit_calendar,
    move_calendar,
)
from cardshop.booking.operations.choosing import SlotTaken
from cardshop.booking.operations.limits import TooManyBookings, TooManyThatDay
from cardshop.booking.operations.moving import ServiceGone, reschedule
from cardshop.booking.operations.series import Repetition, Series, SomeTaken, repeat
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
from cardshop.booking.operations.states import (
    BookingOver,
    StepImpossible,
    TooLate,
    approve,
    cancel,
    cancel_by_customer,
    complete,
    decline,
    expire_holds,
    may_cancel,
    may_move,
    move_to,
    no_show,
    service_of,
)
from cardshop.booking.operations.taking import NotTakingBookings, book_by_owner, take

__all__ = [
    "BookingOver",
    "CalendarBooked",
    "NotTakingBookings",
    "Occupied",
    "Repetition",
    "Series",
    "ServiceBooked",
    "ServiceGone",
    "SlotTaken",
    "SomeTaken",
    "StepImpossible",
    "TooLate",
    "TooManyBookings",
    "TooManyCalendars",
    "TooManyServices",
    "TooManyThatDay",
    "approve",
    "block",
    "book_by_owner",
    "cancel",
    "cancel_by_customer",
    "complete",
    "create_calendar",
    "create_service",
    "decline",
    "delete_calendar",
    "delete_service",
    "duplicate_service",
    "edit_calendar",
    "edit_service",
    "edit_settings",
    "expire_holds",
    "may_cancel",
    "may_move",
    "move_calendar",
    "move_service",
    "move_to",
    "no_show",
    "repeat",
    "reschedule",
    "service_of",
    "take",
    "unblock",
]
