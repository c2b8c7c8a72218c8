"""A change is made to what its author has seen, or not at all; what is known is not sent again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from cardshop.cards.models import QrTag
from cardshop.cards.operations import count_scan
from cardshop.db import db, transaction
from tests.api.conftest import Program
from tests.support import factories


def singles(owner: factories.Owner) -> list[str]:
    return ["/business", f"/cards/{factories.card(owner.business).id}"]


def test_what_is_known_is_not_sent_again(program: Program, owner: factories.Owner) -> None:
    for path in singles(owner):
        etag = program.get(path).headers["ETag"]

        known = program.get(path, headers={"If-None-Match": f'"other", {etag}'})
        assert (known.status_code, known.data) == (304, b"")
        assert known.headers["ETag"] == etag
        assert program.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_change_answers_with_the_new_tag(program: Program, owner: factories.Owner) -> None:
    for path in singles(owner):
        before = program.get(path).headers["ETag"]
        field = "name" if path == "/business" else "headline"

        changed = program.patch(path, json={field: "New"}, headers={"If-Match": before})

        assert changed.status_code == 200
        assert changed.headers["ETag"] != before
        assert program.get(path).headers["ETag"] == changed.headers["ETag"]


@pytest.mark.parametrize("given", ['"stale"', "stale", 'W/"{etag}"', ""])
def test_a_stale_change_is_refused(program: Program, owner: factories.Owner, given: str) -> None:
    tag = db.session.query(QrTag).first
    paths = singles(owner)
    paths.append(f"/qr-tags/{tag().id}")  # type: ignore[union-attr]
    for path in paths:
        etag = "" if "qr" in path else program.get(path).get_etag()[0]
        headers = {"If-Match": given.replace("{etag}", etag or "")}

        assert program.patch(path, json={}, headers=headers).status_code == 412
        if path != "/business":
            assert program.delete(path, headers=headers).status_code == 412


def test_any_state_will_do_with_a_star(program: Program, owner: factories.Owner) -> None:
    for path in singles(owner):
        assert program.patch(path, json={}, headers={"If-Match": "*"}).status_code == 200


def test_a_scan_makes_no_tag_stale(program: Program, owner: factories.Owner) -> None:
    card = factories.card(owner.business)
    made = program.post(f"/cards/{card.id}/qr-tags", json={"label": "door"})
    with transaction():
        count_scan(made.get_json()["code"])

    path, match = f"/qr-tags/{made.get_json()['id']}", {"If-Match": made.headers["ETag"]}

    assert program.patch(path, json={"label": "window"}, headers=match).status_code == 200
    assert program.delete(path, headers=match).status_code == 412


@pytest.mark.parametrize("what", ["business", "card"])
def test_of_two_changes_to_the_same_state_one_is_made(each_engine: Flask, what: str) -> None:
    owner = factories.owner()
    program = Program(each_engine, factories.api_token(owner))
    path, field = "/business", "name"
    if what == "card":
        path, field = f"/cards/{factories.card(owner.business).id}", "headline"
    match = {"If-Match": program.get(path).headers["ETag"]}
    together = Barrier(4)

    def one(n: int) -> TestResponse:
        together.wait()
        return program.patch(path, json={field: f"Change {n}"}, headers=match)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(one, range(4)))

    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412]
