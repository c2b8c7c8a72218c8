"""The database: base class, column words, one way to change things, both engines made equal."""

from __future__ import annotations

import enum
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import ModuleType
from typing import Annotated, Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, DateTime, Dialect, Enum, MetaData, String, Text, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column, registry
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """An aware instant in UTC, alike on both engines; naive values are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC for the database; SQLite stores no zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Aware UTC for Python."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# Column words. Enums are kept as their words, so tables read well and PostgreSQL needs no type.
WORDS = Enum(
    enum.Enum,
    native_enum=False,
    create_constraint=False,
    length=32,
    values_callable=lambda kind: [member.value for member in kind],
)
Key = Annotated[int, mapped_column(primary_key=True)]
Line = Annotated[str, mapped_column(String(200))]
Code = Annotated[str, mapped_column(String(64))]
Words = Annotated[str, mapped_column(Text)]


class Base(DeclarativeBase):
    """The parent of every table. Flask-SQLAlchemy copies it, so the registry is declared here."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={
            datetime: Instant,
            enum.Enum: WORDS,
            dict[str, Any]: JSON,
            list[dict[str, Any]]: JSON,
            list[int]: JSON,
        },
    )


db = SQLAlchemy(model_class=Base, disable_autonaming=True)
# How long a writer waits for another one, in seconds.
SQLITE_PATIENCE = 5.0
_WRITERS = threading.Lock()


class NestedTransaction(RuntimeError):
    """transaction() was called inside another one; only the edges open transactions."""


@contextmanager
def transaction() -> Iterator[Session]:
    """All of the block or none of it.

    Ends the page's reading transaction first, so objects are read again under the lock. On SQLite
    it begins IMMEDIATE: one writer at a time, and no lock error between reading and writing.
    """
    session = db.session()
    if session.info.get("writing"):
        raise NestedTransaction
    session.rollback()
    session.info["writing"] = True
    try:
        with _turn(session):
            yield from _written(session)
    finally:
        session.info["writing"] = False


def _written(session: Session) -> Iterator[Session]:
    try:
        session.connection(execution_options={"writing": True})
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise


@contextmanager
def _turn(session: Session) -> Iterator[None]:
    """On SQLite the writers of this process come one by one to the lock of the file.

    SQLite's own waiting is sleep and chance: with 32 threads at it some slept through their five
    seconds ("database is locked"), and most of the time nobody wrote at all.
    """
    if session.get_bind().dialect.name != "sqlite":
        yield
        return
    has_it = _WRITERS.acquire(timeout=SQLITE_PATIENCE)
    try:
        yield
    finally:
        if has_it:
            _WRITERS.release()


def init_app(app: Flask, url: str) -> None:
    """Bind the database of `url` to the application."""
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(url)
    db.init_app(app)


def engine_options(url: str) -> dict[str, Any]:
    """Arguments of create_engine for either engine."""
    # An error must not quote what somebody typed: it ends in the log.
    common = {"hide_parameters": True, "pool_size": 8}
    if not url.startswith("sqlite"):
        return common | {"pool_pre_ping": True, "max_overflow": 8}
    return common | {"module": sqlite_driver(), "connect_args": {"timeout": SQLITE_PATIENCE}}


def sqlite_driver() -> ModuleType:
    """pysqlite3 where there is a wheel: the system's SQLite may lack the WAL-reset fix."""
    try:
        import pysqlite3
    except ImportError:
        import sqlite3

        return sqlite3
    return pysqlite3  # type: ignore[no-any-return]


_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "foreign_keys=ON",
    "cache_size=-16000",
    "temp_store=MEMORY",
    "journal_size_limit=67108864",
    "trusted_schema=OFF",
)


@event.listens_for(Engine, "connect")
def _on_connect(connection: Any, _record: Any) -> None:
    if "sqlite" not in type(connection).__module__:
        return
    connection.isolation_level = None  # We begin transactions ourselves.
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@event.listens_for(Engine, "begin")
def _on_begin(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
