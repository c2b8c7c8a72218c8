"""Tries at the door are counted, on both engines."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from cardshop.accounts import operations
from cardshop.accounts.domain.throttling import TooManyTries
from cardshop.accounts.models import Throttle
from cardshop.db import db, transaction
from tests.accounts.steps import EMAIL
from tests.support.factories import NOW


def test_tries_are_counted_until_the_door_shuts_for_a_while(each_engine: Flask) -> None:
    for _ in range(5):
        attempt()

    with pytest.raises(TooManyTries) as refused:
        attempt()
    assert refused.value.seconds == 2
    attempt(after=timedelta(seconds=2))


def test_a_success_clears_the_account_and_takes_back_one_try_of_the_address(
    each_engine: Flask,
) -> None:
    watched = operations.signing_in(EMAIL, "192.0.2.7")
    for _ in range(4):
        attempt()
    with transaction():
        operations.forgive(watched, at=NOW)
    for _ in range(5):
        attempt()

    with pytest.raises(TooManyTries):
        attempt()


def test_an_address_waits_whichever_accounts_it_tries(each_engine: Flask) -> None:
    for n in range(20):
        attempt(f"somebody{n}@example.com")

    with pytest.raises(TooManyTries):
        attempt("yet.another@example.com")
    attempt("yet.another@example.com", address="198.51.100.1")


def test_tries_are_forgotten_after_a_day(each_engine: Flask) -> None:
    attempt()
    with transaction():
        operations.forget_stale(at=NOW + timedelta(days=1, seconds=1))

    assert db.session.query(Throttle).count() == 0


def attempt(
    email: str = EMAIL, *, address: str = "192.0.2.7", after: timedelta = timedelta()
) -> None:
    with transaction():
        operations.count_attempt(operations.signing_in(email, address), at=NOW + after)
