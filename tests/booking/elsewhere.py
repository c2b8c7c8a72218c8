"""Somebody else's calendar on a server of this test, and a fetcher that may reach it."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from cardshop.booking.models import BusyInterval, BusySource
from cardshop.booking.operations import busy_reading
from cardshop.db import db
from cardshop.lib import clock
from tests.booking.ical.busy_files import event, file_of
from tests.support.factories import NOW

# 2 December 2026, 10:00 to 11:00 in Nairobi.
LUNCH = event("SUMMARY:Lunch", "DTSTART:20261202T070000Z", "DTEND:20261202T080000Z", uid="lunch")
WEEKLY = event(
    "SUMMARY:Choir", "DTSTART:20261203T150000Z", "DTEND:20261203T160000Z",
    "RRULE:FREQ=WEEKLY", uid="choir",
)  # fmt: skip
FILE = file_of(LUNCH)


@dataclass
class Elsewhere:
    """What the server says, and what it was asked: method, path and headers of each request."""

    port: int = 0
    status: int = 200
    body: bytes = FILE
    headers: dict[str, str] = field(default_factory=dict)
    endless: bool = False
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    # Called before each answer.
    meanwhile: Callable[[], object] = lambda: None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/private.ics"

    def says(self, body: bytes = b"", status: int = 200, **headers: str) -> None:
        """From now on."""
        self.body, self.status = body, status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


@contextlib.contextmanager
def running() -> Iterator[Elsewhere]:
    """The server, in threads of this process."""
    told = Elsewhere()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append((self.command, self.path, dict(self.headers)))
            told.meanwhile()
            tags = (self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since"))
            known = told.headers.get("ETag"), told.headers.get("Last-Modified")
            is_known = any(tag and tag == ours for tag, ours in zip(tags, known, strict=True))
            self.send_response(304 if is_known and told.status == 200 else told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if not is_known:
                self.wfile.write(told.body)
            while told.endless:
                self.wfile.write(b"X" * 65536)
                time.sleep(0.001)

        do_PROPFIND = do_REPORT = do_GET  # noqa: N815

        def log_message(self, *_: Any) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    told.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield told
    finally:
        told.endless = False
        server.shutdown()
        server.server_close()


def reach(monkeypatch: pytest.MonkeyPatch, port: int, **limits: Any) -> None:
    """Let busy calendars be read from this machine, at one port."""
    local: dict[str, Any] = {
        "ports": frozenset({port}),
        "schemes": frozenset({"http"}),
        "allow_loopback": True,
    }
    monkeypatch.setattr(busy_reading, "FETCHER", replace(busy_reading.FETCHER, **local, **limits))


def stand_at(monkeypatch: pytest.MonkeyPatch, at: Any = NOW) -> None:
    """Let it be this time."""
    monkeypatch.setattr(clock, "now", lambda: at)


def told(source_id: int) -> BusySource:
    """The source as it is kept now."""
    db.session.rollback()
    return db.session.get_one(BusySource, source_id, populate_existing=True)


def spans(source_id: int) -> list[str]:
    """Its busy times, `12-02 07:00 08:00` in UTC."""
    from cardshop.booking.domain.intervals import instant

    db.session.rollback()
    rows = db.session.query(BusyInterval).filter_by(source_id=source_id)
    return [
        f"{instant(row.busy_from):%m-%d %H:%M} {instant(row.busy_until):%H:%M}"
        for row in rows.order_by(BusyInterval.busy_from)
    ]
