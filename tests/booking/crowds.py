"""Everybody at once for the same time: four real processes of eight threads, round after round."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import random
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Engine

from cardshop.booking.operations import Occupied, SlotTaken, TooManyThatDay
from cardshop.db import db

PROCESSES, THREADS = 4, 8
WORKERS = PROCESSES * THREADS
# What losing looks like; anything else is a fault that no test expects.
LOST = (SlotTaken, Occupied, TooManyThatDay)
# Forked: each has the application at once, and opens its own connections.
fork = multiprocessing.get_context("fork")

# One try of somebody in a round, which commits or is refused.
Try = Callable[[], object]


def at_once(app: Flask, rounds: list[list[Try]], *, side_by_side: int = 1) -> list[Counter[str]]:
    """What came of each round: how many `won`, how many `lost`, and every fault by its words.

    All workers come to each round. So many rounds are on at a time, and the workers begin with
    different ones of them, so that a small machine has always something to do.
    """
    _let_go()
    start, results = fork.Barrier(WORKERS), fork.SimpleQueue()
    crowd = [
        fork.Process(
            target=_come, args=(app, rounds, side_by_side, first, start, results), daemon=True
        )
        for first in range(0, WORKERS, THREADS)
    ]
    for process in crowd:
        process.start()
    found: list[Counter[str]] = [Counter() for _ in rounds]
    for _ in range(WORKERS):
        for number, outcome in results.get():
            found[number][outcome] += 1
    for process in crowd:
        process.join(30)
    return found


def _let_go() -> None:
    """No connection may be shared with a fork."""
    db.session.remove()
    db.engine.dispose()


def _come(
    app: Flask, rounds: list[list[Try]], side_by_side: int, first: int, start: Any, results: Any
) -> None:
    def try_all(worker: int) -> None:
        with app.app_context():
            results.put(list(_tries(rounds, side_by_side, worker, start)))

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(try_all, range(first, first + THREADS)))


def _tries(
    rounds: list[list[Try]], side_by_side: int, worker: int, start: Any
) -> Iterator[tuple[int, str]]:
    for first in range(0, len(rounds), side_by_side):
        start.wait(60)
        on = list(range(first, min(first + side_by_side, len(rounds))))
        turn = worker % len(on)
        for number in on[turn:] + on[:turn]:
            for attempt in rounds[number][worker::WORKERS]:
                yield number, _outcome(attempt)


def _outcome(attempt: Try) -> str:
    try:
        attempt()
    except LOST:
        return "lost"
    except Exception as fault:  # noqa: BLE001 - a fault is an outcome that no test expects
        return repr(fault)
    return "won"


def shuffled(tries: list[Try], seed: int) -> list[Try]:
    """In another order in each round, the same on every run."""
    mixed = list(tries)
    random.Random(seed).shuffle(mixed)
    return mixed


def killed_before(act: Try, statement: int) -> bool:
    """Do it in another process that is killed before so many-th a statement, or the commit.

    False when it came to its end before that.
    """
    _let_go()
    process = fork.Process(target=_until, args=(act, statement))
    process.start()
    process.join(60)
    assert process.exitcode in (0, -signal.SIGKILL), process.exitcode
    return process.exitcode != 0


def _until(act: Try, statement: int) -> None:
    counted = itertools.count()

    def watch(*_arguments: Any) -> None:
        if next(counted) == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    for moment in ("before_cursor_execute", "commit"):
        event.listen(Engine, moment, watch)
    act()
