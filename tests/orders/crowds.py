"""Fifty customers at once: ten real processes of five threads each, off at the same instant."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.process import BaseProcess
from typing import Any

from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Engine

from cardshop.accounts.models import Business
from cardshop.db import db, transaction
from cardshop.lib.errors import Refusal
from cardshop.orders import operations
from cardshop.orders.domain.request import OrderRequest
from tests.support.factories import NOW

PROCESSES, THREADS = 10, 5
CUSTOMERS = PROCESSES * THREADS
# Forked: each has the application at once, and opens its own connections.
_fork = multiprocessing.get_context("fork")


class _Undone(Exception):
    """Nothing is kept."""


Told = Callable[[int], tuple[OrderRequest, str]]


def at_once(app: Flask, business_id: int, told: Told) -> Counter[str]:
    """What came of it: how many orders were `placed`, and how many refused with which name.

    `told` gives the request and the idempotency key of each customer, counted from 0.
    """
    _let_go(business_id, told)
    start, results = _fork.Barrier(CUSTOMERS), _fork.SimpleQueue()
    crowd = [
        _fork.Process(target=_shop, args=(app, business_id, told, first, start, results))
        for first in range(0, CUSTOMERS, THREADS)
    ]
    for process in crowd:
        process.start()
    found = Counter(results.get() for _ in range(CUSTOMERS))
    for process in crowd:
        process.join(30)
    return found


def killed_while_placing(app: Flask, business_id: int, told: Told, *, after: float) -> None:
    """Let another process place orders as fast as it can, and kill it in the middle."""
    _let_go(business_id, told)
    begun = _fork.Event()
    process = _fork.Process(target=_place_on, args=(app, business_id, told, begun))
    process.start()
    begun.wait(30)
    time.sleep(after)
    process.kill()
    process.join(30)


def killed_at(app: Flask, business_id: int, told: Told, words: str) -> BaseProcess:
    """The process that was killed just before it sent a statement that begins with these words."""
    _let_go(business_id, told)
    process = _fork.Process(target=_place_until, args=(app, business_id, told, words))
    process.start()
    process.join(30)
    return process


def _let_go(business_id: int, told: Told) -> None:
    """No connection may be shared with a fork; what a server does slowly once is done before."""
    with contextlib.suppress(_Undone):
        _place(business_id, *told(0), undo=True)
    db.session.remove()
    db.engine.dispose()


def _shop(app: Flask, business_id: int, told: Told, first: int, start: Any, results: Any) -> None:
    def come(customer: int) -> None:
        with app.app_context():
            request, key = told(customer)
            start.wait(30)
            results.put(_outcome(business_id, request, key))

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(come, range(first, first + THREADS)))


def _outcome(business_id: int, request: OrderRequest, key: str) -> str:
    try:
        _place(business_id, request, key)
    except Refusal as refusal:
        return type(refusal).__name__
    except Exception as fault:  # noqa: BLE001 - a fault is an outcome that no test expects
        return repr(fault)
    return "placed"


def _place(business_id: int, request: OrderRequest, key: str, *, undo: bool = False) -> None:
    with transaction() as session:
        business = session.get_one(Business, business_id)
        operations.place(business, request, idempotency_key=key, at=NOW, locale="en-KE")
        if undo:
            raise _Undone


def _place_on(app: Flask, business_id: int, told: Told, begun: Any) -> None:
    with app.app_context():
        for customer in range(100_000):
            _place(business_id, *told(customer))
            begun.set()


def _place_until(app: Flask, business_id: int, told: Told, words: str) -> None:
    def watch(*arguments: Any) -> None:
        if arguments[2].startswith(words):
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", watch)
    with app.app_context():
        _place(business_id, *told(0))
