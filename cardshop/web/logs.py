"""Logs: one line an event, with the request's id and without personal data.

No address of a visitor, no query, no path with somebody's token, no message of an exception is
written: each may say who someone is. A request is named by its route.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, TextIO

from flask import Flask, Response, g, has_request_context, request

from cardshop.config import Settings
from cardshop.lib.ids import new_token

access = logging.getLogger("cardshop.access")

# What a proxy in front may hand us. Anything else could be written by a visitor to forge lines.
_SANE_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_PROBES = ("/healthz", "/readyz")
_MORE = ("method", "route", "status", "ms")
# Libraries that tell their life at every start.
_TALKATIVE = {
    "alembic": logging.WARNING,
    # It writes the address of whoever is refused.
    "flask-limiter": logging.WARNING,
    "huey": logging.WARNING,
    "huey.consumer": logging.CRITICAL,
}


def init_app(app: Flask, settings: Settings) -> None:
    """Give every request an id and a line."""
    configure(settings.log_format)
    app.before_request(_begin)
    app.after_request(_end)


def configure(log_format: str) -> None:
    """Write the logs of this process to stderr, as `text` for people or `json` for programs."""
    root = logging.getLogger()
    for old in [one for one in root.handlers if isinstance(one, _Stderr)]:
        root.removeHandler(old)
    root.addHandler(_Stderr(log_format))
    root.setLevel(logging.INFO)
    for name, level in _TALKATIVE.items():
        logging.getLogger(name).setLevel(level)
    # On a terminal only what went wrong is worth a line.
    access.setLevel(logging.ERROR if log_format == "text" else logging.INFO)


def formatter(log_format: str) -> logging.Formatter:
    """The way lines are written."""
    return Json() if log_format == "json" else Text()


class Text(logging.Formatter):
    """Lines for people."""

    def format(self, record: logging.LogRecord) -> str:
        """Level, words, request, and where it happened when something broke."""
        more = " ".join(str(value) for value in _facts(record).values())
        first = " ".join(filter(None, (record.levelname, record.getMessage(), more)))
        return "\n".join([first, *_places(record)])


class Json(logging.Formatter):
    """Lines for programs, one JSON object each."""

    def format(self, record: logging.LogRecord) -> str:
        """The same facts under fixed names."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_facts(record),
        }
        places = list(_places(record))
        if places:
            line["exception"] = places
        return json.dumps(line, ensure_ascii=False, default=str)


class _Stderr(logging.StreamHandler[TextIO]):
    """Whatever stderr is when a line is written: servers and tests change it."""

    def __init__(self, log_format: str) -> None:
        super().__init__(sys.stderr)
        self.setFormatter(formatter(log_format))

    @property
    def stream(self) -> TextIO:
        """The present stderr."""
        return sys.stderr

    @stream.setter
    def stream(self, _stream: TextIO) -> None:
        """The stream is never another one."""


def _begin() -> None:
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if _SANE_ID.fullmatch(given) else new_token()
    g.request_began = time.perf_counter()


def _end(response: Response) -> Response:
    response.headers["X-Request-ID"] = g.request_id
    if request.path not in _PROBES or response.status_code >= 400:
        level = logging.ERROR if response.status_code >= 500 else logging.INFO
        facts = {
            "method": request.method,
            "route": request.url_rule.rule if request.url_rule else "-",
            "status": response.status_code,
            "ms": round((time.perf_counter() - g.request_began) * 1000, 1),
        }
        access.log(level, "request", extra=facts)
    return response


def _facts(record: logging.LogRecord) -> dict[str, Any]:
    facts = {name: getattr(record, name) for name in _MORE if hasattr(record, name)}
    request_id = g.get("request_id") if has_request_context() else None
    return facts | ({"request_id": request_id} if request_id else {})


def _places(record: logging.LogRecord) -> Iterator[str]:
    """Kinds and places of an exception and of those behind it, without their words."""
    fault = record.exc_info[1] if record.exc_info else None
    while fault is not None:
        yield f"{type(fault).__module__}.{type(fault).__qualname__}"
        for frame in traceback.extract_tb(fault.__traceback__):
            yield f"  {frame.filename}:{frame.lineno} {frame.name}"
        fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
