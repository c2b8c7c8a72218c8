"""What programs are told of an event: the API's own objects, one delivery each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from cardshop.lib.ids import hash_token
from cardshop.notifications import objects
from cardshop.notifications.notice import Notice


def contents(notice: Notice, *, at: datetime) -> Iterator[dict[str, Any]]:
    """The content of each delivery.

    Its `id` is the event's own: the same for every webhook, at every try and when it is replayed.
    """
    for name, body in _bodies(notice):
        yield content(
            notice.event.value, body, key=f"{notice.business_id}:{notice.key}:{name}", at=at
        )


def content(event: str, body: Mapping[str, Any], *, key: str, at: datetime) -> dict[str, Any]:
    """One delivery; `key` names the event among all."""
    moment = at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return {"id": hash_token(key)[:32], "event": event, "at": moment, "body": dict(body)}


def _bodies(notice: Notice) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if notice.body is not None:
        yield "", notice.body()
        return
    for kind, key in notice.about or ((notice.subject,) if notice.subject else ()):
        body = objects.of(kind, notice.business_id, key)
        if body is not None:
            yield f"{kind}:{key}", body
