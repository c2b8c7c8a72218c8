"""Alive, and ready: what load balancers are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from cardshop.db import db
from cardshop.web import health
from tests.support.apps import build
from tests.support.servers import free_port


def test_a_living_site_says_so_without_asking_the_database(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db.engine, "connect", None)

    answer = app.test_client().get("/healthz")

    assert (answer.status_code, answer.json) == (200, {"alive": True})


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_get_no_cookie(app: Flask, path: str) -> None:
    answer = app.test_client().get(path)

    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_complete_site_is_ready(each_engine: Flask) -> None:
    answer = each_engine.test_client().get("/readyz")

    assert answer.status_code == 200
    assert answer.json == {
        "ready": True,
        "parts": {"database": "ok", "migrations": "ok", "storage": "ok"},
    }


def test_old_tables_are_not_ready(app: Flask) -> None:
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'older'"))

    answer = app.test_client().get("/readyz")

    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["parts"]["migrations"] == "not ready"
    assert answer.json["parts"]["database"] == "ok"


def test_a_dead_database_is_not_ready_and_tells_nobody_where_it_was(tmp_path: Path) -> None:
    gone = build("postgresql+psycopg://amina:secret@127.0.0.1:1/shop", tmp_path)

    answer = gone.test_client().get("/readyz")

    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["parts"]["database"] == "not ready"
    assert "amina" not in answer.text
    assert gone.test_client().get("/healthz").status_code == 200


def test_redis_is_asked_where_it_is_used(app: Flask, tmp_path: Path, redis_url: str) -> None:
    url = str(db.engine.url)
    there = build(url, tmp_path, redis_url=redis_url).test_client().get("/readyz")
    gone = build(url, tmp_path, redis_url=f"redis://127.0.0.1:{free_port()}/0")
    away = gone.test_client().get("/readyz")

    assert (there.status_code, away.status_code) == (200, 503)
    assert there.json is not None
    assert away.json is not None
    assert there.json["parts"]["redis"] == "ok"
    assert away.json["parts"]["redis"] == "not ready"


def test_a_part_that_breaks_is_not_ready(app: Flask) -> None:
    health.part(app, "mill", lambda: bool(1 / 0))

    assert app.test_client().get("/readyz").status_code == 503
