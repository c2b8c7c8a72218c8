"""Customers' programs that ask again: repeats, refusals, limits."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from cardshop.accounts.models import IdempotencyRecord
from cardshop.booking.models import Booking, Calendar, Service
from cardshop.db import db, transaction
from cardshop.extensions import limiter
from tests.api.desk import Desk
from tests.support import factories, salons
from tests.support.apps import build
from tests.support.salons import SOON

HALF = timedelta(minutes=30)
OUR_PAGE = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
pytestmark = pytest.mark.usefixtures("standing_clock")


def bookings() -> int:
    db.session.rollback()
    return db.session.query(Booking).count()


def test_a_repeat_gets_the_first_answer(desk: Desk, haircut: Service, amina: Calendar) -> None:
    first, again = (desk.book(haircut, key="a") for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.data == again.data
    assert again.headers["Idempotent-Replayed"] == "true"
    assert desk.book(haircut, SOON + HALF, key="a").status_code == 422
    assert bookings() == 1


def test_a_refusal_is_no_answer_to_keep(desk: Desk, haircut: Service, amina: Calendar) -> None:
    token = desk.book(haircut, name="Achieng").get_json()["token"]

    assert desk.book(haircut, key="a").status_code == 409
    assert desk.at(token, "cancel").status_code == 200
    assert desk.book(haircut, key="a").status_code == 201


def test_a_repeat_is_known_longer_than_its_answer_is_kept(
    desk: Desk, haircut: Service, amina: Calendar
) -> None:
    first = desk.book(haircut, key="a").get_json()
    with transaction() as session:
        session.query(IdempotencyRecord).delete()

    again = desk.book(haircut, key="a")

    assert (again.status_code, again.get_json()["id"]) == (201, first["id"])
    assert bookings() == 1


def test_bookings_are_bounded_for_each_address_and_business(app: Flask, tmp_path: Path) -> None:
    strict = build(str(db.engine.url), tmp_path, limit_public="2 per minute")
    owners = [factories.owner() for _ in range(2)]
    ours, theirs = (Desk(strict, owner) for owner in owners)
    cut, shave = (salons.service(owner.business) for owner in owners)
    for owner, service in zip(owners, (cut, shave), strict=True):
        salons.calendar(owner.business, service)

    answers = [ours.book(cut, SOON + n * HALF, name=f"Guest {n}") for n in range(3)]

    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert int(answers[-1].headers["Retry-After"]) >= 1
    assert ours.slots(cut.id).status_code == 200
    on_the_page = f"/{ours.card.slug}/book/{cut.slug}/details"
    assert ours.client.post(on_the_page, headers=OUR_PAGE).status_code == 429
    assert theirs.book(shave).status_code == 201
    limiter.init_app(app)
    limiter.reset()
