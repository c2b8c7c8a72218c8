"""A program that asks too often is told when to come back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask import Flask

from tests.api.conftest import Program
from tests.support import apps, factories


@pytest.fixture
def strict_app(migrated_file: Path, tmp_path: Path) -> Flask:
    """An application that allows three requests a minute."""
    shutil.copy(migrated_file, tmp_path / "strict.db")
    return apps.build(f"sqlite:///{tmp_path / 'strict.db'}", tmp_path, limit_api="3 per minute")


def test_each_token_has_its_own_limit(strict_app: Flask) -> None:
    with strict_app.app_context():
        owner = factories.owner()
        busy = Program(strict_app, factories.api_token(owner))
        calm = Program(strict_app, factories.api_token(owner))

        answers = [busy.get("/business") for _ in range(4)]

        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert 1 <= int(answers[-1].headers["Retry-After"]) <= 61
        assert calm.get("/business").status_code == 200


def test_public_reading_is_limited_by_address(strict_app: Flask) -> None:
    client = strict_app.test_client()

    answers = [client.get("/api/v1/public/cards/nobody") for _ in range(4)]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 429]
    assert answers[-1].content_type == "application/problem+json"
    assert answers[-1].headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(("path", "usual"), [("/business", 401), ("/public/cards/nobody", 404)])
def test_invented_tokens_get_round_no_limit(strict_app: Flask, path: str, usual: int) -> None:
    answers = [Program(strict_app, f"invented-{n}").get(path) for n in range(4)]

    assert [answer.status_code for answer in answers] == [usual, usual, usual, 429]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 61
