"""Programs that import: the answer of http.md, at once."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from cardshop.catalogue.exchange import imports, pictures, running
from cardshop.db import db
from tests.catalogue.importing import contents
from tests.support import factories
from tests.support.factories import Owner

FILE = "name,price,sku\nMug,9.50,M1\nCup,four,C1\n"


@pytest.fixture
def owner(each_engine: Flask) -> Owner:
    return factories.owner()


@pytest.fixture
def client(owner: Owner, each_engine: Flask) -> FlaskClient:
    client = each_engine.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {factories.api_token(owner)}"
    return client


def send(client: FlaskClient, text: str, query: str = "", **options: Any) -> TestResponse:
    path = f"/api/v1/products/import{query}"
    return client.post(path, data=text.encode(), content_type="text/csv", **options)


def test_a_dry_run_says_everything_and_writes_nothing(owner: Owner, client: FlaskClient) -> None:
    answer = send(client, FILE, "?dry_run=true")
    assert answer.status_code == 200
    said = answer.get_json()
    assert {k: said[k] for k in ("rows", "created", "updated", "skipped")} == {
        "rows": 2,
        "created": 1,
        "updated": 0,
        "skipped": 1,
    }
    (error,) = said["errors"]
    assert (error["row"], error["column"]) == (3, "price")
    assert contents(owner.business) == []
    assert imports.listed(owner.business.id) == []


def test_an_import_answers_the_same_and_writes(owner: Owner, client: FlaskClient) -> None:
    dry = send(client, FILE, "?dry_run=true").get_json()
    assert send(client, FILE).get_json() == dry
    assert [c["name"] for c in contents(owner.business)] == ["Mug"]
    again = send(client, FILE).get_json()
    assert (again["created"], again["updated"], again["skipped"]) == (0, 0, 2)


def test_a_repeat_with_the_same_key_is_answered_from_memory(
    owner: Owner, client: FlaskClient
) -> None:
    key = {"Idempotency-Key": "import-1"}
    first = send(client, FILE, headers=key)
    again = send(client, FILE, headers=key)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.get_json() == first.get_json()


def test_pictures_follow_by_the_worker(
    owner: Owner, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "fetch", lambda images: {i.address: _none() for i in images})
    send(client, "name,price,images\nMug,9,https://example.com/mug.jpg\n")
    (kept,) = imports.listed(owner.business.id)
    assert kept.state.value == "queued"
    running.run_due()
    db.session.expire_all()
    assert kept.state.value == "done"
    assert kept.errors[0]["column"] == "images"
    assert len(contents(owner.business)) == 1


def _none() -> Exception:
    from cardshop.notifications.channels.fetching import NotReached

    return NotReached()


@pytest.mark.parametrize(
    ("text", "query", "status"),
    [
        ("a,b\n1,2\n", "", 422),
        ("", "", 400),
        ("\0\0\0", "", 422),
        ("x" * 300_000, "", 422),
        (FILE, "?dry_run=maybe", 422),
        ("name,price\n" + "Mug,9\n" * 2001, "", 422),
        ("name,price\n" + "Mug,9\n" * 50_001, "?dry_run=true", 422),
    ],
)
def test_what_cannot_be_imported_is_refused_whole(
    owner: Owner, client: FlaskClient, text: str, query: str, status: int
) -> None:
    answer = send(client, text, query)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert contents(owner.business) == []


def test_a_token_that_may_only_read_imports_nothing(owner: Owner, client: FlaskClient) -> None:
    reading = {"Authorization": f"Bearer {factories.api_token(owner, 'read')}"}
    assert send(client, FILE, headers=reading).status_code == 403
