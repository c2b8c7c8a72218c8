"""What the doctor looks at in the database: engine, tables, outbox, and its clock beside ours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from cardshop import config
from cardshop.commands.checkup import Finding, hint, ok, wrong
from cardshop.commands.readiness import why
from cardshop.config import Settings
from cardshop.db import db, sqlite_driver
from cardshop.lib import clock
from cardshop.notifications import queries
from cardshop.notifications.models import MessageState
from cardshop.web import health

# Versions without a fault that can destroy a database written by several connections (WAL reset).
MENDED = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
# A worker looks every few seconds; what waits longer than this waits for a worker.
LONG = timedelta(minutes=5)
ASKEW = timedelta(seconds=30)


def engine(settings: Settings) -> Iterator[Finding]:
    """The database answers, and is not known to lose data."""
    try:
        health.database_answers()
    except SQLAlchemyError as fault:
        yield wrong(f"cannot be reached ({why(fault)}). Check CARDSHOP_DATABASE_URL.")
        return
    with db.engine.connect() as connection:
        version = ".".join(str(part) for part in connection.dialect.server_version_info or ())
    if not settings.is_sqlite:
        yield ok(f"PostgreSQL {version}")
    elif is_mended(sqlite_driver().sqlite_version_info):
        yield ok(f"SQLite {version}")
    else:
        yield wrong(
            f"SQLite {version} can destroy a database that several programs write. "
            "Install the locked packages again (make setup), which bring a good one."
        )


def is_mended(version: tuple[int, ...]) -> bool:
    """Whether this SQLite has the fix, in its own line of releases or in a later one."""
    return version >= MENDED[0] or any(
        good <= version < (good[0], good[1] + 1, 0) for good in MENDED[1:]
    )


def migrations(_settings: Settings) -> Iterator[Finding]:
    """The tables are those of this code."""
    if health.is_migrated():
        yield ok("up to date")
    else:
        yield wrong("behind the code. Run: flask --app wsgi db upgrade")


def outbox(_settings: Settings) -> Iterator[Finding]:
    """Somebody empties the outbox."""
    if not health.is_migrated():
        return
    at = clock.now()
    counts = queries.counts()
    if queries.is_anything_due(at - LONG):
        yield wrong("messages have waited for five minutes. Start: flask --app wsgi worker")
    if failed := counts.get(MessageState.FAILED):
        yield hint(f"{failed} failed. See: flask --app wsgi messages list --state failed")
    if held := counts.get(MessageState.HELD):
        yield hint(f"{held} held. See: flask --app wsgi messages list --state held")
    yield ok(f"{counts.get(MessageState.SENT, 0)} sent")


def clocks(settings: Settings) -> Iterator[Finding]:
    """Our clock is not behind our own files, and agrees with the database's."""
    at = clock.now()
    written = datetime.fromtimestamp(Path(config.__file__).stat().st_mtime, UTC)
    if at < written - timedelta(days=1):
        yield wrong(f"shows {at:%Y-%m-%d %H:%M} UTC, before this code was written. Set the clock.")
        return
    if not settings.is_sqlite:
        theirs = db.session.scalars(select(func.clock_timestamp())).one()
        if abs(theirs - clock.now()) > ASKEW:
            yield wrong(f"differs from the database's by {theirs - clock.now()}. Set both by NTP.")
            return
    yield ok(f"{at:%Y-%m-%d %H:%M} UTC")
