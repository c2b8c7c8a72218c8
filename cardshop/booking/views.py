"""Every page of the bookings room: importing this module gives the blueprint its routes."""

from __future__ import annotations

from cardshop.booking import (
    views_blocked,
    views_booking,
    views_client,
    views_diary,
    views_move,
    views_new,
    views_steps,
)
from cardshop.booking.blueprint import bp

__all__ = [
    "bp",
    "views_blocked",
    "views_booking",
    "views_client",
    "views_diary",
    "views_move",
    "views_new",
    "views_steps",
]
