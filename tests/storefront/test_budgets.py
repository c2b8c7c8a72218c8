"""What a visit may cost: bytes, statements, cookies."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event

from cardshop.db import db
from cardshop.web import assets
from tests.storefront.samples import bakery
from tests.support import factories
from tests.support.people import Browser

PUBLIC = ("", ".vcf", "/share", "/qr.svg", "/qr.png", "/qr.pdf")


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that the database was asked meanwhile."""
    asked: list[str] = []

    def listen(*arguments: object) -> None:
        asked.append(str(arguments[2]))

    event.listen(db.engine, "before_cursor_execute", listen)
    yield asked
    event.remove(db.engine, "before_cursor_execute", listen)


@pytest.mark.parametrize("ending", PUBLIC)
def test_a_page_asks_the_database_at_most_six_times(each_engine: Flask, ending: str) -> None:
    bakery()
    with counted() as asked:
        answer = each_engine.test_client().get(f"/golden-crumb{ending}")
    assert answer.status_code == 200
    assert len([one for one in asked if one.startswith("SELECT")]) <= 6
    assert len(asked) <= 8, asked  # with the beginnings of transactions


def test_a_first_visit_is_light(app: Flask) -> None:
    bakery()
    page = app.test_client().get("/golden-crumb").data
    script = assets.script("public").identity
    page_size, script_size = len(gzip.compress(page, 6)), len(gzip.compress(script, 9))
    assert page_size <= 14_000, page_size
    assert script_size <= 4_000, script_size
    assert page_size + script_size <= 30_000


@pytest.mark.parametrize("ending", PUBLIC)
def test_everyone_gets_the_same_bytes_and_no_cookie(app: Flask, ending: str) -> None:
    owner = factories.owner()
    bakery(owner.business)
    people = [Browser(app), Browser(app).sign_in(owner), Browser(app).sign_in(factories.owner())]
    answers = [person.raw("GET", f"/golden-crumb{ending}") for person in people]
    fresh = app.test_client().get(f"/golden-crumb{ending}", headers={"Cookie": "cardshop=nonsense"})
    assert len({answer.data for answer in [*answers, fresh]}) == 1
    assert not [answer for answer in answers if "Set-Cookie" in answer.headers]
    assert {answer.headers["Vary"] for answer in answers} == {"Accept-Encoding"}


def test_the_page_declares_its_styles_by_their_hash(app: Flask) -> None:
    bakery()
    policy = app.test_client().get("/golden-crumb").headers["Content-Security-Policy"]
    assert "style-src 'self' 'sha256-" in policy
    assert "unsafe" not in policy
    assert "nonce" not in policy
