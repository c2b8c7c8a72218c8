"""How long somebody who failed must wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cardshop.accounts.domain import throttling
from cardshop.accounts.domain.throttling import Failures, TooManyTries

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("failure", "seconds"),
    [(1, 0), (4, 0), (5, 2), (6, 4), (8, 16), (13, 512), (14, 900), (99, 900)],
)
def test_each_failure_past_the_fourth_doubles_the_wait(failure: int, seconds: int) -> None:
    assert throttling.wait_after(failure) == timedelta(seconds=seconds)


def test_failures_are_forgotten_after_a_day() -> None:
    known = Failures(12, NOW - timedelta(days=1), NOW)

    assert throttling.after_failure(known, NOW, 4).count == 1


def test_failures_of_the_same_day_add_up() -> None:
    known = Failures(4, NOW - timedelta(hours=23), NOW)

    assert throttling.after_failure(known, NOW, 4) == Failures(5, NOW, NOW + timedelta(seconds=2))


def test_nobody_waits_who_is_not_known() -> None:
    assert throttling.wait_left(None, NOW) == timedelta()


def test_the_wait_is_told_in_whole_seconds() -> None:
    assert TooManyTries(timedelta(seconds=1.2)).seconds == 2
    assert TooManyTries(timedelta(milliseconds=1)).seconds == 1


def test_a_person_has_all_addresses_of_a_network_of_ipv6() -> None:
    assert throttling.network_of("2001:db8::1") == throttling.network_of("2001:db8::ffff:1")
    assert throttling.network_of("2001:db8::1") != throttling.network_of("2001:db8:0:1::1")
    assert throttling.network_of("192.0.2.7") == "192.0.2.7"
    assert throttling.network_of("not an address") == "not an address"
