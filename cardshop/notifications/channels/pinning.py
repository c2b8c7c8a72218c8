"""Connections that go to the address that was judged, and are cut when their time is over."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from requests_hardened.ip_filter import InvalidIPAddress
from requests_hardened.ip_filter_adapter import IPFilterAdapter

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


def is_public(text: str) -> bool:
    """True for an IP address that everyone reaches; wrapped IPv4 addresses are judged as such."""
    address = ipaddress.ip_address(text.strip("[]").split("%")[0])
    if isinstance(address, ipaddress.IPv6Address) and any(address in n for n in _WRAPPED):
        address = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    is_odd = address.is_multicast or address.is_reserved or any(address in n for n in _NEVER)
    return address.is_global and not is_odd


class Watch:
    """Holds the open connections and cuts them when the time is over."""

    def __init__(self) -> None:
        self.is_over = False
        # Whether anything can have been said to the other side.
        self.was_open = False
        self._open: list[socket.socket] = []
        self._lock = threading.Lock()

    def add(self, opened: socket.socket) -> None:
        """Encryption takes the socket over, so a second handle on it is kept."""
        with self._lock:
            self.was_open = True
            self._open.append(opened.dup())
        if self.is_over:
            self.end()

    def end(self) -> None:
        """Cut them."""
        with self._lock:
            self.is_over = True
            for opened in self._open:
                with suppress(OSError):
                    opened.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Let go of the handles."""
        with self._lock:
            for opened in self._open:
                opened.close()
            self._open.clear()


class Pinned(IPFilterAdapter):  # type: ignore[misc]
    """Resolves once, judges twice (the library and we), connects to what was judged."""

    def __init__(self, scheme: str, watch: Watch, *, loopback: bool) -> None:
        super().__init__(is_https_proto=scheme == "https", allow_loopback=loopback)
        self._watch, self._loopback = watch, loopback

    def build_connection_pool_key_attributes(
        self, request: Any, verify: Any, cert: Any = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """Judge the address that was resolved."""
        host, pool = super().build_connection_pool_key_attributes(request, verify, cert)
        pinned = ipaddress.ip_address(host["host"].strip("[]").split("%")[0])
        if not (self._loopback and pinned.is_loopback) and not is_public(str(pinned)):
            raise InvalidIPAddress(str(pinned))
        return host, pool

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> Any:
        """The connection to it, under watch."""
        pool = super().get_connection_with_tls_context(*args, **kwargs)
        pool.ConnectionCls = _watched(pool.ConnectionCls, self._watch)
        return pool


def _watched(kind: Any, watch: Watch) -> Any:
    """The connection class, telling the watch of its socket before anything is said on it."""

    class Watched(kind):  # type: ignore[misc]
        def _new_conn(self) -> socket.socket:
            opened: socket.socket = super()._new_conn()
            watch.add(opened)
            return opened

    return Watched


@contextmanager
def deadline(seconds: float) -> Iterator[Watch]:
    """Time-outs of a socket count from byte to byte; this one counts from the beginning."""
    watch = Watch()
    timer = threading.Timer(seconds, watch.end)
    timer.daemon = True
    timer.start()
    try:
        yield watch
    finally:
        timer.cancel()
        watch.close()
