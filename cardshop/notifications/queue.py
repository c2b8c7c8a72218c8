"""The doorbell of the worker: Huey on SQLite, PostgreSQL or Redis.

The outbox table is the truth. A ring that is lost costs a moment, for the worker also looks by
itself.
"""

from __future__ import annotations

import functools
import json
import logging
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import redis
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.registry import Message
from huey.serializer import Serializer

from cardshop.config import Settings

log = logging.getLogger(__name__)

NAME = "cardshop"
FAULTS = (OSError, sqlite3.Error, psycopg.Error, redis.RedisError)
# More rings say nothing new; without a worker they would pile up for ever.
ENOUGH = 20
# A queue that does not answer is left alone for a while, so that no request waits for it again.
QUIET_SECONDS = 15.0


class JsonSerializer(Serializer):  # type: ignore[misc]
    """Huey's own pickles would let whoever reaches the queue run code here."""

    def _serialize(self, data: Message) -> bytes:
        return json.dumps(list(data)).encode()

    def _deserialize(self, data: bytes) -> Message:
        message = Message(*json.loads(bytes(data)))
        return message._replace(args=tuple(message.args))


class Queue:
    """One installation's doorbell. It opens when it is first used, in whichever process that is."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.on_ring: Callable[[], object] = _nobody
        self.on_tick: Callable[[], object] = _nobody
        self._quiet_until = 0.0

    @functools.cached_property
    def huey(self) -> Huey:
        """The queue itself."""
        return self._opened[0]

    def ring(self) -> None:
        """Say that something is due. It never fails and never makes a request wait for long."""
        if time.monotonic() < self._quiet_until:
            return
        try:
            huey, deliver = self._opened
            if huey.pending_count() < ENOUGH:
                deliver()
        except FAULTS as fault:
            self._quiet_until = time.monotonic() + QUIET_SECONDS
            log.warning("the queue does not answer (%s); the worker looks by itself", _kind(fault))

    @functools.cached_property
    def _opened(self) -> tuple[Huey, Callable[[], object]]:
        huey = _open(self.address)
        huey.periodic_task(crontab(minute="*"), name="tick")(self._ticked)
        return huey, huey.task(name="deliver")(self._rung)

    def _rung(self) -> None:
        self.on_ring()

    def _ticked(self) -> None:
        self.on_tick()


def of(settings: Settings) -> Queue:
    """The queue of these settings: Redis when there is one, else beside the database."""
    return _at(settings.redis_url or settings.database_url)


@functools.lru_cache(maxsize=8)
def _at(address: str) -> Queue:
    return Queue(address)


def _open(address: str) -> Huey:
    common: dict[str, Any] = {"results": False, "utc": True, "serializer": JsonSerializer()}
    if address.startswith("postgresql"):
        dsn = address.replace("postgresql+psycopg:", "postgresql:", 1)
        return PostgresHuey(NAME, dsn=dsn, connect_timeout=3, **common)
    if address.startswith("sqlite:///"):
        file = Path(address.removeprefix("sqlite:///"))
        # Several databases may share a folder. No WAL: the system's SQLite may lack its mend.
        kept = {"filename": str(file.parent / "queue.db"), "journal_mode": "truncate"}
        return SqliteHuey(f"{NAME}-{file.stem}", timeout=3, **kept, **common)
    patience = {"socket_connect_timeout": 1.0, "socket_timeout": 5.0}
    pool = redis.ConnectionPool.from_url(address, **patience)
    return RedisHuey(NAME, connection_pool=pool, **common)


def _kind(fault: BaseException) -> str:
    return type(fault).__name__


def _nobody() -> None:
    """Who rings is not who answers."""
