"""Clients that ask as fast as they are answered, on kept connections."""

from __future__ import annotations

import contextlib
import multiprocessing
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.queues import Queue
from urllib.parse import urlsplit

PROCESSES = 2


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
    request = f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n{headers}\r\n".encode()
    wanted = f"HTTP/1.1 {status} ".encode()
    done = faults = 0
    end = time.monotonic() + seconds
    with socket.create_connection((parts.hostname or "", parts.port or 80), timeout=10) as wire:
        while time.monotonic() < end:
            wire.sendall(request)
            answer = _answer(wire)
            done += 1
            faults += not answer.startswith(wanted)
    return done, faults


def _answer(wire: socket.socket) -> bytes:
    """One whole answer; its length is told in advance."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += wire.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    missing = _length(head) - len(body)
    while missing > 0:
        missing -= len(wire.recv(65536))
    return head


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
