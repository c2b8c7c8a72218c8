"""Forms that another site sends in our visitors' names are refused, everywhere and politely."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule

from cardshop.db import db
from tests.support import apps, factories
from tests.support.people import Browser


@pytest.fixture
def careful(app: Flask, tmp_path: Path) -> Flask:
    """The application as it is served: forms need their token."""
    return apps.build(str(db.engine.url), tmp_path, csrf=True)


def forms_of(app: Flask) -> list[Rule]:
    return [
        rule
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and not rule.endpoint.startswith("api")
    ]


def test_no_form_is_taken_without_its_token(careful: Flask) -> None:
    owner = factories.owner()
    signed_in, stranger = Browser(careful).sign_in(owner), Browser(careful)
    paths = careful.url_map.bind("localhost")

    for rule in forms_of(careful):
        values = {name: "1" if "id" in name else "token" for name in rule.arguments}
        path = paths.build(rule.endpoint, values, method="POST")
        for browser in (signed_in, stranger):
            answer = browser.client.post(path)
            assert answer.status_code == 400, path
            assert "open too long" in answer.text, path


def test_a_refused_form_gets_an_ordinary_page(careful: Flask) -> None:
    answer = careful.test_client().post("/account/sign-in", data={"csrf_token": "forged"})

    assert answer.status_code == 400
    assert "X-Request-ID" in answer.headers
    assert "Content-Security-Policy" in answer.headers


def test_a_token_of_another_browser_opens_nothing(careful: Flask) -> None:
    other = Browser(careful).get("/account/sign-in")
    token = other.field("csrf_token").get("value")

    answer = Browser(careful).client.post("/account/sign-in", data={"csrf_token": token})

    assert answer.status_code == 400
