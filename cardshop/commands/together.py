"""Programs that run side by side and end together, leaving no orphan."""

from __future__ import annotations

import ctypes
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence

# Within five seconds everything has ended; the programs themselves need less.
PATIENCE_SECONDS = 4.0
PAUSE_SECONDS = 1.0
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def run(server: Sequence[str], worker: Sequence[str]) -> int:
    """Run both until we are told to stop or the server ends. A worker that dies is started again.

    Returns the exit status: 0 when we were told to stop.
    """
    news: queue.SimpleQueue[str] = queue.SimpleQueue()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: news.put("stop"))
    programs = {"server": _start(server, "server", news), "worker": _start(worker, "worker", news)}
    while (what := news.get()) == "worker":
        if _told_to_stop(news, PAUSE_SECONDS):
            what = "stop"
            break
        programs["worker"] = _start(worker, "worker", news)
    _end(list(programs.values()))
    return 0 if what == "stop" else programs["server"].returncode or 1


def die_with_parent(by: signal.Signals = signal.SIGTERM) -> None:
    """Ask the system to end this process when its parent is gone, even killed. Only Linux can."""
    if _libc is not None:
        _libc.prctl(_DIE_WITH_PARENT, by)


def _start(
    command: Sequence[str], name: str, news: queue.SimpleQueue[str]
) -> subprocess.Popen[bytes]:
    program = subprocess.Popen(  # noqa: S603 - our own programs
        command,
        process_group=0,  # Ctrl-C reaches us alone, and we tell the others.
        preexec_fn=die_with_parent,  # noqa: PLW1509 - one system call, no Python lock
    )

    def tell() -> None:
        program.wait()
        news.put(name)

    threading.Thread(target=tell, daemon=True).start()
    return program


def _told_to_stop(news: queue.SimpleQueue[str], seconds: float) -> bool:
    """Wait a moment before the worker is started again, unless everything ends meanwhile."""
    try:
        return news.get(timeout=seconds) != "worker"
    except queue.Empty:
        return False


def _end(programs: Sequence[subprocess.Popen[bytes]]) -> None:
    for program in programs:
        if program.poll() is None:
            program.terminate()
    deadline = time.monotonic() + PATIENCE_SECONDS
    for program in programs:
        try:
            program.wait(max(deadline - time.monotonic(), 0.01))
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()
