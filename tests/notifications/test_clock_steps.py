"""The clock is set forward or back by two hours: nothing is lost, doubled or stuck."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from cardshop.db import transaction
from cardshop.notifications import operations
from cardshop.notifications.domain import lateness
from cardshop.notifications.domain.lateness import LEASE, SETTLES
from cardshop.notifications.models import Message, MessageState
from tests.notifications.letters import claimed, letter, message, posted, taken
from tests.support.factories import NOW

SECOND, HOURS = timedelta(seconds=1), timedelta(hours=2)
BACK, FORWARD = NOW - HOURS, NOW + HOURS


def mend(at: datetime) -> None:
    with transaction():
        operations.mend_after_step_back(at=at)


def test_what_was_due_before_the_clock_went_back_goes_at_once(each_engine: Flask) -> None:
    posted(letter())
    assert claimed(at=BACK) is None

    mend(BACK)

    assert claimed(at=BACK) is not None


def test_what_waits_for_another_try_is_tried_at_once(each_engine: Flask) -> None:
    posted(letter())
    with transaction():
        outgoing = operations.claim_due(at=NOW)
        assert outgoing
        operations.mark_failed(outgoing, reason="It rained.", permanent=False, at=NOW)

    mend(BACK)

    assert taken(at=BACK).attempt == 2


def test_what_was_planned_for_later_keeps_its_time(each_engine: Flask) -> None:
    [key] = posted(letter())
    with transaction() as session:
        session.get_one(Message, key).due_at = NOW + HOURS

    mend(BACK)

    assert message(key).due_at == NOW + HOURS


def test_a_lease_of_a_dead_worker_ends_although_the_clock_went_back(each_engine: Flask) -> None:
    [key] = posted(letter())
    taken()

    mend(BACK)

    assert claimed(at=BACK + SETTLES) is None
    assert message(key).state is MessageState.UNKNOWN
    assert taken(at=BACK + 2 * SETTLES).is_unsure


def test_mending_again_and_again_does_not_put_it_off(each_engine: Flask) -> None:
    posted(letter())
    taken()
    for minute in range(3):
        mend(BACK + minute * timedelta(minutes=1))

    assert claimed(at=BACK + SETTLES) is None
    assert taken(at=BACK + 2 * SETTLES).is_unsure


def test_with_a_clock_that_goes_right_nothing_is_mended(each_engine: Flask) -> None:
    [key, other] = posted(letter(), letter())
    taken()
    until = message(key).leased_until

    mend(NOW)

    assert message(key).leased_until == until == NOW + LEASE
    assert message(other).due_at == NOW


def test_when_the_clock_goes_forward_what_is_in_the_air_may_still_land(each_engine: Flask) -> None:
    [key] = posted(letter())
    outgoing = taken()

    assert claimed(at=FORWARD) is None
    with transaction():
        operations.mark_sent(outgoing, provider_id="SM1", at=FORWARD + SECOND)

    assert (message(key).state, message(key).may_be_double) == (MessageState.SENT, False)
    assert claimed(at=FORWARD + HOURS) is None


@pytest.mark.parametrize(
    ("seconds", "pause"),
    [(-9000, 30), (0, 30), (60, 30), (600, 300), (9000, 3600), (21_599, 3600), (21_600, None)],
)
def test_questions_become_rarer_and_end(seconds: int, pause: int | None) -> None:
    at = NOW + timedelta(seconds=seconds)

    again = lateness.asks_again(NOW, at)

    assert again == (None if pause is None else at + timedelta(seconds=pause))
