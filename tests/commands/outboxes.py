"""The outbox of a running installation, as another program of it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import select, update

from cardshop import config
from cardshop.app import create_app
from cardshop.db import db, transaction
from cardshop.lib import clock
from cardshop.notifications import outbox
from cardshop.notifications.models import Message, MessageState
from tests.notifications.letters import letter


@dataclass
class Outbox:
    """Posts letters, and looks at what became of them."""

    app: Flask

    @classmethod
    @contextlib.contextmanager
    def of(cls, settings: Mapping[str, str], folder: Path) -> Iterator[Outbox]:
        """The outbox of these settings."""
        app = create_app(config.read(folder, settings))
        yield cls(app)
        with app.app_context():
            db.engine.dispose()

    def post(self, count: int) -> None:
        """Write letters, as a change in the site would."""
        with self.app.app_context(), transaction():
            for _ in range(count):
                outbox.enqueue(letter(), clock.now())

    def states(self) -> list[MessageState]:
        """Where all messages are, oldest first."""
        with self.app.app_context():
            return list(db.session.scalars(select(Message.state).order_by(Message.id)))

    def end_leases(self) -> None:
        """What a dead worker held is unknown and may be asked about, as it is minutes later."""
        with self.app.app_context(), transaction() as session:
            past = clock.now() - timedelta(minutes=10)
            held = update(Message).where(Message.state == MessageState.SENDING)
            unknown = {"state": MessageState.UNKNOWN, "leased_until": past, "tried_at": past}
            session.execute(held.values(**unknown))
