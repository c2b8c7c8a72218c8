"""Pictures as browsers fetch them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Engine

from cardshop.db import transaction
from cardshop.media import operations
from tests.media.domain import samples
from tests.support import factories
from tests.support.people import Browser


@pytest.fixture
def address(app: Flask) -> str:
    key = factories.owner().business.id
    with transaction():
        picture = operations.store(business_id=key, data=samples.picture(), at=factories.NOW)
        return f"/media/{picture.digest}-320.webp"


@contextmanager
def statements() -> Iterator[list[str]]:
    seen: list[str] = []

    def note(*arguments: object) -> None:
        seen.append(str(arguments[2]))

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)


def test_a_picture_is_kept_by_browsers_for_ever(visitor: Browser, address: str) -> None:
    answer = visitor.raw("GET", address)

    assert (answer.status_code, answer.mimetype) == (200, "image/webp")
    assert samples.opened(answer.data).size == (320, 240)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers


def test_a_browser_that_has_it_is_sent_nothing(visitor: Browser, address: str) -> None:
    etag = visitor.raw("HEAD", address).headers["ETag"]
    again = visitor.raw("GET", address, headers={"If-None-Match": etag})

    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == etag


def test_the_head_tells_the_size(visitor: Browser, address: str) -> None:
    head = visitor.raw("HEAD", address)

    assert head.data == b""
    assert head.content_length == len(visitor.raw("GET", address).data)


def test_a_picture_costs_no_query(visitor: Browser, address: str) -> None:
    with statements() as seen:
        visitor.raw("GET", address)
        visitor.raw("HEAD", address)

    assert seen == []


@pytest.mark.parametrize(
    "name",
    [
        "0" * 32 + "-640.webp",
        "..%2f..%2ftest.db",
        "%2e%2e/test.db",
        ".unfinished-x",
        "readme.txt",
        "A" * 32 + "-640.webp",
        "0" * 32 + "-640.webp%00",
        "0" * 5000,
    ],
)
def test_everything_else_is_not_here(visitor: Browser, address: str, name: str) -> None:
    answer = visitor.raw("GET", f"/media/{name}")

    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"
