"""Deeds of several people at the same instant, each in a process of its own, or killed midway."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from typing import Any

from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Engine

from cardshop.db import db
from cardshop.lib.errors import Refusal

# Forked: each has the application at once, and opens its own connections.
_fork = multiprocessing.get_context("fork")
Deed = Callable[[], object]


def at_once(app: Flask, *deeds: Deed) -> list[str]:
    """What came of each deed, in their order: `done`, or the name of the refusal or fault."""
    _let_go()
    start, results = _fork.Barrier(len(deeds)), _fork.SimpleQueue()
    people = [
        _fork.Process(target=_do, args=(app, number, deed, start, results))
        for number, deed in enumerate(deeds)
    ]
    for person in people:
        person.start()
    found = dict(results.get() for _ in deeds)
    for person in people:
        person.join(30)
    return [found[number] for number in range(len(deeds))]


def killed_at(app: Flask, deed: Deed, words: str) -> int | None:
    """How the process ended that was killed before a statement that begins with these words."""
    _let_go()
    process = _fork.Process(target=_do_until, args=(app, deed, words))
    process.start()
    process.join(30)
    return process.exitcode


def _let_go() -> None:
    """No connection may be shared with a fork."""
    db.session.remove()
    db.engine.dispose()


def _do(app: Flask, number: int, deed: Deed, start: Any, results: Any) -> None:
    with app.app_context():
        start.wait(30)
        try:
            deed()
        except Refusal as refusal:
            results.put((number, type(refusal).__name__))
        except Exception as fault:  # noqa: BLE001 - a fault is an outcome that no test expects
            results.put((number, repr(fault)))
        else:
            results.put((number, "done"))


def _do_until(app: Flask, deed: Deed, words: str) -> None:
    def watch(*arguments: Any) -> None:
        if arguments[2].startswith(words):
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", watch)
    with app.app_context():
        deed()
