"""Forms that another site sends in our visitors' names are refused, everywhere and politely."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule

from cardshop.db import db
from cardshop.web import guards, origins
from tests.support import apps, factories
from tests.support.people import Browser


@pytest.fixture
def careful(app: Flask, tmp_path: Path) -> Flask:
    """The application as it is served: forms need their token."""
    return apps.build(str(db.engine.url), tmp_path, csrf=True)


def forms_of(app: Flask, *, of_strangers: bool) -> list[Rule]:
    """The routes of forms: those that anybody sends, which carry no token, or all others."""
    return [
        rule
        for rule in posted_to(app, by_programs=False)
        if origins.is_guarded(app.view_functions[rule.endpoint]) == of_strangers
    ]


def posted_to(app: Flask, *, by_programs: bool) -> list[Rule]:
    """The routes that take something, but the API: from programs that sign, or from browsers."""
    return [
        rule
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ())
        and not rule.endpoint.startswith("api")
        and (guards.audience_of(app.view_functions[rule.endpoint]) == guards.PROGRAM) == by_programs
    ]


def path_of(app: Flask, rule: Rule) -> str:
    values = {name: "1" if "id" in name else "token" for name in rule.arguments}
    return app.url_map.bind("localhost").build(rule.endpoint, values, method="POST")


def test_no_form_is_taken_without_its_token(careful: Flask) -> None:
    owner = factories.owner()
    signed_in, stranger = Browser(careful).sign_in(owner), Browser(careful)

    for rule in forms_of(careful, of_strangers=False):
        path = path_of(careful, rule)
        for browser in (signed_in, stranger):
            answer = browser.client.post(path)
            assert answer.status_code == 400, path
            assert "open too long" in answer.text, path


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost.evil.example"},
    ],
)
def test_forms_of_strangers_are_taken_only_from_our_pages(
    careful: Flask, headers: dict[str, str]
) -> None:
    for rule in forms_of(careful, of_strangers=True):
        path = path_of(careful, rule)
        answer = careful.test_client().post(path, headers=headers)
        assert answer.status_code == 403, path
        assert "sent from another site" in answer.text, path


def test_programs_are_believed_by_their_signature_alone(careful: Flask) -> None:
    signed_in = Browser(careful).sign_in(factories.owner())
    rules = sorted(posted_to(careful, by_programs=True), key=lambda rule: rule.rule)

    assert [rule.rule for rule in rules] == ["/webhooks/twilio/inbound", "/webhooks/twilio/status"]
    for rule in rules:
        answer = signed_in.client.post(rule.rule, data={"Body": "STOP"})
        assert answer.status_code == 403, rule


def test_only_visitors_forms_go_without_a_token(careful: Flask) -> None:
    strangers = forms_of(careful, of_strangers=True)

    assert strangers
    assert {guards.audience_of(careful.view_functions[r.endpoint]) for r in strangers} == {
        guards.VISITOR
    }


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
