"""Signing in and out: nobody learns who has an account, and nobody can try for ever."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from cardshop.accounts import current
from cardshop.accounts.models import Account, UserSession
from cardshop.db import db
from tests.accounts.steps import EMAIL, PASSWORD, is_in, member, sign_in, sign_up
from tests.accounts.test_hashing import count_verifications
from tests.support import apps
from tests.support.factories import NOW
from tests.support.people import Browser

SORRY = "That email and password do not match. Check both and try again."


def test_the_right_password_opens(app: Flask, visitor: Browser) -> None:
    member(app)

    assert sign_in(visitor).status == 200
    assert is_in(visitor)


def test_capitals_and_blanks_around_the_address_do_not_matter(app: Flask, visitor: Browser) -> None:
    member(app)

    sign_in(visitor, email=f" {EMAIL.upper()} ")

    assert is_in(visitor)


@pytest.mark.parametrize(
    "email",
    [EMAIL, "unproved@example.com", "nobody@example.com"],
    ids=["proved", "unproved", "none"],
)
def test_a_wrong_password_tells_nothing(
    app: Flask, visitor: Browser, email: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    member(app)
    member(app, "unproved@example.com", verified=False)
    computed = count_verifications(monkeypatch)

    page = sign_in(visitor, "wrong phrase altogether", email)

    assert (page.status, page.title) == (422, "Error: Sign in · cardshop")
    assert SORRY in page.text
    assert page.field("email").get("value") == email
    assert page.field("password").get("value") in (None, "")
    assert len(computed) == 3
    assert not is_in(visitor)


def test_the_form_works_with_password_managers(visitor: Browser) -> None:
    page = visitor.get("/account/sign-in")

    assert page.field("email").get("autocomplete") == "username"
    assert page.field("password").get("autocomplete") == "current-password"


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/app/hours", "/app/hours"),
        ("https://evil.example/", "/app/"),
        ("//evil.example/", "/app/"),
        ("/\\evil.example/", "/app/"),
    ],
)
def test_one_goes_on_to_pages_of_this_site_only(
    app: Flask, visitor: Browser, wanted: str, reached: str
) -> None:
    member(app)
    visitor.get("/account/sign-in", query_string={"next": wanted})

    answer = visitor.raw(
        "POST",
        "/account/sign-in",
        query_string={"next": wanted},
        data={"email": EMAIL, "password": PASSWORD},
    )

    assert (answer.status_code, answer.location) == (303, reached)


def test_a_planted_session_is_not_the_one_that_is_signed_in(app: Flask, visitor: Browser) -> None:
    member(app)
    with visitor.client.session_transaction() as session:
        session["planted"] = "yes"
        session["_user_id"] = "known to the attacker"

    sign_in(visitor)

    with visitor.client.session_transaction() as session:
        assert "planted" not in session
        assert session["_user_id"] != "known to the attacker"
        token = session["_user_id"]
    assert current.load(token) is not None
    assert db.session.query(UserSession).filter_by(token_hash=token).count() == 0


def test_signing_out_ends_the_session_for_copies_of_the_cookie_too(
    app: Flask, visitor: Browser
) -> None:
    member(app)
    sign_in(visitor)
    with visitor.client.session_transaction() as session:
        token = session["_user_id"]

    page = visitor.post("/account/sign-out")

    assert "You are signed out." in page.text
    assert current.load(token) is None


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.com"], ids=["account", "nobody"])
def test_the_fifth_failure_shuts_the_door_for_a_while(
    app: Flask, visitor: Browser, email: str
) -> None:
    member(app)
    with time_machine.travel(NOW, tick=False) as clock:
        statuses = [sign_in(visitor, "wrong phrase", email).status for _ in range(6)]
        shut = visitor.raw("POST", "/account/sign-in", data={"email": email, "password": PASSWORD})
        assert statuses == [422] * 5 + [429]
        assert (shut.status_code, shut.headers["Retry-After"]) == (429, "2")
        clock.shift(timedelta(seconds=2))
        assert sign_in(visitor, "wrong phrase", email).status == 422


def test_waiting_is_told_in_seconds(app: Flask, visitor: Browser) -> None:
    with time_machine.travel(NOW, tick=False):
        page = [sign_in(visitor, "wrong phrase") for _ in range(6)][-1]

    assert "It is free again in 2 seconds." in page.text


def test_an_address_is_limited_too(migrated_file: Path, tmp_path: Path) -> None:
    (tmp_path / "limited.db").write_bytes(migrated_file.read_bytes())
    url = f"sqlite:///{tmp_path / 'limited.db'}"
    limited = apps.build(url, tmp_path, limit_signin="2 per minute")
    emails = [f"somebody{n}@example.com" for n in range(3)]

    answers = [
        limited.test_client().post("/account/sign-in", data={"email": email, "password": "wrong"})
        for email in emails
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    with limited.app_context():
        db.engine.dispose()


def test_success_is_not_counted(app: Flask, visitor: Browser) -> None:
    member(app)

    assert {sign_in(visitor).status for _ in range(7)} == {200}


def test_a_hash_of_an_old_cost_is_made_anew(
    app: Flask, visitor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cardshop.accounts import hashing

    account = member(app)
    before = account.password_hash
    monkeypatch.setattr(hashing, "STRENGTH", hashing.Strength(128, 1, 1))

    sign_in(visitor)

    db.session.rollback()
    assert db.session.get_one(Account, account.id).password_hash != before


def test_whoever_left_before_naming_the_business_is_led_there(app: Flask, visitor: Browser) -> None:
    sign_up(visitor)

    assert visitor.get("/app/hours").url == "/account/sign-up/business"
    assert visitor.get("/app/business").url == "/account/sign-up/business"


def test_being_in_use_is_noted_every_ten_minutes(app: Flask, visitor: Browser) -> None:
    member(app)
    with time_machine.travel(NOW, tick=False) as clock:
        sign_in(visitor)
        seen = []
        for minutes in (9, 2, 9):
            clock.shift(timedelta(minutes=minutes))
            visitor.get("/account/")
            db.session.rollback()
            seen.append(db.session.query(UserSession).one().last_seen_at)

    assert seen == [NOW, NOW + timedelta(minutes=11), NOW + timedelta(minutes=11)]
