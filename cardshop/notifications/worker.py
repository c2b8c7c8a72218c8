"""The worker: empties the outbox and does the housekeeping, until it is stopped."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from flask import Flask

from cardshop.db import db, transaction
from cardshop.lib import clock
from cardshop.notifications import operations, queries
from cardshop.notifications.channels import Senders
from cardshop.notifications.queries import Waiting
from cardshop.notifications.queue import Queue
from cardshop.notifications.roster import Roster
from cardshop.notifications.sending import Carrier

if TYPE_CHECKING:
    from huey.consumer import Consumer

log = logging.getLogger(__name__)

# Threads that send. What they do is mostly waiting for providers.
DELIVERERS = 5
# Threads that hear the bell, one of which may be busy with the minute's chores.
LISTENERS = 2
LOOK_SECONDS = 2.0
PAUSE_SECONDS = 1.0
# What is in the air may land; what has not by then is sent again by the next worker.
GRACE_SECONDS = 2.5


class Chore(Protocol):
    """An operation that keeps a feature in order."""

    def __call__(self, *, at: datetime) -> object:
        """Do what is due at this time."""


_chores: dict[str, Chore] = {
    "messages": operations.forget_old_secrets,
    "clock": operations.mend_after_step_back,
}


class Errand(Protocol):
    """Long work that commits by itself, step by step."""

    def __call__(self, is_stopping: Callable[[], bool]) -> object:
        """Do all that is due; leave off between two steps once the worker is stopping."""


_errands: dict[str, Errand] = {}


def errand(name: str, run: Errand) -> None:
    """Do this whenever it may be due, in a thread beside the messages."""
    _errands[name] = run


def periodic(name: str, chore: Chore) -> None:
    """Do this every minute, in a transaction of its own. Several nodes may do it at once."""
    _chores[name] = chore


class Bell:
    """Wakes every thread that waits for news. Each remembers what it has heard."""

    def __init__(self) -> None:
        self.heard = 0
        self._changed = threading.Condition()

    def ring(self) -> None:
        """There is something new."""
        with self._changed:
            self.heard += 1
            self._changed.notify_all()

    def wait(self, heard: int, seconds: float) -> None:
        """Until it has rung once more than was heard, or until so much time has passed."""
        with self._changed:
            self._changed.wait_for(lambda: self.heard != heard, seconds)


class Worker:
    """One worker of this application."""

    def __init__(self, app: Flask, senders: Senders) -> None:
        self.app = app
        self.carrier = Carrier(senders)
        self.roster = Roster(_due, at_most=DELIVERERS - 1)
        self.bell = Bell()
        self.stopping = threading.Event()

    def deliver_due(self) -> int:
        """Send what is due, business by business, until nothing is. Returns how many it tried."""
        tried = 0
        while not self.stopping.is_set():
            with self.app.app_context():
                waiting = self.roster.next()
                if waiting is None:
                    break
                tried += self._carried(waiting)
        return tried

    def do_chores(self) -> None:
        """Each periodic work once. One that fails does not keep the others."""
        for name, chore in list(_chores.items()):
            with self.app.app_context():
                try:
                    with transaction():
                        chore(at=clock.now())
                except Exception:  # a chore may fail in any way, and is tried again in a minute
                    log.exception("periodic work failed: %s", name)

    def do_errands(self) -> None:
        """Each long work that is due. One that fails does not keep the others."""
        for name in list(_errands):
            self._do_errand(name)

    def _do_errand(self, name: str) -> None:
        with self.app.app_context():
            try:
                _errands[name](self.stopping.is_set)
            except Exception:  # the database may be away for a while
                log.exception("work failed: %s", name)

    def run(self, queue: Queue) -> None:
        """Work until `stopping` is set, and a short grace longer."""
        consumer = self._listening(queue)
        threads = [threading.Thread(target=self._deliver, daemon=True) for _ in range(DELIVERERS)]
        threads += [
            threading.Thread(target=self._run_errand, args=(name,), name=name, daemon=True)
            for name in _errands
        ]
        consumer.start()
        for thread in threads:
            thread.start()
        self.stopping.wait()
        deadline = time.monotonic() + GRACE_SECONDS
        self.bell.ring()
        consumer.stop(graceful=True)
        for thread in threads:
            thread.join(max(deadline - time.monotonic(), 0))

    def _listening(self, queue: Queue) -> Consumer:
        from cardshop.notifications.transports import Listeners

        queue.on_ring, queue.on_tick = self.bell.ring, self.do_chores
        return Listeners(
            queue.huey,
            workers=LISTENERS,
            initial_delay=0.05,
            max_delay=0.5,
            scheduler_interval=60,
            shutdown_timeout=GRACE_SECONDS,
        )

    def _deliver(self) -> None:
        """Send when rung, and look now and then: later tries, lost rings, a dead queue."""
        heard = 0
        while not self.stopping.is_set():
            heard = self.bell.heard
            try:
                self.deliver_due()
            except Exception:  # the database may be away for a while
                log.exception("the outbox cannot be read")
                self.stopping.wait(PAUSE_SECONDS)
            self.bell.wait(heard, LOOK_SECONDS)

    def _carried(self, waiting: Waiting) -> bool:
        is_lost = True
        try:
            with transaction():
                outgoing = operations.claim(waiting.id, at=clock.now())
            if outgoing is None:
                return False
            is_lost = False
            self.carrier.carry(outgoing)
        finally:
            self.roster.done(waiting, is_lost=is_lost)
        return True

    def _run_errand(self, name: str) -> None:
        """What takes minutes must keep neither messages nor other such work waiting."""
        while not self.stopping.is_set():
            self._do_errand(name)
            self.stopping.wait(LOOK_SECONDS)


def _due() -> list[Waiting]:
    """What is due now. Nothing of it stays open while it is carried."""
    found = queries.due(clock.now())
    db.session.rollback()
    return found
