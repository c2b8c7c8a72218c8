"""The way of an order: each step, and no other."""

from __future__ import annotations

import pytest

from cardshop.orders.domain import states
from cardshop.orders.models import OrderState

ALLOWED = {
    ("placed", "accepted"),
    ("placed", "cancelled"),
    ("placed", "expired"),
    ("accepted", "ready"),
    ("accepted", "cancelled"),
    ("ready", "completed"),
    ("ready", "cancelled"),
}


def test_there_are_these_steps_and_no_others() -> None:
    words = [state.value for state in OrderState]

    assert {(a, b) for a in words for b in words if b in states.following(a)} == ALLOWED


@pytest.mark.parametrize(
    ("state", "step"),
    [("placed", "accepted"), ("accepted", "ready"), ("ready", "completed"), ("completed", None)],
)
def test_the_main_button_leads_on(state: str, step: str | None) -> None:
    assert states.next_step(state) == step
    assert states.is_open(state) == (step is not None)
