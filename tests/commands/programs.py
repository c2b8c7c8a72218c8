"""Our programs as an operator starts them: real ones, each in a session of its own."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import psycopg
import requests
from sqlalchemy import make_url

from tests.support.apps import SECRET
from tests.support.servers import wait_until

ROOT = Path(__file__).resolve().parent.parent.parent
# Starting takes a second on a quiet machine; tests run beside seven others.
PATIENCE = 90


def environment(folder: Path, database_url: str = "", **chosen: str) -> dict[str, str]:
    """The settings of an installation in this folder, and nothing of this machine's own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("CARDSHOP_")}
    given = {
        "DATABASE_URL": database_url or f"sqlite:///{folder / 'cardshop.db'}",
        "STORAGE_URL": f"file://{folder / 'media'}",
        "SECRET_KEY": SECRET,
        "LOG_FORMAT": "json",
        **chosen,
    }
    return kept | named(**given)


def named(**given: str) -> dict[str, str]:
    """Settings under their full names."""
    return {f"CARDSHOP_{name}": value for name, value in given.items()}


def flask(*words: str) -> list[str]:
    """A command as it is typed."""
    return [sys.executable, "-m", "flask", "--app", "wsgi", *words]


def run(settings: Mapping[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        flask(*words),
        cwd=ROOT,
        env=dict(settings),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


@contextlib.contextmanager
def started(settings: Mapping[str, str], *words: str) -> Iterator[subprocess.Popen[str]]:
    """A command that runs for ever, in a session of its own; what it leaves behind is killed."""
    program = subprocess.Popen(
        flask(*words),
        cwd=ROOT,
        env=dict(settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield program
    finally:
        for number in members(program.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        program.communicate()


def members(session: int) -> dict[int, str]:
    """The living programs of a session: their numbers and command lines."""
    found = {}
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError, IndexError):
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if fields[0] != "Z" and int(fields[3]) == session:
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                found[int(folder.name)] = line.strip()
    return found


def seconds_to_end(program: subprocess.Popen[str], by: signal.Signals) -> float:
    """How long it takes to end after a signal."""
    began = time.monotonic()
    program.send_signal(by)
    program.wait(PATIENCE)
    return time.monotonic() - began


def answers(port: int, path: str = "/readyz") -> None:
    """Wait until the site answers there."""
    wait_until(
        lambda: requests.get(f"http://127.0.0.1:{port}{path}", timeout=5).ok, seconds=PATIENCE
    )


@contextlib.contextmanager
def fresh_postgres(address: str, name: str) -> Iterator[str]:
    """A database of one test, without any table."""
    url = make_url(address)
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as server:
        server.execute(f"create database {name}".encode())
        try:
            yield url.set(database=name).render_as_string(hide_password=False)
        finally:
            server.execute(f"drop database {name} with (force)".encode())
