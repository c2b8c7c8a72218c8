"""What programs read of a thing: the API's own objects, which the API introduces here by kind.

Notifications stand below the API and know only the kind and the key of what an event is about.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

# Of a business and a key.
Show = Callable[[int, int], Mapping[str, Any]]
_shown: dict[str, Show] = {}


def introduce(kind: str, show: Show) -> None:
    """Say how things of a kind are told to programs."""
    _shown[kind] = show


def of(kind: str, business_id: int, key: int) -> Mapping[str, Any] | None:
    """The object as it is now, in the caller's transaction; nothing of a kind that has none."""
    show = _shown.get(kind)
    return show(business_id, key) if show else None
