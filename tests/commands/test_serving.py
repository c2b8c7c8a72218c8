"""The site and its worker as real programs: start, work, die, stop."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from cardshop.notifications.models import MessageState
from tests.commands import programs
from tests.commands.outboxes import Outbox
from tests.support.servers import Postbox, free_port, wait_until

# The promise is five seconds; a machine that runs eight test programs at once gets a little more.
SOON = 8


@pytest.fixture
def small(migrated_file: Path, tmp_path: Path) -> dict[str, str]:
    """The settings of a fresh installation on SQLite, with its tables."""
    shutil.copy(migrated_file, tmp_path / "cardshop.db")
    return programs.environment(tmp_path)


@pytest.fixture(params=["sqlite", "postgresql+redis"])
def installation(
    request: pytest.FixtureRequest, tmp_path: Path, postbox: Postbox
) -> Iterator[dict[str, str]]:
    """An installation with a mail server: the small one, and the one of several nodes."""
    chosen = {"SMTP_URL": postbox.url, "MAIL_FROM": "shop@example.com"}
    if request.param == "sqlite":
        yield request.getfixturevalue("small") | programs.named(**chosen)
        return
    address = request.getfixturevalue("postgres_url")
    redis = request.getfixturevalue("redis_url")
    name = f"serving_{os.getpid()}_{time.monotonic_ns()}"
    with programs.fresh_postgres(address, name) as url:
        several = programs.environment(tmp_path, url, REDIS_URL=redis, **chosen)
        assert programs.run(several, "db", "upgrade").returncode == 0
        yield several


@pytest.fixture
def outbox(installation: dict[str, str], tmp_path: Path) -> Iterator[Outbox]:
    """Its outbox, as another program sees it."""
    with Outbox.of(installation, tmp_path) as found:
        yield found


def test_the_site_answers_and_letters_arrive(
    installation: dict[str, str], outbox: Outbox, postbox: Postbox
) -> None:
    port = free_port()
    with programs.started(installation, "serve", "--port", str(port), "--with-worker") as site:
        programs.answers(port)
        outbox.post(3)
        wait_until(lambda: len(postbox.messages) == 3, seconds=programs.PATIENCE)
        wait_until(lambda: outbox.states() == [MessageState.SENT] * 3)
        assert programs.seconds_to_end(site, signal.SIGTERM) < SOON
        assert site.returncode == 0
        assert programs.members(site.pid) == {}


def test_a_killed_worker_loses_nothing_and_is_replaced(
    installation: dict[str, str], outbox: Outbox, postbox: Postbox
) -> None:
    port = free_port()
    with programs.started(installation, "serve", "--port", str(port), "--with-worker") as site:
        programs.answers(port)
        outbox.post(30)
        wait_until(lambda: postbox.messages, seconds=programs.PATIENCE)
        [worker] = [n for n, line in programs.members(site.pid).items() if line.endswith(" worker")]
        os.kill(worker, signal.SIGKILL)
        outbox.end_leases()
        outbox.post(1)
        wait_until(lambda: outbox.states() == [MessageState.SENT] * 31, seconds=programs.PATIENCE)

    names = [message["Message-ID"] for message in postbox.messages]
    assert len(set(names)) == 31
    assert len(names) <= 31 + 5  # What was in the air when it died came twice, under its own name.


@pytest.mark.parametrize("more", [["--with-worker"], []])
def test_ctrl_c_in_a_terminal_ends_everything(small: dict[str, str], more: list[str]) -> None:
    settings, port = small | programs.named(LOG_FORMAT="text"), free_port()
    with programs.started(settings, "serve", "--port", str(port), *more) as site:
        programs.answers(port)
        began = time.monotonic()
        os.killpg(site.pid, signal.SIGINT)  # As a terminal does, to all in its foreground.
        site.wait(programs.PATIENCE)
        assert time.monotonic() - began < SOON
        assert site.returncode == 0
        assert programs.members(site.pid) == {}
        written = site.stdout.read() if site.stdout else ""
        assert written == f"Starting on http://127.0.0.1:{port}. Ctrl-C stops it.\n"


def test_a_killed_server_leaves_no_orphan(small: dict[str, str]) -> None:
    port = free_port()
    with programs.started(small, "serve", "--port", str(port), "--with-worker") as site:
        programs.answers(port)
        assert len(programs.members(site.pid)) == 5
        site.kill()
        wait_until(lambda: not programs.members(site.pid), seconds=SOON)


def test_a_web_worker_that_dies_is_replaced(small: dict[str, str]) -> None:
    port = free_port()
    with programs.started(small, "serve", "--port", str(port), "--workers", "1") as site:
        programs.answers(port)
        [child] = set(programs.members(site.pid)) - {site.pid}
        os.kill(child, signal.SIGKILL)
        programs.answers(port)
        assert child not in programs.members(site.pid)
        assert programs.seconds_to_end(site, signal.SIGTERM) < SOON


def test_a_letter_in_the_air_when_the_worker_stops_is_not_lost(
    small: dict[str, str], tmp_path: Path
) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"smtp://127.0.0.1:{silent.getsockname()[1]}"
        settings = small | programs.named(SMTP_URL=url, MAIL_FROM="shop@example.com")
        with Outbox.of(settings, tmp_path) as outbox:
            outbox.post(1)
            with programs.started(settings, "worker") as worker:
                connection, _address = silent.accept()
                assert programs.seconds_to_end(worker, signal.SIGTERM) < SOON
                connection.close()
            assert outbox.states() == [MessageState.SENDING]


def test_worker_once_does_what_is_due_and_ends(
    small: dict[str, str], tmp_path: Path, postbox: Postbox
) -> None:
    settings = small | programs.named(SMTP_URL=postbox.url, MAIL_FROM="shop@example.com")
    with Outbox.of(settings, tmp_path) as outbox:
        outbox.post(2)
        done = programs.run(settings, "worker", "--once")

    assert done.returncode == 0
    assert len(postbox.messages) == 2


def test_a_taken_port_is_one_clear_line(small: dict[str, str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        refused = programs.run(small, "serve", "--port", port, "--with-worker")

    assert refused.returncode == 1
    assert refused.stdout == ""
    assert refused.stderr == (
        f"Error: Cannot listen on 127.0.0.1 port {port} (Address already in use). "
        "Stop the program that has it, or choose another with --port.\n"
    )


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_nothing_runs_on_a_database_that_is_not_migrated(tmp_path: Path, command: str) -> None:
    refused = programs.run(programs.environment(tmp_path), command)

    assert refused.returncode == 1
    assert (
        refused.stderr
        == "Error: The database is not up to date. Run: flask --app wsgi db upgrade\n"
    )


def test_mistakes_in_the_settings_are_a_line_each_for_every_command(tmp_path: Path) -> None:
    settings = programs.environment(tmp_path, SIGNUP="maybe", COLOUR="blue")

    refused = programs.run(settings, "serve")

    assert refused.returncode == 1
    assert refused.stderr.splitlines() == [
        "CARDSHOP_COLOUR: unknown setting. Remove it, or check its spelling in docs/settings.md.",
        "CARDSHOP_SIGNUP: use one of: open, invite, closed.",
    ]


def test_requests_are_logged_by_route_when_the_site_is_served(small: dict[str, str]) -> None:
    port = free_port()
    with programs.started(small, "serve", "--port", str(port)) as site:
        programs.answers(port)
        requests.get(f"http://127.0.0.1:{port}/account/sign-in?email=ana@example.com", timeout=9)
        programs.seconds_to_end(site, signal.SIGTERM)
        written = site.stdout.read() if site.stdout else ""

    assert '"route": "/account/sign-in"' in written
    assert "ana@" not in written
    assert '127.0.0.1"' not in written
