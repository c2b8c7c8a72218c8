"""The server under test and the baseline beside it, both under granian, and the CPU they use."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.support.servers import free_port, stop, wait_until

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Running:
    """A server: where it listens, and its first process."""

    url: str
    pid: int

    def cpu_seconds(self) -> float:
        """CPU that its whole process tree has used so far (Linux's /proc)."""
        return sum(_cpu(pid) for pid in _tree(self.pid))


@contextlib.contextmanager
def granian(
    target: str,
    environment: dict[str, str],
    *,
    workers: int = 2,
    threads: int = 4,
    log: Path = Path(os.devnull),
) -> Iterator[Running]:
    """A WSGI application under granian with the settings of `flask serve`.

    What it says of each request goes to `log`.
    """
    port = free_port()
    command = [sys.executable, "-m", "granian", target, "--interface", "wsgi", "--no-ws"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--workers", str(workers)]
    command += ["--blocking-threads", str(threads), "--log-level", "warning"]
    with log.open("ab") as said:
        process = subprocess.Popen(command, env={**os.environ, **environment}, stderr=said)
    try:
        wait_until(lambda: _answers(port), seconds=180)
        yield Running(f"http://127.0.0.1:{port}", process.pid)
    finally:
        stop(process)


def _answers(port: int) -> bool:
    with socket.create_connection(("127.0.0.1", port), 1):
        return True


def _tree(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(grandchild for child in children for grandchild in _tree(int(child)))]


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
