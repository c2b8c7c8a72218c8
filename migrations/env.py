"""Runs migrations on either engine. It knows the schema, never the application's operations."""

from __future__ import annotations

from alembic import context
from flask import current_app
from sqlalchemy import Connection
from sqlalchemy.types import TypeEngine


def render_item(kind: str, thing: object, _context: object) -> str | bool:
    """Write our column words in plain SQLAlchemy, so that a migration imports nothing of ours."""
    if kind == "type" and type(thing).__name__ == "Instant":
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(thing, TypeEngine) and thing.__class__.__name__ == "Enum":
        return "sa.String(length=32)"
    return False


def same_type(
    _context: object, _inspected: object, _column: object, inspected_type: object, ours: object
) -> bool | None:
    """Enums are words in a VARCHAR(32): only other differences of type count."""
    return (
        False
        if type(ours).__name__ == "Enum" and "VARCHAR" in str(inspected_type).upper()
        else None
    )


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """The queue keeps its own tables beside ours on PostgreSQL."""
    return not (kind == "table" and (name or "").startswith("huey_"))


def migrate(connection: Connection) -> None:
    """Run on this connection, in one transaction."""
    extension = current_app.extensions["migrate"]
    context.configure(
        connection=connection,
        target_metadata=extension.db.metadata,
        render_item=render_item,
        compare_type=same_type,
        include_name=is_ours,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
        if connection.dialect.name == "sqlite":
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                raise RuntimeError(f"foreign keys broken by migration: {broken}")


def run() -> None:
    """On SQLite foreign keys are off meanwhile: a batch's DROP TABLE would fire ON DELETE CASCADE."""
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect().execution_options(writing=True) as connection:
        if engine.dialect.name != "sqlite":
            migrate(connection)
            return
        raw = connection.connection.dbapi_connection
        raw.execute("PRAGMA foreign_keys=OFF")
        try:
            migrate(connection)
        finally:
            raw.execute("PRAGMA foreign_keys=ON")


run()
