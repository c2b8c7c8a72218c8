"""Passwords are cheap here, and letters are read from the outbox."""

from __future__ import annotations

import pytest

from cardshop.accounts import hashing


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one place where tests weaken argon2id."""
    monkeypatch.setattr(hashing, "STRENGTH", hashing.Strength(64, 1, 1))
