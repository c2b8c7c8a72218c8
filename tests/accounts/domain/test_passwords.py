"""Which passwords will do."""

from __future__ import annotations

import time

import pytest

from cardshop.accounts.domain import passwords
from cardshop.accounts.domain.passwords import (
    PasswordTooEasy,
    PasswordTooLong,
    PasswordTooShort,
)


@pytest.mark.parametrize(
    "password", ["plain unrelated words 77", "نان تازه هر روز صبح", "🥐🍞🧁🍪☕🥖🍰🍮🧈🍯"]
)
def test_long_passwords_of_any_script_will_do(password: str) -> None:
    assert passwords.check(password) == password


@pytest.mark.parametrize("password", ["password123", "aaaaaaaaaaaa", "1234567890", "qwertyuiop"])
def test_the_ones_that_are_guessed_first_are_refused(password: str) -> None:
    with pytest.raises(PasswordTooEasy):
        passwords.check(password)


def test_an_address_is_no_password() -> None:
    with pytest.raises(PasswordTooEasy):
        passwords.check("maya@goldencrumb.example", about=["maya@goldencrumb.example"])


def test_length_has_limits() -> None:
    with pytest.raises(PasswordTooShort):
        passwords.check("short 9 x")
    with pytest.raises(PasswordTooLong):
        passwords.check("ab c" * 51)


def test_the_keyboard_does_not_matter() -> None:
    assert passwords.as_bytes("caf\u00e9 cr\u00e8me") == passwords.as_bytes(
        "cafe\u0301 cre\u0300me"
    )


def test_a_flood_of_accents_costs_no_time() -> None:
    begun = time.process_time()
    passwords.as_bytes("a" + "\u0301\u0323" * 50_000)

    assert time.process_time() - begun < 1
