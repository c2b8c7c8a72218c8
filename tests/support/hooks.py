"""Programs that are told of events: a listening server, webhooks, and a worker that reaches it."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from flask import Flask

from cardshop.accounts.models import Business
from cardshop.db import db, transaction
from cardshop.lib import clock, sealing
from cardshop.notifications import operations, queries
from cardshop.notifications.channels.fetching import Fetcher
from cardshop.notifications.channels.webhook import Webhook as Channel
from cardshop.notifications.domain.webhooks import SECRETS
from cardshop.notifications.models import Message, Webhook
from cardshop.notifications.sending import Carrier
from tests.support.apps import SECRET
from tests.support.factories import NOW

WHSEC = "whsec_for-tests"
URL = "https://shop.example/cardshop"


def webhook(business: Business, *events: str, url: str = URL, **columns: Any) -> Webhook:
    """An address that is told of these events, or of all."""
    sealed = sealing.seal(WHSEC, purpose=SECRETS, secret_key=SECRET)
    values = {"url": url, "events": list(events), "secret": sealed, "created_at": NOW}
    with transaction() as session:
        made = Webhook(business_id=business.id, **values | columns)
        session.add(made)
    db.session.refresh(made)
    return made


@dataclass
class Heard:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def told(self) -> dict[str, Any]:
        """The body as JSON."""
        found: dict[str, Any] = json.loads(self.body)
        return found

    def is_signed(self, secret: str = WHSEC) -> bool:
        """Checks the signature as the documentation says, with code that is not ours."""
        given = re.fullmatch("t=([0-9]+),v1=([0-9a-f]{64})", self.headers["Cardshop-Signature"])
        assert given is not None
        signed = given[1].encode() + b"." + self.body
        wanted = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
        return hmac.compare_digest(wanted, given[2])


@dataclass
class Program:
    """A program that listens. What it answers is `status` and `answer`, after `pause` seconds."""

    status: int = 200
    answer: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0
    heard: list[Heard] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}/cardshop"


@contextmanager
def listening() -> Iterator[Program]:
    """A program of this test alone."""
    program = Program()

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            program.heard.append(Heard(self.path, dict(self.headers), body))
            time.sleep(program.pause)
            self.send_response(program.status)
            for name, value in program.answer.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    program.port = server.server_port
    try:
        yield program
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def carry(app: Flask, program: Program | None = None, **limits: Any) -> Message | None:
    """Let a worker carry one due delivery, as of now. Without a program, by the real guard."""
    settings = app.extensions["cardshop.settings"]
    near = None
    if program is not None:
        ports, schemes = frozenset({program.port}), frozenset({"http"})
        given: dict[str, Any] = {"ports": ports, "schemes": schemes, "redirects": 0, "seconds": 0.5}
        given |= limits
        near = Fetcher(allow_loopback=True, **given)
    channel = Channel(settings, near) if near else Channel(settings)
    with transaction():
        due = [one.id for one in queries.due(clock.now()) if one.channel == "webhook"]
        outgoing = operations.claim(due[0], at=clock.now()) if due else None
    if outgoing is None:
        return None
    Carrier({"webhook": channel}).carry(outgoing)
    db.session.rollback()
    return db.session.get(Message, outgoing.id)
