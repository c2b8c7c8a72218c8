"""Every route declares whom it is for, and its first segment is nobody's slug."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.routing import Rule

from cardshop.lib.slugs import RESERVED
from cardshop.web import guards

AUDIENCES = {guards.EVERYONE, guards.VISITOR, guards.MEMBER, guards.OWNER, guards.PROGRAM}


def rules(app: Flask) -> list[Rule]:
    return list(app.url_map.iter_rules())


def test_every_route_declares_its_audience(sqlite_app: Flask) -> None:
    undeclared = [
        rule.rule
        for rule in rules(sqlite_app)
        if guards.audience_of(sqlite_app.view_functions[rule.endpoint]) not in AUDIENCES
    ]

    assert undeclared == []


def test_owner_pages_live_where_owners_are(sqlite_app: Flask) -> None:
    inside = ("/app", "/account")
    for rule in rules(sqlite_app):
        audience = guards.audience_of(sqlite_app.view_functions[rule.endpoint])
        owners = audience in (guards.OWNER, guards.MEMBER)
        assert not owners or rule.rule.startswith(inside), rule.rule


def test_no_card_can_take_an_address_of_the_site(sqlite_app: Flask) -> None:
    first = {rule.rule.split("/")[1] for rule in rules(sqlite_app)}
    taken = {part.split(".")[0] for part in first if part and "<" not in part}

    assert taken <= RESERVED


def test_a_verb_is_never_a_get(sqlite_app: Flask) -> None:
    verbs = ("publish", "delete", "remove", "send", "revoke", "create", "logout")
    wrong = [
        rule.rule
        for rule in rules(sqlite_app)
        if "POST" not in (rule.methods or set()) and rule.rule.rstrip("/").endswith(verbs)
    ]

    assert wrong == []


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nobody_reaches_an_owner_page_without_signing_in(sqlite_app: Flask, method: str) -> None:
    client = sqlite_app.test_client()
    for rule in rules(sqlite_app):
        audience = guards.audience_of(sqlite_app.view_functions[rule.endpoint])
        if audience in (guards.OWNER, guards.MEMBER) and method in (rule.methods or set()):
            values = dict.fromkeys(rule.arguments, 1) | {"suffix": "svg"}
            address = sqlite_app.url_map.bind("localhost").build(rule.endpoint, values, method)
            answer = client.open(address, method=method)
            assert answer.status_code == 303, address
            assert answer.location.startswith("/account/sign-in"), address
