"""The doorbell of the worker, by Huey on SQLite, PostgreSQL or Redis.

The outbox table is the truth. A ring that is lost costs a moment, for the worker also looks by
itself.
"""

from __future__ import annotations

import functools
import logging
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from cardshop.config import Settings

if TYPE_CHECKING:
    from huey import Huey

log = logging.getLogger(__name__)

# More rings say nothing new; without a worker they would pile up for ever.
ENOUGH = 20
# A queue that does not answer is left alone for a while, so that no request waits for it again.
QUIET_SECONDS = 15.0


class Queue:
    """One installation's doorbell. It opens when it is first used, in whichever program that is."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.on_ring: Callable[[], object] = _nobody
        self.on_tick: Callable[[], object] = _nobody
        self._quiet_until = 0.0
        # Huey's storage has one connection for all threads, and each ring closes it.
        self._ringing = threading.Lock()

    @property
    def huey(self) -> Huey:
        """The queue itself."""
        return self._opened[0]

    def ring(self) -> None:
        """Say that something is due. It never fails and never makes a request wait for long."""
        from cardshop.notifications.transports import FAULTS

        if time.monotonic() < self._quiet_until:
            return
        try:
            with self._ringing:
                self._rung_once()
        except FAULTS as fault:
            self._quiet_until = time.monotonic() + QUIET_SECONDS
            kind = type(fault).__name__
            log.warning("the queue does not answer (%s); the worker looks by itself", kind)

    @functools.cached_property
    def _opened(self) -> tuple[Huey, Callable[[], object]]:
        from huey import crontab

        from cardshop.notifications.transports import opened

        huey = opened(self.address)
        huey.on_shutdown(name="close")(huey.storage.close)  # Each of the worker's threads has one.
        huey.periodic_task(crontab(minute="*"), name="tick")(self._ticked)
        return huey, huey.task(name="deliver")(self._rung)

    def _rung_once(self) -> None:
        huey, deliver = self._opened
        try:
            if huey.pending_count() < ENOUGH:
                deliver()
        finally:
            # Rings are rare, and every process would keep a connection of its own.
            huey.storage.close()

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


def _nobody() -> None:
    """Who rings is not who answers."""
