"""The worker: empties the outbox and does the housekeeping, until it is stopped."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from flask import Flask

from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.notifications import operations, queries
from cardshop.notifications.channels import Senders, Undeliverable
from cardshop.notifications.domain.outgoing import Outgoing
from cardshop.notifications.queue import Queue

log = logging.getLogger(__name__)

DELIVERERS = 4
LOOK_SECONDS = 2.0
# What is in the air may land; what has not by then is sent again by the next worker.
GRACE_SECONDS = 2.5


class Chore(Protocol):
    """An operation that keeps a feature in order."""

    def __call__(self, *, at: datetime) -> object:
        """Do what is due at this time."""


_chores: dict[str, Chore] = {"messages": operations.forget_old_secrets}


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


class Worker:
    """One worker of this application."""

    def __init__(self, app: Flask, senders: Senders) -> None:
        self.app = app
        self.senders = senders
        self.stopping = threading.Event()

    def deliver_due(self) -> int:
        """Send what is due, business by business, until nothing is. Returns how many it tried."""
        tried, after = 0, -1
        while not self.stopping.is_set():
            with self.app.app_context():
                outgoing = self._claimed(after)
                if outgoing is None:
                    break
                self._deliver(outgoing)
            tried, after = tried + 1, outgoing.business_id or 0
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
        queue.on_ring, queue.on_tick = self.deliver_due, self.do_chores
        from cardshop.notifications.transports import Listeners

        consumer = Listeners(
            queue.huey,
            workers=DELIVERERS,
            initial_delay=0.05,
            max_delay=0.5,
            scheduler_interval=60,
            shutdown_timeout=GRACE_SECONDS,
        )
        watch = threading.Thread(target=self._watch, name="watch", daemon=True)
        errands = [
            threading.Thread(target=self._run_errand, args=(name,), name=name, daemon=True)
            for name in _errands
        ]
        consumer.start()
        for thread in (watch, *errands):
            thread.start()
        self.stopping.wait()
        deadline = time.monotonic() + GRACE_SECONDS
        consumer.stop(graceful=True)
        for thread in (watch, *errands):
            thread.join(max(deadline - time.monotonic(), 0))

    def _watch(self) -> None:
        """Look for due messages without being rung: later tries, lost rings, a dead queue."""
        while not self.stopping.is_set():
            try:
                self.deliver_due()
            except Exception:  # the database may be away for a while
                log.exception("the outbox cannot be read")
            self.stopping.wait(LOOK_SECONDS)

    def _run_errand(self, name: str) -> None:
        """What takes minutes must keep neither messages nor other such work waiting."""
        while not self.stopping.is_set():
            self._do_errand(name)
            self.stopping.wait(LOOK_SECONDS)

    def _claimed(self, after: int) -> Outgoing | None:
        if not queries.is_anything_due(clock.now()):
            return None
        with transaction():
            return operations.claim_due(at=clock.now(), after=after)

    def _deliver(self, outgoing: Outgoing) -> None:
        sender = self.senders.get(outgoing.channel)
        if sender is None:
            with transaction():
                operations.hold(outgoing)
            return
        try:
            provider_id = sender.send(outgoing)
        except Undeliverable as fault:
            self._failed(outgoing, fault.reason, permanent=fault.permanent)
        except Exception:  # a fault of ours must not leave the message without a state
            log.exception("channel broke: %s", outgoing.channel)
            self._failed(outgoing, "Something went wrong on our side.", permanent=False)
        else:
            with transaction():
                operations.mark_sent(outgoing, provider_id=provider_id, at=clock.now())
            log.info("message %d sent (%s, %s)", outgoing.id, outgoing.channel, outgoing.kind)

    def _failed(self, outgoing: Outgoing, reason: str, *, permanent: bool) -> None:
        with transaction():
            operations.mark_failed(outgoing, reason=reason, permanent=permanent, at=clock.now())
        # The reason stays in the outbox: it quotes addresses.
        log.warning(
            "message %d not sent (%s, %s, try %d)",
            outgoing.id,
            outgoing.channel,
            outgoing.kind,
            outgoing.attempt,
        )
