"""Programs that want the same time at once: one gets it, the others are told so."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from cardshop.booking.models import Booking, Seat, Service
from cardshop.db import db
from tests.api.desk import Desk, body
from tests.support import factories, salons
from tests.support.salons import SOON

pytestmark = pytest.mark.usefixtures("standing_clock")
HALF = timedelta(minutes=30)
EARLIER = SOON - HALF


def at_once(app: Flask, asked: list[tuple[str, Any]]) -> Counter[int]:
    """How often each status was answered to requests that are sent together."""

    def send(one: tuple[str, Any]) -> int:
        return app.test_client().post(one[0], json=one[1]).status_code

    with ThreadPoolExecutor(len(asked)) as crowd:
        statuses = Counter(crowd.map(send, asked))
    db.session.rollback()
    return statuses


def guests(desk: Desk, service: Service, count: int, **fields: Any) -> list[tuple[str, Any]]:
    """So many people who all want half past nine."""
    return [
        (f"{desk.path}/bookings", body(service, EARLIER, name=f"Guest {n}", **fields))
        for n in range(count)
    ]


def test_eight_at_once_and_one_gets_the_time(each_engine: Flask) -> None:
    owner = factories.owner()
    cut = salons.service(owner.business)
    salons.calendar(owner.business, cut)

    statuses = at_once(each_engine, guests(Desk(each_engine, owner), cut, 8))

    assert statuses == {201: 1, 409: 7}
    assert (db.session.query(Booking).count(), db.session.query(Seat).count()) == (1, 1)


def test_a_class_gives_as_many_seats_as_it_has(each_engine: Flask) -> None:
    owner = factories.owner()
    yoga = salons.service(owner.business, capacity=5)
    salons.calendar(owner.business, yoga)

    statuses = at_once(each_engine, guests(Desk(each_engine, owner), yoga, 8, seats=2))

    assert statuses == {201: 2, 409: 6}
    assert db.session.query(Seat).count() == 4


def test_moves_and_bookings_for_one_time_have_one_winner(each_engine: Flask) -> None:
    owner = factories.owner()
    cut = salons.service(owner.business)
    chair = salons.calendar(owner.business, cut)
    desk = Desk(each_engine, owner)
    moves = []
    for n in range(4):
        held = salons.booking(owner.business, cut, chair, starts_at=SOON + n * HALF)
        there = f"/api/v1/public/bookings/{held.token}/reschedule"
        moves.append((there, {"start": "2026-12-02T06:30:00Z"}))

    statuses = at_once(each_engine, moves + guests(desk, cut, 4))

    assert statuses[409] == 7
    assert statuses[200] + statuses[201] == 1
    assert db.session.query(Booking).filter_by(starts_at=EARLIER).count() == 1
