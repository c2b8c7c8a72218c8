"""Holds whose time is over: ended before anything else is taken, without waiting for the worker."""

from __future__ import annotations

from datetime import datetime

from cardshop.booking.operations import states


def clear_due(business_id: int, *, at: datetime) -> None:
    """End the business's requests that are over at `at`. Its settings are held."""
    states.expire_due(business_id, at=at)
