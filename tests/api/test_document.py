"""The document says what the API does: no more, no less, and in valid OpenAPI 3.1."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
from flask import Flask
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from cardshop.api import openapi
from cardshop.api.blueprint import PREFIX
from cardshop.lib import clock
from tests.api import things
from tests.api.conftest import Program
from tests.support import factories

# The document does not describe itself.
ITSELF = (f"{PREFIX}/openapi.json", "GET")


@pytest.fixture
def document(app: Flask) -> dict[str, Any]:
    """The document as a program gets it."""
    answer = app.test_client().get(f"{PREFIX}/openapi.json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.get_json()
    return found


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield PREFIX + path, method.upper(), operation


def test_it_is_openapi(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1.")
    assert [str(error) for error in OPENAPI_31_VALIDATOR.iter_errors(document)] == []


def test_every_route_is_in_it_and_nothing_else(app: Flask, document: dict[str, Any]) -> None:
    served = {
        (openapi.path_of(rule.rule), method)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(PREFIX)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }

    assert {(path, method) for path, method, _ in operations(document)} == served - {ITSELF}


def test_each_operation_has_a_name_of_its_own(document: dict[str, Any]) -> None:
    names = [operation["operationId"] for _, _, operation in operations(document)]

    assert len(set(names)) == len(names)


def test_only_what_is_public_needs_no_token(document: dict[str, Any]) -> None:
    for path, _, operation in operations(document):
        assert (operation.get("security") == []) == path.startswith(f"{PREFIX}/public/"), path


def test_a_body_is_always_required(document: dict[str, Any]) -> None:
    for path, method, operation in operations(document):
        # What is only said, such as that a message was sent, has none.
        if method in ("POST", "PATCH") and not path.endswith(("/sent", "/cancel", "/refresh")):
            assert operation["requestBody"]["required"] is True, path


def test_everything_referred_to_is_there(document: dict[str, Any]) -> None:
    for reference in set(re.findall(r'"\$ref": "([^"]+)"', json.dumps(document))):
        found: Any = document
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]


def contents(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, method, operation in operations(document):
        where = f"{method} {path}"
        for part in [operation.get("requestBody", {}), *operation["responses"].values()]:
            yield from ((where, content) for content in part.get("content", {}).values())


def test_every_example_is_valid(document: dict[str, Any]) -> None:
    examples = 0
    for where, content in contents(document):
        if "example" in content:
            examples += 1
            schema = content["schema"] | {"components": document["components"]}
            faults = list(jsonschema_rs.validator_for(schema).iter_errors(content["example"]))
            assert [str(fault) for fault in faults] == [], where

    assert examples > 10


def test_an_example_is_understood(
    program: Program,
    owner: factories.Owner,
    document: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clock, "now", lambda: factories.NOW)
    known = things.of(owner)
    for path, method, operation in operations(document):
        for kind, content in operation.get("requestBody", {}).get("content", {}).items():
            if kind == "application/json":
                there = path.format(**things.known_at(path, known))
                sent = things.fitted(path, content["example"], known)
                answer = program.send(method, there[len(PREFIX) :], json=sent)
                # An order is understood, but its products are of another shop.
                wanted = 410 if path.endswith("/orders") else 300
                assert answer.status_code < wanted, (path, answer.get_data(as_text=True))
