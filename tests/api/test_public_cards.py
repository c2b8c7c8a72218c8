"""`/public/cards`: what everyone may read."""

from __future__ import annotations

from flask import Flask

from cardshop.cards.models import Section
from cardshop.db import transaction
from tests.support import factories

PATH = "/api/v1/public/cards/golden-crumb"


def bakery(owner: factories.Owner, **columns: object) -> None:
    sections = {"about": {"text": "Bread"}, "hours": {"note": ""}}
    factories.card(owner.business, slug="golden-crumb", sections=sections, **columns)


def test_a_published_card_needs_no_token(app: Flask, owner: factories.Owner) -> None:
    bakery(owner)

    answer = app.test_client().get(PATH)

    card = answer.get_json()
    assert (card["slug"], card["display_name"]) == ("golden-crumb", "Golden Crumb")
    assert card["opening_hours"]["weekly"]["mon"] == [["06:00", "19:00"]]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert "Set-Cookie" not in answer.headers


def test_hidden_sections_are_left_out(app: Flask, owner: factories.Owner) -> None:
    bakery(owner)
    with transaction() as session:
        session.query(Section).update({Section.is_visible: False})

    card = app.test_client().get(PATH).get_json()

    assert (card["sections"], card["opening_hours"]) == ([], None)


def test_a_draft_is_not_there(app: Flask, owner: factories.Owner) -> None:
    bakery(owner, published_at=None)

    answer = app.test_client().get(PATH)

    assert answer.status_code == 404
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_an_address_that_was_never_there_is_not_there(each_engine: Flask) -> None:
    for slug in ("nobody", "x" * 3000, "a%00b", "%F0%9F%8D%9E", "..%2f..%2fetc"):
        answer = each_engine.test_client().get(f"/api/v1/public/cards/{slug}")
        assert answer.status_code == 404, slug


def test_a_reader_asks_again_for_nothing(app: Flask, owner: factories.Owner) -> None:
    bakery(owner)
    client = app.test_client()
    etag = client.get(PATH).headers["ETag"]

    assert client.get(PATH, headers={"If-None-Match": etag}).status_code == 304


def test_a_page_of_any_site_may_ask(app: Flask) -> None:
    answer = app.test_client().options(PATH, headers={"Origin": "https://other.example"})

    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "GET" in answer.headers["Access-Control-Allow-Methods"]
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Access-Control-Allow-Origin" not in app.test_client().options("/api/v1/cards").headers
