"""Programs with tokens: one that writes, one that reads, one of another business."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from cardshop.booking.models import Calendar, Service
from cardshop.lib import clock
from tests.api.desk import Desk
from tests.support import factories, salons


class Program:
    """A program with one token; addresses are relative to /api/v1."""

    def __init__(self, app: Flask, token: str) -> None:
        self.app, self.token = app, token

    def send(
        self, method: str, path: str, *, headers: dict[str, str] | None = None, **options: Any
    ) -> TestResponse:
        """One request. Every refusing answer must be a problem of RFC 9457."""
        signed = {"Authorization": f"Bearer {self.token}"} | (headers or {})
        answer = self.app.test_client().open(
            f"/api/v1{path}", method=method, headers=signed, **options
        )
        if answer.status_code >= 400:
            assert answer.content_type == "application/problem+json"
            assert answer.get_json()["status"] == answer.status_code
        return answer

    def get(self, path: str, **options: Any) -> TestResponse:
        """Read."""
        return self.send("GET", path, **options)

    def post(self, path: str, **options: Any) -> TestResponse:
        """Create."""
        return self.send("POST", path, **options)

    def patch(self, path: str, **options: Any) -> TestResponse:
        """Change."""
        return self.send("PATCH", path, **options)

    def delete(self, path: str, **options: Any) -> TestResponse:
        """Remove."""
        return self.send("DELETE", path, **options)


def pointers(answer: TestResponse) -> list[str]:
    """Where a 422 points."""
    assert answer.status_code == 422, answer.get_data(as_text=True)
    return [error["pointer"] for error in answer.get_json().get("errors", [])]


@pytest.fixture
def program(app: Flask, owner: factories.Owner) -> Program:
    """The till of Amina's bakery."""
    return Program(app, factories.api_token(owner))


@pytest.fixture
def reader(app: Flask, owner: factories.Owner) -> Program:
    """Amina's website, which may only read."""
    return Program(app, factories.api_token(owner, "read"))


@pytest.fixture
def stranger(app: Flask) -> Program:
    """A program of another business."""
    return Program(app, factories.api_token(factories.owner(name="Another shop")))


@pytest.fixture
def standing_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is NOW, and stays so."""
    monkeypatch.setattr(clock, "now", lambda: factories.NOW)


@pytest.fixture
def desk(app: Flask, owner: factories.Owner) -> Desk:
    """Where Amina's customers book."""
    return Desk(app, owner)


@pytest.fixture
def haircut(owner: factories.Owner) -> Service:
    """Half an hour, on the half hour."""
    return salons.service(owner.business)


@pytest.fixture
def amina(owner: factories.Owner, haircut: Service) -> Calendar:
    """She cuts hair from 9 to 17 in Nairobi."""
    return salons.calendar(owner.business, haircut)
