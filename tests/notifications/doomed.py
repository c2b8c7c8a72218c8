"""A web process that takes bookings and a worker that tells of them, killed again and again."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path

from flask import Flask
from sqlalchemy import event, func, select
from sqlalchemy.engine import Engine

from cardshop.accounts.models import Business
from cardshop.booking.domain.request import BookingRequest
from cardshop.booking.models import Booking
from cardshop.booking.operations import taking
from cardshop.db import db, transaction
from cardshop.lib.validation import parse
from cardshop.notifications import operations, queue
from cardshop.notifications.domain.outgoing import Outgoing
from cardshop.notifications.models import Message, MessageState
from cardshop.notifications.worker import Worker
from cardshop.web import site
from tests.support import factories, salons
from tests.support.factories import NOW

_fork = multiprocessing.get_context("fork")
UNDER_WAY = (MessageState.QUEUED, MessageState.SENDING, MessageState.UNKNOWN)
SEATS = 100
Arm = Callable[[], None]


def die() -> None:
    """As by `kill -9`."""
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a provider has been given: a line for each, whoever brought it, in a file."""

    path: Path

    def write(self, outgoing: Outgoing) -> str:
        """Take it; the line is there even if the bringer dies in this moment."""
        with self.path.open("ab", buffering=0) as file:
            file.write(f"{outgoing.id} {outgoing.name}\n".encode())
        self.answer()
        return f"SM-{outgoing.name}"

    def answer(self) -> None:
        """Take a moment, as networks do."""
        time.sleep(0.004)

    def times(self) -> Counter[int]:
        """How often each message came, by its key."""
        lines = self.path.read_text().splitlines() if self.path.exists() else []
        return Counter(int(line.split()[0]) for line in lines)


class Provider:
    """One that cannot be asked what it got, such as a mail server."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def send(self, outgoing: Outgoing) -> str:
        """Write it down."""
        return self.ledger.write(outgoing)


class Askable(Provider):
    """One that can."""

    def find(self, outgoing: Outgoing) -> str | None:
        """Look it up."""
        known = self.ledger.times()[outgoing.id] > 0
        return f"SM-{outgoing.name}" if known else None


@dataclass(frozen=True, slots=True)
class Installation:
    """An application with one class that five hundred people want to join, and its providers."""

    app: Flask
    ledger: Ledger
    business_id: int
    service_id: int

    @classmethod
    def of(cls, app: Flask, folder: Path) -> Installation:
        """With enough starts for everybody.

        The first is taken here: what that loads, each process would load anew.
        """
        business = factories.owner().business
        service = salons.service(business, capacity=SEATS, reminder_offsets=[])
        salons.calendar(business, service)
        made = cls(app, Ledger(folder / "ledger"), business.id, service.id)
        made._take(1)
        return made

    def web(self, count: int, arm: Arm | None = None) -> BaseProcess:
        """A process that takes bookings until there are so many."""
        return self._started(lambda: self._take(count), arm)

    def worker(self, arm: Arm | None = None) -> BaseProcess:
        """A process that sends until it is killed."""
        return self._started(self._work, arm)

    def booked(self) -> list[Booking]:
        """What has been committed."""
        db.session.rollback()
        return list(db.session.scalars(select(Booking).order_by(Booking.id)))

    def messages(self) -> list[Message]:
        """Where everything is now."""
        db.session.rollback()
        return list(db.session.scalars(select(Message).order_by(Message.id)))

    def is_drained(self) -> bool:
        """True when nothing is under way any more."""
        db.session.rollback()
        waiting = select(func.count(Message.id)).where(Message.state.in_(UNDER_WAY))
        return not db.session.scalar(waiting)

    def _started(self, deed: Callable[[], None], arm: Arm | None) -> BaseProcess:
        db.session.remove()
        db.engine.dispose()  # No connection may be shared with a fork.
        queue._at.cache_clear()

        def live() -> None:
            if arm is not None:
                arm()
            deed()

        process = _fork.Process(target=live, daemon=True)  # Gone with a test that fails.
        process.start()
        return process

    def _work(self) -> None:
        senders = {"email": Provider(self.ledger), "whatsapp": Askable(self.ledger)}
        with self.app.app_context():
            bell = queue.of(site.settings())
        Worker(self.app, senders).run(bell)

    def _take(self, count: int) -> None:
        with self.app.app_context():
            first = db.session.scalar(select(func.count(Booking.id))) or 0
            for number in range(first, count):
                with transaction() as session:
                    business = session.get_one(Business, self.business_id)
                    key = f"booking {number}"
                    taking.take(business, self._wish(number), idempotency_key=key, at=NOW)

    def _wish(self, number: int) -> BookingRequest:
        asked = {
            "service_id": self.service_id,
            "start": salons.SOON + timedelta(days=number // SEATS),
            "customer": {
                "name": f"Guest {number}",
                "email": f"guest{number}@example.com",
                "phone": f"+254711{number:06}",
            },
        }
        return parse(BookingRequest, asked, {"country": "KE"})


def at_commit(after: int) -> Arm:
    """Die at so many-th a commit, before it."""
    return lambda: _listen("commit", after)


def after_commit(after: int) -> Arm:
    """Die when the commit is done and the bell is to be rung."""
    return lambda: _replace(queue.Queue, "ring", after)


def when_sending(after: int) -> Arm:
    """Die with the claim committed, before the provider has the message."""
    return lambda: _replace(Provider, "send", after)


def in_the_air(after: int) -> Arm:
    """Die when the provider has it, before its answer has come."""
    return lambda: _replace(Ledger, "answer", after)


def before_recording(after: int) -> Arm:
    """Die with the answer in hand."""
    return lambda: _replace(operations, "mark_sent", after)


def when_asking(after: int) -> Arm:
    """Die while the provider is asked."""
    return lambda: _replace(Askable, "find", after)


def _listen(name: str, after: int) -> None:
    left = iter(range(after))

    def count(*_arguments: object) -> None:
        if next(left, None) is None:
            die()

    event.listen(Engine, name, count)


def _replace(owner: object, name: str, after: int) -> None:
    original, left = getattr(owner, name), iter(range(after))

    def counted(*arguments: object, **named: object) -> object:
        if next(left, None) is None:
            die()
        return original(*arguments, **named)

    setattr(owner, name, counted)
