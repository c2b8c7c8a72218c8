"""Who may call."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from cardshop.accounts.models import ApiToken
from cardshop.accounts.operations.api_tokens import SEEN_EVERY, revoke_token
from cardshop.db import db, transaction
from tests.api.conftest import Program
from tests.support import factories

WRITES = [
    ("PATCH", "/business"),
    ("POST", "/cards"),
    ("PATCH", "/cards/1"),
    ("DELETE", "/cards/1"),
    ("POST", "/cards/from-vcard"),
    ("POST", "/cards/1/qr-tags"),
    ("PATCH", "/qr-tags/1"),
    ("DELETE", "/qr-tags/1"),
    ("POST", "/media"),
]


@pytest.mark.parametrize(("method", "path"), WRITES)
def test_a_reading_token_may_not_write(reader: Program, method: str, path: str) -> None:
    answer = reader.send(method, path, json={})

    assert answer.status_code == 403
    assert answer.get_json()["code"] == "read_only_token"
    assert "insufficient_scope" in answer.headers["WWW-Authenticate"]


def test_a_reading_token_reads(reader: Program) -> None:
    assert reader.get("/business").status_code == 200
    assert reader.get("/cards").status_code == 200


@pytest.mark.parametrize(
    "line", ["", "Bearer", "Bearer ", "Bearer nobody", "Basic YTpi", "Token x", "Bearer é", "\x7f"]
)
def test_no_token_no_answer(app: Flask, line: str) -> None:
    answer = app.test_client().get("/api/v1/business", headers={"Authorization": line})

    assert answer.status_code == 401
    assert answer.content_type == "application/problem+json"
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_signed_in_browser_is_no_program(app: Flask, owner: factories.Owner) -> None:
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = owner.session_token

    assert client.get("/api/v1/business").status_code == 401


def test_a_revoked_token_opens_nothing(program: Program) -> None:
    with transaction() as session:
        token = session.query(ApiToken).one()
        revoke_token(token, at=token.created_at)

    assert program.get("/business").status_code == 401


def test_the_use_of_a_token_is_written_down_now_and_then(program: Program) -> None:
    with time_machine.travel(factories.NOW, tick=False) as clock:
        program.get("/business")
        first = db.session.query(ApiToken.last_used_at).scalar()
        clock.shift(timedelta(seconds=30))
        program.get("/business")
        soon = db.session.query(ApiToken.last_used_at).scalar()
        clock.shift(SEEN_EVERY)
        program.get("/business")
        later = db.session.query(ApiToken.last_used_at).scalar()

    assert (first, soon) == (factories.NOW, factories.NOW)
    assert later > first


def test_forms_are_guarded_and_programs_need_no_form_token(
    sqlite_app: Flask, program: Program
) -> None:
    sqlite_app.config["WTF_CSRF_ENABLED"] = True

    assert program.patch("/business", json={"name": "Bread"}).status_code == 200
