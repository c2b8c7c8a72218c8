"""When a message is tried again."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardshop.notifications.domain import retry

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("attempt", "soonest", "latest"),
    [
        (1, MINUTE, 1.5 * MINUTE),
        (2, 3 * MINUTE, 4.5 * MINUTE),
        (3, 9 * MINUTE, 13.5 * MINUTE),
        (4, 27 * MINUTE, 40.5 * MINUTE),
        (5, 81 * MINUTE, 121.5 * MINUTE),
        (6, 4 * HOUR, 6 * HOUR),
        (7, 4 * HOUR, 6 * HOUR),
        (1000, 4 * HOUR, 6 * HOUR),
    ],
)
def test_the_pause_grows_from_a_minute_to_six_hours(
    attempt: int, soonest: timedelta, latest: timedelta
) -> None:
    assert retry.pause(attempt, chance=0) == soonest
    assert retry.pause(attempt, chance=1) == latest


@given(st.integers(0, 1000), st.floats(0, 1))
def test_a_pause_is_never_shorter_than_a_minute_nor_longer_than_six_hours(
    attempt: int, chance: float
) -> None:
    assert MINUTE <= retry.pause(attempt, chance=chance) <= 6 * HOUR


@given(st.floats(0, 1))
def test_the_longer_it_fails_the_longer_the_pause(chance: float) -> None:
    pauses = [retry.pause(attempt, chance=chance) for attempt in range(1, 20)]

    assert all(earlier <= later for earlier, later in pairwise(pauses))


def test_the_eighth_try_is_the_last() -> None:
    assert [attempt for attempt in range(1, 10) if retry.is_last(attempt)] == [8, 9]


@pytest.mark.parametrize("chance", [-0.1, 1.1])
def test_chance_is_a_share(chance: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        retry.pause(1, chance=chance)


def test_messages_that_failed_together_are_tried_apart() -> None:
    shares = [retry.share(f"message {number}", 1) for number in range(200)]

    assert len(set(shares)) == 200
    assert 0.4 < sum(shares) / 200 < 0.6
    assert 0 <= min(shares) < 0.1
    assert 0.9 < max(shares) <= 1
