"""The application on a fresh database, one for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, g
from flask_migrate import upgrade
from sqlalchemy import text

from cardshop import schema
from cardshop.accounts import hashing
from cardshop.app import create_app
from cardshop.config import Settings
from cardshop.db import db
from cardshop.notifications import queue
from tests.support import quick_rules

quick_rules.install()
SECRET = "a secret of thirty-two characters"


def settings(database_url: str, folder: Path, **chosen: object) -> Settings:
    """Settings of a test: everything local, limits out of the way."""
    given = {
        "database_url": database_url,
        "secret_key": SECRET,
        "base_url": "http://localhost",
        "storage_url": f"file://{folder / 'media'}",
        "limit_signin": "1000 per minute",
        "limit_public": "1000 per minute",
        "limit_api": "10000 per minute",
        "log_format": "text",
        **chosen,
    }
    return Settings(**given)  # type: ignore[arg-type]


def build(database_url: str, folder: Path, **chosen: object) -> Flask:
    """An application whose tests may post forms without a token, unless `csrf=True`."""
    csrf = bool(chosen.pop("csrf", False))
    app = create_app(settings(database_url, folder, **chosen))
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False, WTF_CSRF_ENABLED=csrf)
    app.teardown_request(_forget_who_was_here)
    return app


def _forget_who_was_here(_fault: BaseException | None) -> None:
    """The context that `app` keeps pushed outlives its requests; what they noted must not."""
    for name in list(g):
        g.pop(name)


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one place where tests weaken argon2id."""
    monkeypatch.setattr(hashing, "STRENGTH", hashing.Strength(64, 1, 1))


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the schema and no rows, migrated once and copied for each test."""
    folder = tmp_path_factory.mktemp("schema")
    app = build(f"sqlite:///{folder / 'schema.db'}", folder)
    with app.app_context():
        upgrade()
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()
    return folder / "schema.db"


@pytest.fixture
def sqlite_app(migrated_file: Path, tmp_path: Path) -> Iterator[Flask]:
    """The application on SQLite, outside any request."""
    shutil.copy(migrated_file, tmp_path / "test.db")
    app = build(f"sqlite:///{tmp_path / 'test.db'}", tmp_path)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(sqlite_app: Flask) -> Iterator[Flask]:
    """The application on SQLite with its context pushed: operations and queries can be called."""
    with sqlite_app.app_context():
        yield sqlite_app


@pytest.fixture(scope="session")
def postgres_schema(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A PostgreSQL database of this worker with the schema."""
    url = postgres_url.replace("postgresql://", "postgresql+psycopg://", 1)
    app = build(url, tmp_path_factory.mktemp("postgres"))
    with app.app_context():
        upgrade()
        db.engine.dispose()
    return url


@pytest.fixture
def postgres_app(postgres_schema: str, tmp_path: Path) -> Iterator[Flask]:
    """The application on PostgreSQL, its tables emptied."""
    app = build(postgres_schema, tmp_path)
    with app.app_context():
        tables = ", ".join(schema.metadata.tables)
        with db.engine.begin() as connection:
            connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
        yield app
        db.session.remove()
        db.engine.dispose()
        _close_the_doorbell(app)


def _close_the_doorbell(app: Flask) -> None:
    """A test that looked into the worker's queue left a connection open."""
    doorbell = queue.of(app.extensions["cardshop.settings"])
    if "_opened" in vars(doorbell):
        doorbell.huey.storage.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def each_engine(request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The application on SQLite and then on PostgreSQL, with its context pushed."""
    if request.param == "postgresql":
        yield request.getfixturevalue("postgres_app")
        return
    app = request.getfixturevalue("sqlite_app")
    with app.app_context():
        yield app
