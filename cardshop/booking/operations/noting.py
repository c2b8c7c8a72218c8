"""What the business notes down about a booking, for its own eyes."""

from __future__ import annotations

from cardshop.booking.models import Booking


def note_booking(booking: Booking, words: str) -> None:
    """Keep the owner's words. Nothing that a customer sees or a calendar shows has changed."""
    booking.owner_note = words
