"""Fetching what an owner's file names: the world, and never this machine or its neighbours."""

from __future__ import annotations

import base64
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import quote, unquote

import pytest

from cardshop.notifications.channels import fetching
from cardshop.notifications.channels.fetching import Fetcher, Question


class Answers(BaseHTTPRequestHandler):
    """A small server of pictures and mischief."""

    asked: list[tuple[str, str, dict[str, str], bytes]] = []

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.asked.append((self.command, self.path, dict(self.headers), body))
        kind = self.path.split("/")[1]
        if kind in ("to", "away"):
            self.send_response(302)
            self.send_header("Location", self._on(kind))
            self.end_headers()
            return
        if kind == "missing":
            self.send_error(404)
            return
        is_known = self.headers.get("If-None-Match") == '"one"'
        self.send_response(304 if kind == "same" and is_known else 200)
        if kind == "zip":
            self.send_header("Content-Encoding", "gzip")
        if kind == "same":
            self.send_header("ETag", '"one"')
        self.end_headers()
        if not is_known:
            self._body(kind)

    def _on(self, kind: str) -> str:
        if kind == "away":
            return unquote(self.path.removeprefix("/away/"))
        inside = "http://169.254.169.254/latest/meta-data"
        return inside if self.path == "/to/inside" else self.path.removeprefix("/to")

    do_PROPFIND = do_GET  # noqa: N815

    def _body(self, kind: str) -> None:
        if kind == "slow":
            for _ in range(100):
                self.wfile.write(b".")
                time.sleep(0.1)
        else:
            self.wfile.write(b"x" * (5000 if kind == "big" else 10))

    def log_message(self, *_: Any) -> None:
        """Nobody reads it."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def friendly(port: int, **limits: Any) -> Fetcher:
    return Fetcher(ports=frozenset({port}), allow_loopback=True, **limits)


def test_a_file_is_fetched_also_behind_a_redirect(port: int) -> None:
    assert friendly(port).fetch(f"http://127.0.0.1:{port}/plain") == b"x" * 10
    assert friendly(port).fetch(f"http://localhost:{port}/to/to/plain") == b"x" * 10


@pytest.mark.parametrize(
    ("path", "refusal"),
    [
        ("to/to/to/to/plain", fetching.TooManyRedirects),
        ("to/inside", fetching.FetchRefused),
        ("missing", fetching.AnsweredWith),
        ("big", fetching.FileTooLarge),
        ("zip", fetching.FetchRefused),
        ("slow", fetching.TooSlow),
    ],
)
def test_every_wait_and_every_size_is_bounded(
    port: int, path: str, refusal: type[Exception]
) -> None:
    begun = time.monotonic()
    with pytest.raises(refusal):
        friendly(port, longest=1000, seconds=0.5).fetch(f"http://127.0.0.1:{port}/{path}")
    assert time.monotonic() - begun < 3


PRIVATE = """
127.0.0.1 localhost 2130706433 0x7f000001 127.1 0177.0.0.1 [::1] [::ffff:127.0.0.1] [::7f00:1]
169.254.169.254 0.0.0.0 10.1.2.3 [::10.0.0.1] 192.168.0.1 172.16.0.1 100.64.1.1 198.18.0.1
240.0.0.1 224.0.0.1 [fd00::1] [fe80::1] [ff02::1] [64:ff9b::7f00:1] [2002:7f00:1::]
""".split()


@pytest.mark.parametrize("host", PRIVATE)
def test_nothing_private_is_reached_however_it_is_written(host: str) -> None:
    with pytest.raises(fetching.FetchRefused):
        Fetcher().fetch(f"http://{host}/")


def test_private_addresses_are_told_from_public_ones() -> None:
    hosts = "8.8.8.8 93.184.216.34 2606:4700::1111 64:ff9b::808:808".split()
    assert all(map(fetching.is_public, hosts))
    inside = "127.0.0.1 ::7f00:1 64:ff9b::a00:1 100.64.0.1 2002:7f00:1:: 224.0.0.1 192.0.0.8"
    assert not any(map(fetching.is_public, inside.split()))


@pytest.mark.parametrize(
    "address",
    [
        *("file:///etc/passwd", "ftp://example.com/x", "//example.com/x", "", "https://"),
        *("http://user@example.com/", "http://example.com:22/", "http://example.com:99999/"),
        *(
            "javascript:alert(1)",
            "http://[::1",
            "https://a/" + "x" * 3000,
            "gopher://x",
            "http://a b/",
        ),
    ],
)
def test_only_plain_web_addresses_are_asked(address: str) -> None:
    with pytest.raises(fetching.FetchRefused):
        Fetcher(seconds=1).fetch(address)


def test_a_name_that_changes_its_mind_is_asked_once(
    monkeypatch: pytest.MonkeyPatch, port: int
) -> None:
    """DNS rebinding: a public address for the judge, a private one for the connection."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def answer(host: str, *args: Any, **kwargs: Any) -> Any:
        if host != "rebind.test":
            return real(host, *args, **kwargs)
        asked.append(host)
        return real("127.0.0.1" if len(asked) > 1 else "203.0.113.5", *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    with pytest.raises(fetching.FetchRefused):
        Fetcher(ports=frozenset({port}), seconds=1).fetch(f"http://rebind.test:{port}/")
    assert len(asked) == 1


def test_proxies_of_the_environment_are_not_used(
    monkeypatch: pytest.MonkeyPatch, port: int
) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")
    with pytest.raises(fetching.FetchRefused):
        Fetcher(seconds=0.5).fetch("http://192.0.2.1/plain")


def test_who_knows_the_tag_is_told_that_nothing_changed(port: int) -> None:
    where = f"http://127.0.0.1:{port}/to/same"
    first = friendly(port).ask(Question(where))
    assert (first.status, first.headers["etag"], len(first.body)) == (200, '"one"', 10)
    assert first.address == f"http://127.0.0.1:{port}/same"
    again = friendly(port).ask(Question(where, headers={"If-None-Match": '"one"'}))
    assert (again.status, again.body) == (304, b"")


def test_other_questions_keep_their_method_body_and_password_on_the_way(port: int) -> None:
    there = f"http://127.0.0.1:{port}/to/plain"
    signed = ("amina", "pässwörd: 1")
    friendly(port).ask(Question(there, "PROPFIND", {"Depth": "1"}, b"<x/>", signed))
    (_, first, *_), (method, path, headers, body) = Answers.asked[-2:]
    assert (first, method, path, body) == ("/to/plain", "PROPFIND", "/plain", b"<x/>")
    assert headers["Depth"] == "1"
    plain = base64.b64decode(headers["Authorization"].removeprefix("Basic "))
    assert plain.decode() == "amina:pässwörd: 1"


@pytest.mark.parametrize(
    "on", ["http://localhost:{port}/plain", "https://127.0.0.1:{port}/", "//x"]
)
def test_a_password_goes_to_nobody_else(port: int, on: str) -> None:
    before = len(Answers.asked)
    where = f"http://127.0.0.1:{port}/away/{quote(on.format(port=port), safe='')}"
    with pytest.raises(fetching.LeadsElsewhere):
        friendly(port).ask(Question(where, credentials=("amina", "secret")))
    assert len(Answers.asked) == before + 1
    assert "secret" not in repr(Question(where, credentials=("amina", "secret")))


def test_only_safe_addresses_may_be_asked_for(port: int) -> None:
    for address in (f"http://127.0.0.1:{port}/plain", f"https://127.0.0.1:{port + 1}/"):
        with pytest.raises(fetching.AddressNotFetchable):
            friendly(port, schemes=frozenset({"https"})).fetch(address)


def test_a_tag_with_line_ends_smuggles_nothing(port: int) -> None:
    before = len(Answers.asked)
    smuggled = {"If-None-Match": 'x"\r\nCookie: a=b'}
    with pytest.raises(fetching.FetchRefused):
        friendly(port).ask(Question(f"http://127.0.0.1:{port}/plain", headers=smuggled))
    assert len(Answers.asked) == before
