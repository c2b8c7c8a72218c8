"""The content version of a business, read so cheaply that every kept page can ask for it."""

from __future__ import annotations

import threading
import weakref
from typing import Any

from sqlalchemy import Engine

# A connection may have broken since the last question; a new one shows whether the server is there.
_TRIES = 2
_QUESTION = "SELECT content_version FROM businesses WHERE id = "


class _Mine:
    """Stands for a thread: its connection is closed when the thread or the application ends."""


class Versions:
    """Asks the database itself, without a pool, a transaction or SQLAlchemy in between.

    Each thread has a connection of its own that is in no transaction, so an answer is never older
    than the question, whichever process wrote last (performance.md, decision 3).
    """

    def __init__(self, engine: Engine) -> None:
        self._dialect = engine.dialect
        self._url = engine.url
        self._question = _QUESTION + ("?" if engine.dialect.name == "sqlite" else "%s")
        self._threads = threading.local()

    def of(self, business_id: int) -> int | None:
        """The version now; nothing when there is no such business, or no database that answers.

        In that case the page is made anew, and the application meets, tells and logs the failure.
        """
        failure: type[Exception] = self._dialect.loaded_dbapi.Error
        for _ in range(_TRIES):
            try:
                return self._ask(business_id)
            except failure:
                self._threads.__dict__.clear()
        return None

    def _ask(self, business_id: int) -> int | None:
        rows = self._connection().execute(self._question, (business_id,)).fetchall()
        return rows[0][0] if rows else None

    def _connection(self) -> Any:
        connection = getattr(self._threads, "connection", None)
        if connection is None:
            connection = self._connect()
            self._threads.connection, self._threads.mine = connection, _Mine()
            weakref.finalize(self._threads.mine, connection.close)
        return connection

    def _connect(self) -> Any:
        arguments, options = self._dialect.create_connect_args(self._url)
        connection = self._dialect.connect(*arguments, **options)
        if self._dialect.name == "sqlite":
            connection.isolation_level = None
        else:
            connection.autocommit = True
        return connection
