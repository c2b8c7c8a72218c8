"""The web server as a program of its own, which `flask serve` starts.

Its words are the host, the port, the number of workers and the format of the log. The application
is loaded by the server's workers alone, each for itself.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from cardshop.commands.together import die_with_parent

BLOCKING_THREADS = 4
# A visitor who is still loading when the server stops gets this long.
LAST_SECONDS = 2


def serve(host: str, port: int, workers: int, log_format: str) -> None:
    """Serve until SIGTERM or SIGINT."""
    os.register_at_fork(after_in_child=_belong_to_parent)
    Server(
        "wsgi:app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=BLOCKING_THREADS,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=LAST_SECONDS,
        log_level=LogLevels.error,
        log_dictconfig=_log_lines(log_format),
    ).serve()


def _belong_to_parent() -> None:
    """Ctrl-C is heard by the server alone; its workers end when it says so or is killed."""
    os.setpgrp()
    die_with_parent(signal.SIGKILL)


def _log_lines(log_format: str) -> dict[str, Any]:
    """The server's own lines, written like ours."""
    kind = "cardshop.web.logs.Json" if log_format == "json" else "cardshop.web.logs.Text"
    stderr = {"class": "logging.StreamHandler", "formatter": "ours", "stream": "ext://sys.stderr"}
    return {
        "formatters": {"ours": {"()": kind}},
        "handlers": {"stderr": stderr},
        "loggers": {"_granian": {"handlers": ["stderr"], "propagate": False}},
    }


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
