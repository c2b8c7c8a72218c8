"""The worker: what it sends, what it keeps, and what it survives."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask

from cardshop.db import db
from cardshop.notifications import queue, worker
from cardshop.notifications.channels import Undeliverable, open_senders
from cardshop.notifications.domain.outgoing import Outgoing
from cardshop.notifications.models import MessageState
from cardshop.notifications.worker import Worker
from cardshop.web import site
from tests.notifications.letters import letter, message, posted
from tests.support.apps import settings
from tests.support.servers import Postbox, free_port, wait_until


class Pigeons:
    """A sender that notes what it carried, and may lose its way."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.carried: list[str] = []
        self.fault = fault

    def send(self, outgoing: Outgoing) -> str:
        """Carry it."""
        assert not db.session().info.get("writing"), "sent inside a transaction"
        assert not db.session().in_transaction(), "sent while a statement's transaction was open"
        if self.fault:
            raise self.fault
        self.carried.append(outgoing.recipient)
        return f"pigeon {len(self.carried)}"


def work(app: Flask, sender: Pigeons) -> int:
    return Worker(app, {"email": sender}).deliver_due()


def test_the_outbox_is_emptied_outside_of_any_transaction(each_engine: Flask) -> None:
    keys = posted(letter(recipient="a@example.com"), letter(recipient="b@example.com"))
    pigeons = Pigeons()

    assert work(each_engine, pigeons) == 2

    assert pigeons.carried == ["a@example.com", "b@example.com"]
    assert {message(key).state for key in keys} == {MessageState.SENT}
    assert message(keys[0]).provider_id == "pigeon 1"


def test_without_a_provider_everything_is_held(app: Flask) -> None:
    [key] = posted(letter())

    Worker(app, open_senders(site.settings())).deliver_due()

    assert message(key).state is MessageState.HELD


@pytest.mark.parametrize("permanent", [True, False])
def test_the_reason_of_a_failure_is_kept(app: Flask, permanent: bool) -> None:
    [key] = posted(letter())

    work(app, Pigeons(Undeliverable("It rained.", permanent=permanent)))

    assert message(key).last_error == "It rained."
    assert (message(key).state is MessageState.FAILED) is permanent


def test_of_a_channel_that_breaks_nobody_knows_whether_it_sent(app: Flask) -> None:
    [key] = posted(letter())

    work(app, Pigeons(ZeroDivisionError("a feather")))

    assert message(key).state is MessageState.UNKNOWN
    assert message(key).last_error == "Something went wrong on our side."


def test_one_letter_that_cannot_go_keeps_no_other(app: Flask, postbox: Postbox) -> None:
    bad, good = posted(letter(recipient="not an address"), letter(recipient="ana@example.com"))
    chosen = settings("sqlite:///x", Path(), smtp_url=postbox.url, mail_from="shop@example.com")

    Worker(app, open_senders(chosen)).deliver_due()

    assert postbox.recipients == [["ana@example.com"]]
    assert message(bad).state is MessageState.FAILED
    assert message(good).state is MessageState.SENT


def test_chores_are_done_and_one_that_fails_keeps_no_other(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[datetime] = []

    def swept(*, at: datetime) -> None:
        assert db.session().info["writing"]
        done.append(at)

    def falls(*, at: datetime) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(worker, "_chores", {"falls": falls, "swept": swept})

    Worker(app, {}).do_chores()

    assert len(done) == 1


def test_every_feature_s_housekeeping_runs(each_engine: Flask) -> None:
    assert {"accounts", "media", "messages"} <= set(worker._chores)

    Worker(each_engine, {}).do_chores()


@contextmanager
def running(app: Flask, waiting: queue.Queue, pigeons: Pigeons) -> Iterator[None]:
    """A worker at work."""
    working = Worker(app, {"email": pigeons})
    thread = threading.Thread(target=working.run, args=[waiting])
    thread.start()
    try:
        yield
    finally:
        working.stopping.set()
        thread.join(10)
    assert not thread.is_alive()


def test_a_letter_leaves_at_once_because_the_bell_rings(
    each_engine: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "LOOK_SECONDS", 1000)
    pigeons = Pigeons()
    with running(each_engine, queue.of(site.settings()), pigeons):
        wait_until(lambda: posted(letter()) and pigeons.carried)


def test_the_bell_rings_through_redis_too(
    app: Flask, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "LOOK_SECONDS", 1000)
    bell = queue.Queue(redis_url)
    monkeypatch.setattr(queue, "of", lambda _settings: bell)
    pigeons = Pigeons()
    with running(app, bell, pigeons):
        wait_until(lambda: posted(letter()) and pigeons.carried)


def test_a_dead_queue_delays_a_letter_by_a_moment_only(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "LOOK_SECONDS", 0.2)
    dead = queue.Queue(f"redis://127.0.0.1:{free_port()}/0")
    monkeypatch.setattr(queue, "of", lambda _settings: dead)
    pigeons = Pigeons()
    posted(letter())
    with running(app, dead, pigeons):
        wait_until(lambda: pigeons.carried)


def test_the_minute_s_chores_are_done_by_the_running_worker(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[datetime] = []
    monkeypatch.setattr(worker, "_chores", {"sweep": lambda *, at: done.append(at)})
    with running(app, queue.of(site.settings()), Pigeons()):
        wait_until(lambda: done)
