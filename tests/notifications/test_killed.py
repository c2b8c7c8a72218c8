"""Web and worker are killed fifty times and at six named points, and everybody is told, once."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Callable
from datetime import timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from flask import Flask

from cardshop.notifications.domain import retry
from cardshop.notifications.models import Channel, MessageState
from cardshop.notifications.operations import claiming
from cardshop.notifications.worker import DELIVERERS
from tests.notifications import doomed
from tests.notifications.doomed import Arm, Installation
from tests.support.servers import wait_until

BOOKINGS, KILLS = 500, 50
BY_EMAIL = 2  # The customer and the owner.
POINTS: tuple[tuple[str, Arm], ...] = (
    ("web", doomed.at_commit(3)),
    ("web", doomed.after_commit(3)),
    ("worker", doomed.when_sending(2)),
    ("worker", doomed.in_the_air(2)),
    ("worker", doomed.before_recording(2)),
    ("worker", doomed.when_asking(0)),
)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Minutes become moments."""
    monkeypatch.setattr(claiming, "LEASE", timedelta(seconds=0.8))
    monkeypatch.setattr(claiming, "SETTLES", timedelta(seconds=0.4))
    monkeypatch.setattr(retry, "SHORTEST", timedelta(seconds=0.01))
    monkeypatch.setattr("cardshop.notifications.worker.LOOK_SECONDS", 0.2)


def test_every_booking_is_told_of_however_often_both_are_killed(
    each_engine: Flask, tmp_path: Path, hurried: None
) -> None:
    house = Installation.of(each_engine, tmp_path)
    for number, (kind, arm) in enumerate(POINTS):
        die_at(house, kind, arm, bookings=10 * (number + 1))
    cut_off = len(POINTS) + kill_at_random(house)
    last = [house.web(BOOKINGS), house.worker()]
    last[0].join(60)
    wait_until(house.is_drained, seconds=60)
    end(last[1])

    everybody_was_told(house)
    none_came_twice_unflagged(house, cut_off)


def die_at(house: Installation, kind: str, arm: Arm, *, bookings: int) -> None:
    """Live until a named point, which must be reached."""
    if kind == "web":
        process = house.web(bookings, arm)
    else:
        house.web(bookings).join(30)
        process = house.worker(arm)
    process.join(30)
    assert process.exitcode == -signal.SIGKILL, kind


def kill_at_random(house: Installation) -> int:
    """Kill one or the other at any moment, and start it again. Returns how many had work."""
    chance = random.Random(5)
    kinds: dict[str, Callable[[], BaseProcess]] = {
        "web": lambda: house.web(BOOKINGS),
        "worker": house.worker,
    }
    living = {kind: begin() for kind, begin in kinds.items()}
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.02, 0.25))
        kind = chance.choice(list(kinds))
        end(living[kind])
        living[kind] = kinds[kind]()
    for process in living.values():
        end(process)
    return KILLS + len(living)


def end(process: BaseProcess) -> None:
    process.kill()
    process.join(10)


def everybody_was_told(house: Installation) -> None:
    """Each booking has its three messages, all have left, and nothing else has."""
    messages, bookings = house.messages(), house.booked()
    assert len(bookings) == BOOKINGS
    assert {message.state for message in messages} == {MessageState.SENT}
    told = sorted((message.subject_id or 0, message.channel.value) for message in messages)
    ways = ["email"] * BY_EMAIL + ["whatsapp"]
    assert told == sorted((booking.id, way) for booking in bookings for way in ways)
    assert house.ledger.times().keys() == {message.id for message in messages}


def none_came_twice_unflagged(house: Installation, cut_off: int) -> None:
    """Twice came only what was cut off and could not be asked about, and it says so."""
    times, messages = house.ledger.times(), house.messages()
    twice = [message for message in messages if times[message.id] > 1]
    flagged = [message for message in messages if message.may_be_double]
    assert [one.id for one in twice if not one.may_be_double] == []
    assert [one.id for one in twice if one.channel is Channel.WHATSAPP] == []
    assert len(flagged) <= cut_off * DELIVERERS
