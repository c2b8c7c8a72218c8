"""A message on its way: all that a channel needs, apart from the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One claimed message.

    `name` is the same at every try, so that a receiver recognises a duplicate; `attempt` counts
    from 1 and tells a claim from a later one of the same message. `is_unsure`: the last try was cut
    off, and before another the provider is asked; `others` are the provider's names of what else
    went to the same recipient, which are not this one.
    """

    id: int
    business_id: int | None
    channel: str
    kind: str
    recipient: str
    content: Mapping[str, Any]
    name: str
    attempt: int
    created_at: datetime
    event: str = ""
    person: str = ""
    tried_at: datetime | None = None
    is_unsure: bool = False
    others: frozenset[str] = frozenset()
    webhook_id: int | None = None
    push_subscription_id: int | None = None
