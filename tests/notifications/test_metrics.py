"""What the operator's Prometheus reads, and who else may."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from cardshop.lib import clock
from cardshop.web import site
from tests.notifications.letters import letter, posted, taken
from tests.support.apps import settings

TOKEN = "sixteen-letters-or-more"


def measured(app: Flask, **headers: str) -> dict[str, float]:
    """Each line's value under its name and labels."""
    answer = app.test_client().get("/metrics", headers=headers)
    assert answer.status_code == 200
    lines = [line for line in answer.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


def test_depth_lag_and_what_was_sent_are_told(each_engine: Flask) -> None:
    at = clock.now()
    posted(letter(), letter(), at=at - timedelta(minutes=10))
    taken(at=at)

    found = measured(each_engine)

    assert found['cardshop_messages{channel="email",state="queued"}'] == 1
    assert found['cardshop_messages{channel="email",state="sending"}'] == 1
    assert found['cardshop_messages{channel="whatsapp",state="unknown"}'] == 0
    assert 600 <= found['cardshop_outbox_lag_seconds{channel="email"}'] < 630
    assert found['cardshop_messages_sent_last_hour{channel="email"}'] == 0
    assert found["cardshop_messages_written_total"] == 2


def test_every_line_is_as_prometheus_reads_it(app: Flask) -> None:
    answer = app.test_client().get("/metrics")

    assert answer.content_type == "text/plain; version=0.0.4; charset=utf-8"
    assert answer.text.endswith("\n")
    families = [line.split()[2] for line in answer.text.splitlines() if "# TYPE" in line]
    assert len(families) == len(set(families)) == 4


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "Via"])
def test_what_a_proxy_passes_on_gets_nothing(app: Flask, header: str) -> None:
    answer = app.test_client().get("/metrics", headers={header: "127.0.0.1"})

    assert answer.status_code == 404


def test_another_machine_gets_nothing(app: Flask) -> None:
    answer = app.test_client().get("/metrics", environ_base={"REMOTE_ADDR": "192.0.2.7"})

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("given", "status"), [(f"Bearer {TOKEN}", 200), ("Bearer other", 404), ("", 404)]
)
def test_with_a_token_only_who_has_it_reads(
    app: Flask, monkeypatch: pytest.MonkeyPatch, given: str, status: int
) -> None:
    chosen = settings("sqlite:///x", Path(), metrics_token=TOKEN)
    monkeypatch.setattr(site, "settings", lambda: chosen)

    answer = app.test_client().get("/metrics", headers={"Authorization": given})

    assert answer.status_code == status
