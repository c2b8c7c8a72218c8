"""The way of a booking from one state to the next (domain.md 8.2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

# Pending and confirmed ones hold their time; the others of the first row are ends. What came of a
# visit may be corrected.
STEPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "pending": ("confirmed", "declined", "cancelled", "expired"),
        "confirmed": ("completed", "no_show", "cancelled"),
        "completed": ("no_show",),
        "no_show": ("completed",),
        "declined": (),
        "cancelled": (),
        "expired": (),
    }
)
HOLDING = frozenset({"pending", "confirmed"})
FALLEN = frozenset({"declined", "cancelled", "expired"})


def following(state: str) -> tuple[str, ...]:
    """The states that may come next."""
    return STEPS[state]


def before_cutoff(start: datetime, cutoff_minutes: int, at: datetime) -> bool:
    """Whether a customer may still cancel or move: before the start, and the cut-off before it."""
    return at < start - timedelta(minutes=cutoff_minutes)
