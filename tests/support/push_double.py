"""A push service as a real HTTP server that holds each request to RFC 8030, 8188, 8291 and 8292.

The browsers behind it read what they are sent with keys of their own. What the documents do not
allow is kept in `complaints`, so that a test can say that there were none.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, hmac, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

DAY = 24 * 3600


@dataclass(slots=True)
class Device:
    """A browser: what it keeps to itself, and what it was told."""

    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    secret: bytes = field(default_factory=lambda: os.urandom(16))
    told: list[dict[str, Any]] = field(default_factory=list)

    @property
    def p256dh(self) -> str:
        """What it gives away of its key."""
        return _text(_point(self.key.public_key()))

    @property
    def auth(self) -> str:
        """What it shares with whoever may write to it."""
        return _text(self.secret)

    def opened(self, body: bytes) -> bytes:
        """What was sealed for it. Raises InvalidTag for anything else."""
        salt, size, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        theirs, words = body[21 : 21 + length], body[21 + length :]
        assert len(words) <= size
        shared = self.key.exchange(
            ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
        )
        ours = _point(self.key.public_key())
        first = _hmac(_hmac(self.secret, shared), b"WebPush: info\0" + ours + theirs + b"\x01")
        second = _hmac(salt, first)
        key = _hmac(second, b"Content-Encoding: aes128gcm\0\x01")[:16]
        nonce = _hmac(second, b"Content-Encoding: nonce\0\x01")[:12]
        plain = AESGCM(key).decrypt(nonce, words, None).rstrip(b"\0")
        assert plain[-1:] == b"\x02"
        return plain[:-1]


@dataclass(slots=True)
class Service:
    """The state of the double. `key` is the one that its browsers were subscribed with."""

    key: str
    port: int = 0
    devices: dict[str, Device] = field(default_factory=dict)
    # What a device's address answers instead of 201, and how long it asks to wait.
    answers: dict[str, int] = field(default_factory=dict)
    retry_after: str = ""
    # Devices whose address says nothing, or to whom the connection is cut after the body.
    cut: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def device(self, name: str) -> Device:
        """A browser that is known by this name."""
        return self.devices.setdefault(name, Device())

    def endpoint(self, name: str) -> str:
        """Where it is reached."""
        return f"{self.origin}/push/{name}"

    @property
    def origin(self) -> str:
        """The service's own address."""
        return f"http://127.0.0.1:{self.port}"

    def judge(self, headers: dict[str, str], body: bytes) -> Iterator[str]:
        """What the documents do not allow of a request."""
        if not headers.get("ttl", "").isdecimal():
            yield "TTL is missing"
        if headers.get("urgency", "normal") not in ("very-low", "low", "normal", "high"):
            yield "Urgency is none"
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,32}", headers.get("topic", "")):
            yield "Topic is not of 32 characters"
        if headers.get("content-encoding") != "aes128gcm" or not 103 < len(body) <= 4096:
            yield "the body is not one record"
        yield from self._judge_vapid(headers.get("authorization", ""))

    def _judge_vapid(self, given: str) -> Iterator[str]:
        found = re.fullmatch(r"vapid t=(([\w-]+)\.([\w-]+))\.([\w-]+), ?k=([\w-]+)", given)
        if found is None:
            yield "Authorization is not VAPID"
            return
        said, head, claims, signature, key = found.groups()
        if key != self.key:
            yield "another key than the browser was given"
        if not _is_signed(said, signature, key):
            yield "the signature is wrong"
        yield from self._judge_claims(json.loads(_bytes(head)), json.loads(_bytes(claims)))

    def _judge_claims(self, head: dict[str, Any], claims: dict[str, Any]) -> Iterator[str]:
        if head != {"typ": "JWT", "alg": "ES256"}:
            yield "no ES256"
        if claims["aud"] != self.origin:
            yield "for another service"
        if not 0 < claims["exp"] - time.time() <= DAY:
            yield "it expires too late, or is over"
        if not claims["sub"].startswith(("mailto:", "https:")):
            yield "nobody can be asked"


@contextlib.contextmanager
def service(key: str) -> Iterator[Service]:
    """A push service whose browsers take notifications that are signed with this key."""
    double = Service(key)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Push", (_Push,), {"double": double}))
    server.daemon_threads = True
    double.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield double
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Push(BaseHTTPRequestHandler):
    double: Service

    def do_POST(self) -> None:
        """Take a notification for a browser."""
        name = self.path.rpartition("/")[2]
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {key.lower(): value for key, value in self.headers.items()}
        self.double.headers.append(headers)
        self.double.complaints += self.double.judge(headers, body)
        status = self.double.answers.get(name, 201)
        if status == 201:
            device = self.double.device(name)
            device.told.append(json.loads(device.opened(body)))
        if name in self.double.cut:
            self.close_connection = True
            return
        self._answer(status, f"{self.double.origin}/message/{len(self.double.headers)}")

    def _answer(self, status: int, location: str) -> None:
        self.send_response(status)
        if status in (201, 307):
            self.send_header("Location", location)
        if self.double.retry_after:
            self.send_header("Retry-After", self.double.retry_after)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        """Nothing is printed."""


def _is_signed(said: str, signature: str, key: str) -> bool:
    both = _bytes(signature)
    numbers = int.from_bytes(both[:32], "big"), int.from_bytes(both[32:], "big")
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(key))
    try:
        public.verify(
            utils.encode_dss_signature(*numbers), said.encode(), ec.ECDSA(hashes.SHA256())
        )
    except InvalidSignature:
        return False
    return len(both) == 64


def _hmac(key: bytes, words: bytes) -> bytes:
    made = hmac.HMAC(key, hashes.SHA256())
    made.update(words)
    return made.finalize()


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    form = serialization.PublicFormat.UncompressedPoint
    return key.public_bytes(serialization.Encoding.X962, form)


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
