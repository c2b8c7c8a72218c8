"""Rate limits: who asks too often is told when to come back, as a page or as a problem."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.typing import ResponseReturnValue

from cardshop.db import db
from cardshop.extensions import limiter
from cardshop.web import guards, limits
from tests.support.apps import build
from tests.support.servers import free_port

_numbers = itertools.count(1)


@pytest.fixture
def strict(app: Flask, tmp_path: Path) -> Any:
    """An application that lets everybody ask twice a minute."""

    def made(**chosen: object) -> Flask:
        low = {"limit_signin": "2 per minute", "limit_public": "2 per minute"}
        strict = build(str(db.engine.url), tmp_path, **low, limit_api="2 per minute", **chosen)
        _add_doors(strict)
        return strict

    yield made
    limiter.init_app(app)
    limiter.reset()


def _add_doors(app: Flask) -> None:
    for path, bound in (("/door", limits.public_form), ("/entry", limits.signing_in)):

        def view() -> ResponseReturnValue:
            return "in"

        # The counts of a view last as long as this program, under its name.
        view.__name__ = f"view_{next(_numbers)}"
        app.add_url_rule(path, path, bound(guards.visitor(view)), methods=["GET", "POST"])


def knock(app: Flask, path: str = "/door", address: str = "203.0.113.7", **data: str) -> int:
    client = app.test_client()
    return client.post(path, data=data, environ_base={"REMOTE_ADDR": address}).status_code


def test_the_third_form_within_a_minute_is_refused_with_the_time_to_wait(strict: Any) -> None:
    app = strict()

    assert [knock(app) for _ in range(3)] == [200, 200, 429]
    answer = app.test_client().post("/door", environ_base={"REMOTE_ADDR": "203.0.113.7"})
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert "Too many tries" in answer.text


def test_looking_is_not_counted(strict: Any) -> None:
    app = strict()

    assert {app.test_client().get("/door").status_code for _ in range(5)} == {200}


def test_everybody_has_their_own_count(strict: Any) -> None:
    app = strict()

    assert [knock(app, address=f"203.0.113.{n}") for n in range(5)] == [200] * 5


def test_a_home_with_ipv6_is_one_visitor(strict: Any) -> None:
    app = strict()
    home = [f"2001:db8:1:2::{n}" for n in range(1, 4)]

    assert [knock(app, address=one) for one in home] == [200, 200, 429]
    assert knock(app, address="2001:db8:1:3::1") == 200


def test_one_account_is_not_tried_from_many_addresses(strict: Any) -> None:
    app = strict()
    said = [" ANA@example.com", "ana@example.com", "ana@Example.com"]
    tries = [knock(app, "/entry", f"203.0.113.{n}", email=one) for n, one in enumerate(said)]

    assert tries == [200, 200, 429]
    assert knock(app, "/entry", "203.0.113.9", email="ben@example.com") == 200


def test_with_redis_the_processes_count_together(strict: Any, redis_url: str) -> None:
    one = strict(redis_url=redis_url)
    limiter.reset()
    assert [knock(one), knock(one)] == [200, 200]

    another = strict(redis_url=redis_url)

    assert knock(another) == 429


def test_a_dead_redis_stops_neither_the_site_nor_the_counting(strict: Any) -> None:
    app = strict(redis_url=f"redis://127.0.0.1:{free_port()}/0")

    assert [knock(app) for _ in range(3)] == [200, 200, 429]
