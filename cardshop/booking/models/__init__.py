"""What is stored of services, calendars and bookings."""

from __future__ import annotations

from cardshop.booking.models.appointments import Appointment, BlockedTime, Seat
from cardshop.booking.models.bookings import (
    Booking,
    BookingEvent,
    BookingState,
    Happening,
    RecurringGroup,
)
from cardshop.booking.models.calendars import (
    BusyInterval,
    BusyKind,
    BusySource,
    Calendar,
    CalendarFeed,
    CalendarService,
    FeedPrivacy,
)
from cardshop.booking.models.services import (
    BookingSettings,
    Place,
    QuestionKind,
    Service,
    ServiceQuestion,
    SlotAlignment,
)
from cardshop.booking.models.waiting import WaitingEntry, WaitingState

__all__ = [
    "Appointment",
    "BlockedTime",
    "Booking",
    "BookingEvent",
    "BookingSettings",
    "BookingState",
    "BusyInterval",
    "BusyKind",
    "BusySource",
    "Calendar",
    "CalendarFeed",
    "CalendarService",
    "FeedPrivacy",
    "Happening",
    "Place",
    "QuestionKind",
    "RecurringGroup",
    "Seat",
    "Service",
    "ServiceQuestion",
    "SlotAlignment",
    "WaitingEntry",
    "WaitingState",
]
