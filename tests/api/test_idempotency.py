"""A repeated request makes nothing twice, on either engine, also when both come at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import time_machine
from flask import Flask
from werkzeug.test import TestResponse

from cardshop.accounts.models import IdempotencyRecord
from cardshop.cards.models import Card, QrTag
from cardshop.db import db
from tests.api.conftest import Program, pointers
from tests.support import factories

NEW = {"display_name": "Golden Crumb"}


def till(app: Flask) -> Program:
    return Program(app, factories.api_token(factories.owner()))


def create(program: Program, key: str, sent: object = None, path: str = "/cards") -> TestResponse:
    return program.post(path, json=sent or NEW, headers={"Idempotency-Key": key})


def cards() -> int:
    db.session.rollback()
    return db.session.query(Card).count()


def test_a_repeat_gets_the_first_answer(each_engine: Flask) -> None:
    program = till(each_engine)

    first, second = create(program, "a"), create(program, "a")

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.data == second.data
    for header in ("ETag", "Location", "Content-Type"):
        assert first.headers[header] == second.headers[header]
    assert "Idempotent-Replayed" not in first.headers
    assert second.headers["Idempotent-Replayed"] == "true"
    assert cards() == 1


def test_the_same_body_written_otherwise_is_the_same(program: Program) -> None:
    spaced = b'{ "headline": "Bread",\n "display_name": "Golden Crumb" }'
    tight = b'{"display_name":"Golden Crumb","headline":"Bread"}'
    answers = [
        program.post(
            "/cards",
            data=body,
            content_type="application/json",
            headers={"Idempotency-Key": "a"},
        )
        for body in (spaced, tight)
    ]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert cards() == 1


def test_another_body_or_path_is_refused(program: Program) -> None:
    card = create(program, "a").get_json()["id"]

    other = create(program, "a", {"display_name": "Other"})
    elsewhere = create(program, "a", {"label": "door"}, f"/cards/{card}/qr-tags")

    assert (other.status_code, elsewhere.status_code) == (422, 422)
    assert other.get_json()["code"] == "key_reused"
    assert (cards(), db.session.query(QrTag).count()) == (1, 1)


def test_a_refused_request_leaves_its_key_free(program: Program) -> None:
    assert pointers(create(program, "a", {"display_name": ""})) == ["/display_name"]
    taken = {"display_name": "Mine", "avatar_id": 404}
    assert pointers(create(program, "a", taken)) == ["/avatar_id"]

    assert create(program, "a").status_code == 201


def test_every_token_has_keys_of_its_own(program: Program, stranger: Program) -> None:
    create(program, "a")

    assert "Idempotent-Replayed" not in create(stranger, "a").headers
    assert cards() == 2


def test_a_key_is_kept_for_a_day(program: Program) -> None:
    with time_machine.travel(factories.NOW, tick=False) as clock:
        create(program, "a")
        clock.shift(timedelta(hours=23))
        assert "Idempotent-Replayed" in create(program, "a").headers
        clock.shift(timedelta(hours=2))
        assert "Idempotent-Replayed" not in create(program, "a").headers

    assert cards() == 2


@pytest.mark.parametrize("key", ["", "a b", "x" * 201, "ключ".encode().decode("latin-1"), "a\x7f"])
def test_a_bad_key_is_malformed(program: Program, key: str) -> None:
    assert create(program, key).status_code == 400
    assert cards() == 0


def test_nothing_is_kept_when_the_making_breaks(
    each_engine: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = till(each_engine)
    with monkeypatch.context() as patch:
        patch.setattr("cardshop.api.v1.cards.card_as_json", lambda _card: 1 / 0)
        assert create(program, "a").status_code == 500

    assert (cards(), db.session.query(IdempotencyRecord).count()) == (0, 0)
    assert create(program, "a").status_code == 201


def test_of_many_at_once_one_makes_and_all_get_its_answer(each_engine: Flask) -> None:
    program = till(each_engine)
    together = Barrier(6)

    def one(_n: int) -> TestResponse:
        together.wait()
        return create(program, "race")

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(one, range(6)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.data for answer in answers}) == 1
    assert sum("Idempotent-Replayed" in answer.headers for answer in answers) == 5
    assert cards() == 1
