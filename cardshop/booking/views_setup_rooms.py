"""Every page on which booking is set up, imported for their routes."""

from __future__ import annotations

from cardshop.booking import (
    views_calendars,
    views_day_off,
    views_days_off,
    views_elsewhere,
    views_feeds,
    views_hours,
    views_rules,
    views_service,
    views_services,
)
from cardshop.booking.blueprint_calendars import bp as calendars
from cardshop.booking.blueprint_services import bp as services

__all__ = [
    "calendars",
    "services",
    "views_calendars",
    "views_day_off",
    "views_days_off",
    "views_elsewhere",
    "views_feeds",
    "views_hours",
    "views_rules",
    "views_service",
    "views_services",
]
