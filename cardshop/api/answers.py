"""What a resource answers, and how it goes out: JSON, ETag, 304."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Response, request

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """A payload with its status; `etag` when it is one resource."""

    payload: Payload | None
    status: int = 200
    etag: str = ""
    location: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


def etag_of(payload: Payload, *, without: tuple[str, ...] = ()) -> str:
    """The entity tag of a resource: of all it says but what changes by itself, such as counters."""
    told = {name: value for name, value in payload.items() if name not in without}
    return hashlib.sha256(_json(told)).hexdigest()[:32]


def sent(answer: Answer) -> Response:
    """The answer as bytes and headers."""
    response = Response(
        b"" if answer.payload is None else _json(answer.payload),
        answer.status,
        dict(answer.headers),
    )
    response.content_type = "application/json"
    if answer.payload is None:
        del response.headers["Content-Type"]
    if answer.location:
        response.headers["Location"] = answer.location
    if answer.etag:
        response.set_etag(answer.etag)
    return response


def conditional(response: Response) -> Response:
    """The same, or 304 when the caller has it already."""
    if response.headers.get("ETag"):
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.make_conditional(request)
    return response


def _json(payload: Payload) -> bytes:
    return json.dumps(payload, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
