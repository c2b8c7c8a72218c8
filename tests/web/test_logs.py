"""Logs: one line a request, and nobody in them."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from cardshop.web import logs
from tests.support.people import Browser

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def stderr(app: Flask, capsys: Captured) -> Iterator[Captured]:
    """What this program writes, in JSON."""
    logs.configure("json")
    yield capsys
    logs.configure("text")


def lines(stderr: Captured) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stderr.readouterr().err.splitlines()]


def test_a_request_is_one_line_with_its_route(app: Flask, stderr: Captured) -> None:
    answer = app.test_client().get("/account/password-reset/s3cr3t-token?email=ana@example.com")

    [line] = [one for one in lines(stderr) if one["logger"] == "cardshop.access"]
    assert line["route"] == "/account/password-reset/<token>"
    assert (line["method"], line["status"]) == ("GET", answer.status_code)
    assert line["request_id"] == answer.headers["X-Request-ID"]
    assert line["ms"] >= 0


def test_nobody_is_in_the_logs(app: Flask, stderr: Captured) -> None:
    client = app.test_client()
    client.get("/account/password-reset/s3cr3t-token?email=ana@example.com&draft=pr3view")
    client.get("/nothing/here/ana", environ_base={"REMOTE_ADDR": "203.0.113.77"})
    client.post("/account/sign-in", data={"email": "ana@example.com", "password": "passw0rd!x"})

    written = stderr.readouterr().err
    personal = ("s3cr3t", "ana", "pr3view", "203.0.113", "127.0.0.1", "passw0rd", "werkzeug/")
    assert [word for word in personal if word in written] == []


def test_a_fault_is_told_by_kind_and_place_and_not_by_its_words(
    app: Flask, stderr: Captured
) -> None:
    @app.get("/falls")
    def falls() -> str:
        try:
            raise ValueError("typed by ana@example.com")
        except ValueError as fault:
            raise RuntimeError("about ana@example.com") from fault

    answer = app.test_client().get("/falls")

    written = stderr.readouterr().err
    [told] = [one for one in map(json.loads, written.splitlines()) if "exception" in one]
    assert answer.status_code == 500
    assert told["request_id"] == answer.headers["X-Request-ID"]
    assert "builtins.RuntimeError" in told["exception"]
    assert "builtins.ValueError" in told["exception"]
    assert any("falls" in place for place in told["exception"])
    assert "ana@" not in written


@pytest.mark.parametrize("probe", ["/healthz", "/readyz"])
def test_probes_leave_no_line(app: Flask, stderr: Captured, probe: str) -> None:
    app.test_client().get(probe)

    assert lines(stderr) == []


@pytest.mark.parametrize("given", ["0123456789abcdef", "a_proxy-made-1"])
def test_a_proxy_may_name_the_request(visitor: Browser, given: str) -> None:
    answer = visitor.raw("GET", "/healthz", headers={"X-Request-ID": given})

    assert answer.headers["X-Request-ID"] == given


@pytest.mark.parametrize(
    "given", ["", "short", "x" * 65, 'a"},{"level":"x', "with blanks in", "é" * 9]
)
def test_nobody_forges_lines_through_a_name(visitor: Browser, given: str) -> None:
    answer = visitor.raw("GET", "/healthz", headers={"X-Request-ID": given})

    assert answer.headers["X-Request-ID"] != given
    assert len(answer.headers["X-Request-ID"]) == 22


def test_on_a_terminal_only_what_went_wrong_is_told(app: Flask, capsys: Captured) -> None:
    logs.configure("text")

    app.test_client().get("/account/sign-in")
    app.test_client().get("/nothing/here")
    assert capsys.readouterr().err == ""
    logging.getLogger("cardshop.storefront").warning("the oven is cold")
    assert capsys.readouterr().err == "WARNING the oven is cold\n"


def test_the_lines_are_written_once_however_often_they_are_set_up(stderr: Captured) -> None:
    logs.configure("json")
    logs.configure("json")

    logging.getLogger("cardshop").warning("once")

    assert [line["message"] for line in lines(stderr)] == ["once"]
