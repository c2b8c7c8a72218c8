"""Whose turn it is: what is due, handed to the threads of a worker so that nobody waits long."""

from __future__ import annotations

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from cardshop.lib import ids
from cardshop.notifications.queries import Waiting

# What is due is read again after so long, for meanwhile somebody else may have written.
FRESH_SECONDS = 1.0
# What another worker was quicker to take is not looked at again for so long.
LOST_SECONDS = 0.5


class Roster:
    """The due messages of one worker, of each business in turn.

    No business and no channel gets more than `at_most` threads: while its provider hangs, there is
    always one for the others.
    """

    def __init__(self, read: Callable[[], Sequence[Waiting]], *, at_most: int) -> None:
        self._read, self._at_most = read, at_most
        self._lock = threading.Lock()
        self._rows: list[Waiting] = []
        self._read_at = 0.0
        self._busy: Counter[object] = Counter()
        self._out: set[int] = set()
        self._lost: dict[int, float] = {}

    def next(self) -> Waiting | None:
        """A message for the thread that asks, which must say `done` of it."""
        with self._lock:
            if not self._rows or time.monotonic() - self._read_at > FRESH_SECONDS:
                self._refill()
            place = next(self._fitting(), None)
            if place is None:
                return None
            given = self._rows.pop(place)
            self._out.add(given.id)
            self._busy.update(_of(given))
            return given

    def done(self, given: Waiting, *, is_lost: bool = False) -> None:
        """The thread is free again. Lost: another worker was quicker, and may be so again."""
        with self._lock:
            self._out.discard(given.id)
            self._busy.subtract(_of(given))
            if is_lost:
                self._lost[given.id] = time.monotonic()
                self._rows = _mixed(self._rows)

    def _refill(self) -> None:
        now = self._read_at = time.monotonic()
        self._lost = {key: at for key, at in self._lost.items() if now - at < LOST_SECONDS}
        passed = self._out | self._lost.keys()
        rows = [row for row in self._read() if row.id not in passed]
        self._rows = _mixed(rows) if self._lost else rows

    def _fitting(self) -> Iterator[int]:
        for place, row in enumerate(self._rows):
            if all(self._busy[key] < self._at_most for key in _of(row)):
                yield place


def _mixed(rows: Sequence[Waiting]) -> list[Waiting]:
    """Every business keeps its turns, by other messages of its own: workers then rarely meet."""
    own: dict[int, list[Waiting]] = defaultdict(list)
    for row in rows:
        own[row.business_id].append(row)
    for theirs in own.values():
        ids.mix(theirs)
    return [own[row.business_id].pop() for row in rows]


def _of(row: Waiting) -> tuple[object, object]:
    """Whom it may keep waiting: a number and a word, which are never the same."""
    return row.business_id, row.channel
