"""What leaves is a row of the change that causes it, once."""

from __future__ import annotations

import threading

import pytest
from flask import Flask
from sqlalchemy import func, select

from cardshop.db import db, transaction
from cardshop.notifications import outbox, queue
from cardshop.notifications.models import Channel, Message, MessageState
from cardshop.web import outgoing, site
from tests.notifications.letters import letter, message, posted
from tests.support import factories
from tests.support.factories import NOW


def count() -> int:
    return db.session.scalar(select(func.count(Message.id))) or 0


def post_and_fail() -> None:
    with transaction():
        outbox.enqueue(letter(), NOW)
        _ = 1 / 0


@pytest.fixture
def rings(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many messages were there to see, at each ring of the doorbell."""
    heard: list[int] = []

    def listen(_self: queue.Queue) -> None:
        with app.app_context():
            heard.append(count())

    monkeypatch.setattr(queue.Queue, "ring", listen)
    return heard


def test_a_letter_waits_in_the_outbox_with_all_that_is_needed(each_engine: Flask) -> None:
    business = factories.owner().business
    text = "سلام 🍞\nЗдравствуйте, 𝕮afé — „ok“"

    [key] = posted(letter(text=text, business_id=business.id, is_secret=True))

    kept = message(key)
    assert (kept.channel, kept.state, kept.attempts) == (Channel.EMAIL, MessageState.QUEUED, 0)
    assert kept.content == {"subject": "Hello", "text": text}
    assert (kept.due_at, kept.created_at, kept.sent_at) == (NOW, NOW, None)
    assert kept.is_secret


def test_the_same_event_is_written_once(each_engine: Flask) -> None:
    with transaction():
        outbox.enqueue(letter(deduplication_key="booking 7", text="first"), NOW)
        outbox.enqueue(letter(deduplication_key="booking 7", text="second"), NOW)
    posted(letter(deduplication_key="booking 7", text="third"))

    assert count() == 1
    assert message().content["text"] == "first"


def test_two_requests_at_once_write_the_same_event_once(each_engine: Flask) -> None:
    gate = threading.Barrier(4)
    faults: list[BaseException] = []

    def request() -> None:
        with each_engine.app_context():
            try:
                gate.wait()
                posted(letter(deduplication_key="booking 7"))
            except BaseException as fault:  # noqa: BLE001 - shown by the assertion below
                faults.append(fault)

    threads = [threading.Thread(target=request) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert count() == 1


def test_a_change_that_fails_writes_to_nobody(each_engine: Flask) -> None:
    with pytest.raises(ZeroDivisionError):
        post_and_fail()

    assert count() == 0


def test_the_worker_is_woken_when_the_row_is_there_to_see(rings: list[int]) -> None:
    posted(letter(), letter())

    assert rings == [2]


def test_nobody_is_woken_for_nothing(rings: list[int]) -> None:
    posted(letter(deduplication_key="once"))
    posted(letter(deduplication_key="once"))
    with pytest.raises(ZeroDivisionError):
        post_and_fail()
    factories.owner()

    assert rings == [1]


def test_features_below_the_outbox_reach_it_by_its_front_door(app: Flask) -> None:
    with transaction():
        outgoing.enqueue(letter(subject="Your link"), at=NOW)

    assert message().content["subject"] == "Your link"


def test_a_queue_that_is_away_stops_nobody(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    away = queue.Queue("redis://127.0.0.1:1/0")
    monkeypatch.setattr(queue, "of", lambda _settings: away)

    posted(letter())
    posted(letter())

    assert count() == 2
    assert caplog.text.count("the queue does not answer") == 1


def test_rings_that_nobody_hears_do_not_pile_up(each_engine: Flask) -> None:
    for _ in range(queue.ENOUGH + 5):
        posted(letter())

    waiting = queue.of(site.settings()).huey
    assert waiting.pending_count() == queue.ENOUGH
    waiting.flush()


def test_the_queue_holds_no_pickles(app: Flask) -> None:
    posted(letter())

    [kept] = queue.of(site.settings()).huey.storage.enqueued_items()
    assert bytes(kept).startswith(b'["')
    assert b"cardshop.notifications.queue.deliver" in bytes(kept)


def test_a_calendar_entry_is_kept_with_its_letter(app: Flask) -> None:
    posted(letter(calendar="BEGIN:VCALENDAR", calendar_method="CANCEL"), letter())

    invited, plain = message(1).content, message(2).content
    assert (invited["calendar"], invited["calendar_method"]) == ("BEGIN:VCALENDAR", "CANCEL")
    assert set(plain) == {"subject", "text"}
