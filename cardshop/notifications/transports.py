"""Huey, as we use it: its three storages, JSON instead of pickles, its threads without its signals.

Loaded when the queue is first used, for it brings every storage's library.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import psycopg
import redis
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey
from huey.consumer import Consumer
from huey.registry import Message
from huey.serializer import Serializer

NAME = "cardshop"
FAULTS = (OSError, sqlite3.Error, psycopg.Error, redis.RedisError)


class JsonSerializer(Serializer):  # type: ignore[misc]
    """Huey's own pickles would let whoever reaches the queue run code here."""

    def _serialize(self, data: Message) -> bytes:
        return json.dumps(list(data)).encode()

    def _deserialize(self, data: bytes) -> Message:
        message = Message(*json.loads(bytes(data)))
        return message._replace(args=tuple(message.args))


class Listeners(Consumer):  # type: ignore[misc]
    """Huey's threads. Signals are heard by the command that runs the worker."""

    def _set_signal_handlers(self) -> None:
        """Leave them as they are."""


def opened(address: str) -> Huey:
    """The queue at the address of a Redis or of a database."""
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
