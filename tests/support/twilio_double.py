"""Twilio's message interface as a real HTTP server that holds each request to the documentation.

What the documentation does not allow is answered as Twilio answers it, and kept in `complaints`, so
that a test can say that there were none.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import itertools
import json
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.support import twilio_rules

ACCOUNT = "AC" + "0" * 31 + "a"
TOKEN = "t" * 32
WHATSAPP_FROM = "+14155238886"
SMS_FROM = "+15005550006"


@dataclass(slots=True)
class Fault:
    """What goes wrong with a request instead of an answer.

    `status` with `code` is an answer; `hang` seconds without one; `garbled` is no JSON; `cut` ends
    the connection. The message is `kept` all the same where the answer alone got lost.
    """

    status: int = 201
    code: int = 0
    retry_after: str = ""
    hang: float = 0
    garbled: bool = False
    cut: bool = False
    kept: bool = False


@dataclass(slots=True)
class Double:
    """The state of the double: what it was sent, and what goes wrong next."""

    url: str = ""
    accounts: dict[str, str] = field(default_factory=lambda: {ACCOUNT: TOKEN})
    numbers: set[str] = field(default_factory=lambda: {WHATSAPP_FROM, SMS_FROM})
    # The newest last, each as the API shows it, with the parameters that it came with.
    messages: list[dict[str, Any]] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    # The first is taken by the next message; `always` by each that finds none.
    faults: list[Fault] = field(default_factory=list)
    always: Fault | None = None
    # Numbers that are refused, with the code.
    refused: dict[str, int] = field(default_factory=dict)
    requests: int = 0
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def settings(self) -> dict[str, str]:
        """How a site is told to send by it."""
        account = {"ACCOUNT_SID": ACCOUNT, "AUTH_TOKEN": TOKEN, "API_BASE": self.url}
        senders = {"WHATSAPP_FROM": WHATSAPP_FROM, "SMS_FROM": SMS_FROM}
        return {f"CARDSHOP_TWILIO_{name}": set_to for name, set_to in (account | senders).items()}

    def keep(self, account: str, sent: Mapping[str, str]) -> dict[str, Any]:
        """The message as the API shows it from now on."""
        with self._lock:
            made: dict[str, Any] = {
                "sid": f"SM{next(self._numbers):032x}",
                "account_sid": account,
                "to": sent["To"],
                "from": sent["From"],
                "body": sent.get("Body") or twilio_rules.rendered(sent),
                "status": "queued",
                "date_created": format_datetime(datetime.now(UTC)),
                "date_updated": format_datetime(datetime.now(UTC)),
                "date_sent": None,
                "direction": "outbound-api",
                "error_code": None,
                "error_message": None,
                "num_segments": "1",
                "num_media": "0",
                "price": None,
                "price_unit": "USD",
                "api_version": "2010-04-01",
                "uri": f"/2010-04-01/Accounts/{account}/Messages",
                "subresource_uris": {},
                "messaging_service_sid": None,
            }
            self.messages.append(made | {"sent": dict(sent)})
            return made

    def fault(self) -> Fault | None:
        """What goes wrong with the message that came just now."""
        with self._lock:
            return self.faults.pop(0) if self.faults else self.always

    @property
    def sent(self) -> list[dict[str, str]]:
        """The parameters of the messages that were kept, in their order."""
        return [one["sent"] for one in self.messages]


def signature(url: str, form: Mapping[str, str], token: str = TOKEN) -> str:
    """X-Twilio-Signature as documented: HMAC-SHA1 of the address and the sorted parameters."""
    words = url + "".join(f"{name}{form[name]}" for name in sorted(form))
    digest = hmac.new(token.encode(), words.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


def report(message: Mapping[str, Any], status: str, code: int | None = None) -> dict[str, str]:
    """The form of a status callback about one of the double's messages."""
    form = {
        "MessageSid": message["sid"],
        "SmsSid": message["sid"],
        "AccountSid": message["account_sid"],
        "MessageStatus": status,
        "SmsStatus": status,
        "To": message["to"],
        "From": message["from"],
        "ApiVersion": "2010-04-01",
    }
    return form | ({"ErrorCode": str(code)} if code else {})


