"""Passwords are cheap here, and letters are read from the outbox."""

from __future__ import annotations

import pytest
from flask import g

from cardshop.accounts import hashing


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one place where tests weaken argon2id."""
    monkeypatch.setattr(hashing, "STRENGTH", hashing.Strength(64, 1, 1))


@pytest.fixture(autouse=True)
def requests_start_anew(request: pytest.FixtureRequest) -> None:
    """Forget who was signed in after each request: the pushed context of `app` outlives them."""
    if "sqlite_app" in request.fixturenames:
        request.getfixturevalue("sqlite_app").teardown_request(_forget)


def _forget(_fault: BaseException | None) -> None:
    for name in list(g):
        g.pop(name)
