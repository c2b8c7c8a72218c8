"""The way of an order from state to state (domain.md 6)."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

# How long a customer has to say that the message was sent.
UNSENT_FOR = timedelta(hours=24)

_STEPS: Final = {
    "placed": ("accepted", "cancelled", "expired"),
    "accepted": ("ready", "cancelled"),
    "ready": ("completed", "cancelled"),
}
# Orders that count for nobody: their stock and their coupon are free again.
FALLEN: Final = ("cancelled", "expired")


def following(state: str) -> tuple[str, ...]:
    """The states that an order can go to from this one; none from the last ones."""
    return _STEPS.get(state, ())


def next_step(state: str) -> str | None:
    """The one that the owner's main button leads to."""
    return next((step for step in following(state) if step not in FALLEN), None)


def is_open(state: str) -> bool:
    """Whether somebody still has something to do."""
    return state in _STEPS