@contextlib.contextmanager
def twilio() -> Iterator[Double]:
    """A double of its own, on a free port of this machine, until the block ends."""
    double = Double()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _requests_of(double))
    server.daemon_threads = True
    double.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield double
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Api(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    double: Double

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        form = {k: v[0] for k, v in parse_qs(self.rfile.read(length).decode(), True).items()}
        account = self._account("/Messages.json")
        if account is None:
            return
        fault = self.double.fault()
        if fault is not None:
            self._go_wrong(fault, account, form)
            return
        refusal = twilio_rules.refusal(form, self.double.numbers)
        if refusal is not None:
            self.double.complaints.append(f"{refusal.code} {refusal.words}")
        elif code := self.double.refused.get(form["To"].removeprefix("whatsapp:")):
            refusal = twilio_rules.Refusal(code, "The number is refused")
        if refusal is not None:
            self._refuse(400, refusal.code, refusal.words)
            return
        self._answer(201, self.double.keep(account, form))

    def do_GET(self) -> None:
        if urlsplit(self.path).path.endswith("/Messages.json"):
            if account := self._account("/Messages.json"):
                self._list(account)
        elif account := self._account(".json"):
            facts = {"sid": account, "status": "active", "friendly_name": "Test", "type": "Full"}
            self._answer(200, facts)

    def _list(self, account: str) -> None:
        fault = self.double.always
        if fault is not None:
            self._go_wrong(fault, account, {})
            return
        asked = {k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()}
        self.double.complaints += twilio_rules.unknown_filters(asked)
        found = [
            {name: value for name, value in one.items() if name != "sent"}
            for one in reversed(self.double.messages)
            if one["account_sid"] == account and twilio_rules.is_asked_for(one, asked)
        ]
        size = int(asked.get("PageSize", "50"))
        page = {"messages": found[:size], "page": 0, "page_size": size, "next_page_uri": None}
        self._answer(200, page | {"uri": self.path, "first_page_uri": self.path})

    def _account(self, rest: str) -> str | None:
        """The account of the address, whose token must be given. Answers 401 otherwise."""
        self.double.requests += 1
        path = urlsplit(self.path).path.removeprefix("/api")
        account = path.removeprefix("/2010-04-01/Accounts/").removesuffix(rest)
        token = self.double.accounts.get(account)
        good = f"Basic {base64.b64encode(f'{account}:{token}'.encode()).decode()}"
        if token is not None and self.headers.get("Authorization") == good:
            return account
        self._refuse(401, 20003, "Authenticate")
        return None

    def _go_wrong(self, fault: Fault, account: str, form: Mapping[str, str]) -> None:
        if fault.kept and form:
            self.double.keep(account, form)
        if fault.hang:
            time.sleep(fault.hang)
        if fault.hang or fault.cut:
            self.close_connection = True
        elif fault.garbled:
            self._send(fault.status, b'{"sid": "SM')
        else:
            self._refuse(fault.status, fault.code or fault.status, "Faulty", fault.retry_after)

    def _refuse(self, status: int, code: int, words: str, retry_after: str = "") -> None:
        more = f"https://www.twilio.com/docs/errors/{code}"
        refusal = {"code": code, "message": words, "more_info": more, "status": status}
        self._answer(status, refusal, retry_after)

    def _answer(self, status: int, body: Mapping[str, Any], retry_after: str = "") -> None:
        self._send(status, json.dumps(body).encode(), retry_after)

    def _send(self, status: int, body: bytes, retry_after: str = "") -> None:
        with contextlib.suppress(OSError):
            self.send_response(status)
            if retry_after:
                self.send_header("Retry-After", retry_after)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Nothing is printed."""


def _requests_of(double: Double) -> type[_Api]:
    return type("Api", (_Api,), {"double": double})
