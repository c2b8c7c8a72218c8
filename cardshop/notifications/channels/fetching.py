"""The one way to fetch an address that somebody typed: guarded, pinned, bounded."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests_hardened.ip_filter import InvalidIPAddress
from requests_hardened.ip_filter_adapter import IPFilterAdapter

from cardshop.lib.errors import Invalid

AGENT = "cardshop (picture import)"
_CHUNK = 64 * 1024
_REDIRECTS = (301, 302, 303, 307, 308)
_LONGEST_ADDRESS = 2000
# Inside these, an IPv4 address is written into the last 32 bits (RFC 4291, 6052): it is the one
# that is reached, so it is the one that is judged.
_WRAPPED = tuple(ipaddress.ip_network(n) for n in ("::/96", "::ffff:0:0/96", "64:ff9b::/96"))
_NEVER = tuple(
    ipaddress.ip_network(n)
    for n in (
        *("100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15"),
        *("2001::/23", "2002::/16", "3fff::/20", "5f00::/16", "64:ff9b:1::/48"),
    )
)


class FetchRefused(Invalid):
    """This address could not be read."""


class AddressNotFetchable(FetchRefused):
    """Give a web address that starts with https:// and that everyone can open."""


class AddressPrivate(FetchRefused):
    """This address leads into a private network. Give one that everyone can open."""


class NotReached(FetchRefused):
    """The server of this address cannot be reached. Check the address."""


class AnsweredWith(FetchRefused):
    """The server answered with error %(status)s. Check the address."""


class TooManyRedirects(FetchRefused):
    """This address leads on and on. Give the address of the picture itself."""


class FileTooLarge(FetchRefused):
    """This file is larger than %(megabytes)s MB. Make it smaller."""


class TooSlow(FetchRefused):
    """The server took too long. Try again later, or upload the picture."""


@dataclass(frozen=True, slots=True)
class Fetcher:
    """How far a fetch may go. `allow_loopback` and other ports are for tests."""

    longest: int = 12 * 1024 * 1024
    seconds: float = 15.0
    redirects: int = 3
    ports: frozenset[int] = frozenset({80, 443})
    allow_loopback: bool = False

    def fetch(self, address: str) -> bytes:
        """The bytes behind an address. Raises a FetchRefused that says why not.

        Every hop is judged again, after resolving, and the connection goes to the judged address.
        No cookie, proxy, password file or referrer of this machine takes part.
        """
        with _deadline(self.seconds) as watch, requests.Session() as session:
            session.trust_env = False
            for scheme in ("http", "https"):
                session.mount(f"{scheme}://", _Pinned(scheme, watch, loopback=self.allow_loopback))
            try:
                held = self._follow(session, address)
            except (requests.RequestException, OSError, ValueError) as fault:
                raise _understood(fault, watch) from fault
            # Without a length a connection that was cut looks like the end of the file.
            if watch.is_over:
                raise TooSlow
            return held

    def _follow(self, session: requests.Session, address: str) -> bytes:
        for _ in range(self.redirects + 1):
            self._check(address)
            with session.get(
                address,
                allow_redirects=False,
                stream=True,
                timeout=(4, 8),
                headers={"User-Agent": AGENT, "Accept-Encoding": "identity"},
            ) as answer:
                if answer.status_code not in _REDIRECTS:
                    return self._body(answer)
                address = urljoin(address, answer.headers.get("Location", ""))
        raise TooManyRedirects

    def _check(self, address: str) -> None:
        try:
            parts = urlsplit(address)
            port = parts.port or {"http": 80, "https": 443}[parts.scheme]
        except (ValueError, KeyError):
            raise AddressNotFetchable from None
        is_odd = not parts.hostname or parts.username is not None or port not in self.ports
        if is_odd or len(address) > _LONGEST_ADDRESS:
            raise AddressNotFetchable

    def _body(self, answer: requests.Response) -> bytes:
        if answer.status_code != 200:
            raise AnsweredWith(status=answer.status_code)
        if answer.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise FetchRefused("The server sent the file compressed, though it was not asked to.")
        held = bytearray()
        for chunk in answer.iter_content(_CHUNK):
            held += chunk
            if len(held) > self.longest:
                raise FileTooLarge(megabytes=self.longest // 2**20)
        return bytes(held)


def is_public(text: str) -> bool:
    """True for an IP address that everyone reaches; wrapped IPv4 addresses are judged as such."""
    address = ipaddress.ip_address(text.strip("[]").split("%")[0])
    if isinstance(address, ipaddress.IPv6Address) and any(address in n for n in _WRAPPED):
        address = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    is_odd = address.is_multicast or address.is_reserved or any(address in n for n in _NEVER)
    return address.is_global and not is_odd


class _Watch:
    """Holds the open connections and cuts them when the time is over."""

    def __init__(self) -> None:
        self.is_over = False
        self._open: list[socket.socket] = []
        self._lock = threading.Lock()

    def add(self, opened: socket.socket) -> None:
        """Encryption takes the socket over, so a second handle on it is kept."""
        with self._lock:
            self._open.append(opened.dup())
        if self.is_over:
            self.end()

    def end(self) -> None:
        with self._lock:
            self.is_over = True
            for opened in self._open:
                with suppress(OSError):
                    opened.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        with self._lock:
            for opened in self._open:
                opened.close()
            self._open.clear()


class _Pinned(IPFilterAdapter):  # type: ignore[misc]
    """Resolves once, judges twice (the library and we), connects to what was judged."""

    def __init__(self, scheme: str, watch: _Watch, *, loopback: bool) -> None:
        super().__init__(is_https_proto=scheme == "https", allow_loopback=loopback)
        self._watch, self._loopback = watch, loopback

    def build_connection_pool_key_attributes(
        self, request: Any, verify: Any, cert: Any = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        host, pool = super().build_connection_pool_key_attributes(request, verify, cert)
        pinned = ipaddress.ip_address(host["host"].strip("[]").split("%")[0])
        if not (self._loopback and pinned.is_loopback) and not is_public(str(pinned)):
            raise InvalidIPAddress(str(pinned))
        return host, pool

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> Any:
        pool = super().get_connection_with_tls_context(*args, **kwargs)
        pool.ConnectionCls = _watched(pool.ConnectionCls, self._watch)
        return pool


def _watched(kind: Any, watch: _Watch) -> Any:
    """The connection class, telling the watch of its socket before anything is said on it."""

    class Watched(kind):  # type: ignore[misc]
        def _new_conn(self) -> socket.socket:
            opened: socket.socket = super()._new_conn()
            watch.add(opened)
            return opened

    return Watched


@contextmanager
def _deadline(seconds: float) -> Iterator[_Watch]:
    """Time-outs of a socket count from byte to byte; this one counts from the beginning."""
    watch = _Watch()
    timer = threading.Timer(seconds, watch.end)
    timer.daemon = True
    timer.start()
    try:
        yield watch
    finally:
        timer.cancel()
        watch.close()


def _understood(fault: Exception, watch: _Watch) -> FetchRefused:
    if watch.is_over or isinstance(fault, requests.Timeout):
        return TooSlow()
    if isinstance(fault, InvalidIPAddress):
        return AddressPrivate()
    odd = (requests.exceptions.InvalidURL, requests.exceptions.MissingSchema, UnicodeError)
    return AddressNotFetchable() if isinstance(fault, odd) else NotReached()
