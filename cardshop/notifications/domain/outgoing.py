"""A message on its way: all that a channel needs, apart from the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One claimed message.

    `name` is the same at every try, so that a receiver recognises a duplicate; `attempt` counts
    from 1 and tells a claim from a later one of the same message.
    """

    id: int
    business_id: int | None
    channel: str
    kind: str
    recipient: str
    content: Mapping[str, str]
    name: str
    attempt: int
    created_at: datetime
