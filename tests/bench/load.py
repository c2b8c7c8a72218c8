"""Clients that ask as fast as they are answered, on kept connections."""

from __future__ import annotations

import contextlib
import multiprocessing
import socket
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.queues import Queue
from urllib.parse import urlsplit

PROCESSES = 2
# Requests that a client sends before it reads: the clients share the machine with the server, and
# must not be what is measured.
AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Rate:
    """What the clients saw together."""

    requests: int
    seconds: float
    faults: int

    @property
    def per_second(self) -> float:
        """Requests answered in a second."""
        return self.requests / self.seconds


def fetched(url: str, **headers: str) -> bytes:
    """The bytes of a page."""
    request = urllib.request.Request(url, headers=headers)
    with urllib.request.urlopen(request) as answer:
        return bytes(answer.read())


def run(url: str, *, seconds: float, clients: int, headers: str = "", status: int = 200) -> Rate:
    """Ask `url` with this many clients at once; an answer of another status is a fault."""
    queue: Queue[tuple[int, int]] = multiprocessing.get_context("fork").Queue()
    started = time.monotonic()
    share = clients // PROCESSES
    work = (url, seconds, share, headers, status, queue)
    processes = [
        multiprocessing.get_context("fork").Process(target=_process_of_clients, args=work)
        for _ in range(PROCESSES)
    ]
    for process in processes:
        process.start()
    counts = [queue.get() for _ in processes]
    for process in processes:
        process.join()
    taken = time.monotonic() - started
    return Rate(sum(c[0] for c in counts), taken, sum(c[1] for c in counts))


def _process_of_clients(
    url: str, seconds: float, clients: int, headers: str, status: int, queue: Queue[tuple[int, int]]
) -> None:
    results: list[tuple[int, int]] = []
    threads = [
        threading.Thread(
            target=lambda: results.append(_client(url, seconds, headers, status)), daemon=True
        )
        for _ in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    queue.put((sum(r[0] for r in results), sum(r[1] for r in results)))


def _client(url: str, seconds: float, headers: str, status: int) -> tuple[int, int]:
    parts = urlsplit(url)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    request = f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\n{headers}\r\n".encode()
    wanted = f"HTTP/1.1 {status} ".encode()
    done = faults = 0
    end = time.monotonic() + seconds
    with socket.create_connection((parts.hostname or "", parts.port or 80), timeout=10) as wire:
        answers = _Answers(wire)
        while time.monotonic() < end:
            wire.sendall(request * AT_ONCE)
            heads = [answers.head() for _ in range(AT_ONCE)]
            done += AT_ONCE
            faults += sum(not head.startswith(wanted) for head in heads)
    return done, faults


class _Answers:
    """Whole answers from a connection, one after another; each tells its length in advance."""

    def __init__(self, wire: socket.socket) -> None:
        self.wire, self.data = wire, b""

    def head(self) -> bytes:
        """The head of the next answer; its body is thrown away."""
        while (end := self.data.find(b"\r\n\r\n")) < 0:
            self._receive()
        head, whole = self.data[:end], end + 4
        whole += _length(head)
        while len(self.data) < whole:
            self._receive()
        self.data = self.data[whole:]
        return head

    def _receive(self) -> None:
        received = self.wire.recv(1 << 20)
        if not received:
            raise ConnectionError("the server hung up")
        self.data += received


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


@contextlib.contextmanager
def held_open(url: str, count: int) -> Iterator[None]:
    """Connections that begin a request and never finish it."""
    parts = urlsplit(url)
    with contextlib.ExitStack() as stack:
        for _ in range(count):
            wire = socket.create_connection((parts.hostname or "", parts.port or 80), timeout=10)
            stack.enter_context(wire)
            wire.sendall(b"GET / HTTP/1.1\r\nHost: slow\r\n")
        yield
