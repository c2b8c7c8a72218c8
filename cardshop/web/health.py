"""Whether this process lives, and whether it is ready for visitors."""

from __future__ import annotations

import logging
from collections.abc import Callable

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, Flask, Response, current_app, jsonify
from sqlalchemy import text

from cardshop.config import Settings
from cardshop.db import db
from cardshop.web.guards import program

bp = Blueprint("health", __name__)
log = logging.getLogger(__name__)

Check = Callable[[], bool]
_CHECKS = "cardshop.health"


def init_app(app: Flask, settings: Settings) -> None:
    """Serve both answers. Features add their parts with `part`."""
    app.extensions[_CHECKS] = {"database": database_answers, "migrations": is_migrated}
    if settings.redis_url:
        part(app, "redis", lambda: redis_answers(settings.redis_url))
    app.register_blueprint(bp)


def part(app: Flask, name: str, check: Check) -> None:
    """Let `/readyz` ask this part, too."""
    app.extensions[_CHECKS][name] = check


@bp.get("/healthz")
@program
def healthz() -> Response:
    """The process answers. The database is not asked: restarting us would not mend it."""
    return jsonify({"alive": True})


@bp.get("/readyz")
@program
def readyz() -> tuple[Response, int]:
    """Everything needed for work answers, or 503 with the parts that do not."""
    parts = {name: _passes(check) for name, check in current_app.extensions[_CHECKS].items()}
    words = {name: "ok" if good else "not ready" for name, good in parts.items()}
    ready = all(parts.values())
    return jsonify({"ready": ready, "parts": words}), 200 if ready else 503


def database_answers() -> bool:
    """Whether a statement comes back."""
    with db.engine.connect() as connection:
        return bool(connection.scalar(text("SELECT 1")))


def is_migrated() -> bool:
    """Whether the tables are those this code was written for."""
    extension = current_app.extensions["migrate"]
    heads = ScriptDirectory(extension.directory).get_heads()
    with db.engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) == set(heads)


def redis_answers(url: str) -> bool:
    """Whether Redis answers at once."""
    import redis

    with redis.Redis.from_url(url, socket_connect_timeout=1, socket_timeout=1) as client:
        return bool(client.ping())


def _passes(check: Check) -> bool:
    try:
        return check()
    except Exception:  # a part may be away in any way
        log.exception("a part does not answer")
        return False
