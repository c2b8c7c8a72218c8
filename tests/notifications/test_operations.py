"""The way of a message: claimed, sent, failed, held, sent again."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import insert, select

from cardshop.db import db, transaction
from cardshop.notifications import operations, queries
from cardshop.notifications.domain.outgoing import Outgoing
from cardshop.notifications.domain.retry import TRIES
from cardshop.notifications.models import Message, MessageState
from cardshop.notifications.queries.due import AT_ONCE
from tests.notifications.letters import claimed, letter, message, posted, taken
from tests.support import factories
from tests.support.factories import NOW

MINUTE = timedelta(minutes=1)


def fail(outgoing: Outgoing, *, permanent: bool = False) -> None:
    with transaction():
        operations.mark_failed(outgoing, reason="It rained.", permanent=permanent, at=NOW)


def send(outgoing: Outgoing) -> None:
    with transaction():
        operations.mark_sent(outgoing, provider_id="<1@example.com>", at=NOW)


def test_a_message_is_claimed_by_one_worker(each_engine: Flask) -> None:
    [key] = posted(letter(recipient="ana@example.com"))

    assert taken().recipient == "ana@example.com"
    assert claimed() is None
    assert message(key).state is MessageState.SENDING


def test_what_is_not_due_waits(each_engine: Flask) -> None:
    posted(letter(), at=NOW + MINUTE)

    assert claimed() is None
    assert claimed(at=NOW + MINUTE) is not None


def test_many_workers_share_the_outbox_without_a_double(each_engine: Flask) -> None:
    keys = posted(*[letter() for _ in range(40)])
    got: list[int] = []

    def work() -> None:
        with each_engine.app_context():
            while outgoing := claimed():
                got.append(outgoing.id)

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(got) == keys


def test_businesses_take_turns(each_engine: Flask) -> None:
    loud, quiet = factories.owner().business, factories.owner().business
    posted(*[letter(business_id=loud.id) for _ in range(5)])
    posted(letter(business_id=quiet.id), letter(), at=NOW)

    order = [waiting.business_id for waiting in queries.due(NOW)]

    assert order == [0, loud.id, quiet.id, loud.id, loud.id, loud.id, loud.id]


def test_one_letter_is_not_kept_waiting_by_ten_thousand_of_another(each_engine: Flask) -> None:
    loud, quiet = factories.owner().business, factories.owner().business
    keys = posted(letter(business_id=loud.id), letter(business_id=quiet.id))
    multiply(keys[0], 10_000)

    assert [waiting.id for waiting in queries.due(NOW)[:2]] == keys
    assert len(queries.due(NOW)) == AT_ONCE


def multiply(key: int, times: int) -> None:
    """Write copies of a message, as fast as the database can."""
    table = Message.__table__
    pattern = db.session.execute(select(table).where(table.c.id == key)).mappings().one()
    with transaction() as session:
        rows = [
            {**pattern, "id": 10 + n, "deduplication_key": f"copy {n}"} for n in range(times - 1)
        ]
        session.execute(insert(Message), rows)


def test_a_sent_message_keeps_its_words_unless_they_are_secret(each_engine: Flask) -> None:
    plain, secret = posted(letter(), letter(is_secret=True))
    send(taken())
    send(taken())

    assert message(plain).content["text"] == "Hello from the bakery."
    assert message(secret).content == {}
    assert message(secret).provider_id == "<1@example.com>"
    assert message(secret).sent_at == NOW


def test_a_failed_try_is_repeated_later_and_later_eight_times_in_all(each_engine: Flask) -> None:
    [key] = posted(letter())
    at, pauses = NOW, []
    for _ in range(TRIES - 1):
        with transaction():
            outgoing = operations.claim_due(at=at)
            assert outgoing is not None
            operations.mark_failed(outgoing, reason="It rained.", permanent=False, at=at)
        pauses.append(message(key).due_at - at)
        at = message(key).due_at
    fail(taken(at=at))

    # From the sixth on they are as long as may be, and only chance tells them apart.
    assert pauses[:6] == sorted(pauses[:6])
    assert MINUTE <= min(pauses) < max(pauses) <= timedelta(hours=6)
    assert (message(key).state, message(key).attempts) == (MessageState.FAILED, TRIES)
    assert message(key).last_error == "It rained."
    assert claimed(at=at + timedelta(days=9)) is None


def test_what_cannot_be_delivered_is_not_tried_again(each_engine: Flask) -> None:
    [key] = posted(letter())

    fail(taken(), permanent=True)

    assert (message(key).state, message(key).attempts) == (MessageState.FAILED, 1)


def test_without_a_provider_a_message_is_held_until_it_is_sent_again(each_engine: Flask) -> None:
    [key] = posted(letter(is_secret=True))
    outgoing = taken()
    with transaction():
        operations.hold(outgoing)
    assert message(key).content == outgoing.content
    assert claimed(at=NOW + timedelta(days=1)) is None

    with transaction():
        operations.send_again(queries.message(key), at=NOW)

    assert taken().attempt == 1


def test_a_failed_message_begins_anew_when_it_is_sent_again(each_engine: Flask) -> None:
    [key] = posted(letter())
    fail(taken(), permanent=True)

    with transaction():
        operations.send_again(queries.message(key), at=NOW)

    assert taken().attempt == 1


@pytest.mark.parametrize(
    ("columns", "refusal"),
    [
        ({"state": MessageState.SENT}, operations.AlreadySent),
        ({"state": MessageState.SENDING}, operations.OnItsWay),
        ({"state": MessageState.QUEUED}, operations.OnItsWay),
        ({"state": MessageState.UNKNOWN}, operations.OnItsWay),
        ({"state": MessageState.DROPPED}, operations.Outdated),
        ({"state": MessageState.FAILED, "content": {}}, operations.ContentForgotten),
    ],
)
def test_only_what_waits_with_its_words_can_be_sent_again(
    app: Flask, columns: dict[str, object], refusal: type[Exception]
) -> None:
    [key] = posted(letter())
    with transaction():
        for name, value in columns.items():
            setattr(queries.message(key), name, value)

    with pytest.raises(refusal), transaction():
        operations.send_again(queries.message(key), at=NOW)


def test_secrets_that_were_never_sent_are_forgotten_after_a_week(each_engine: Flask) -> None:
    old, plain = posted(letter(is_secret=True), letter(), at=NOW - timedelta(days=8))
    [new] = posted(letter(is_secret=True))
    for _ in range(3):
        fail(taken(), permanent=True)

    with transaction():
        operations.forget_old_secrets(at=NOW)

    assert message(old).content == {}
    assert message(plain).content != {}
    assert message(new).content != {}
