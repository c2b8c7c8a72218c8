"""What can be booked at an example business, with whom, and how full its days are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Chair:
    """A calendar as the API takes it, the services that it gives by name, and its blocked times.

    Of a hundred starts that could be taken `share` are. A blocked time is how many days ahead, from
    when to when on the clock there, and why.
    """

    content: dict[str, Any]
    gives: tuple[str, ...]
    share: int = 60
    blocked: tuple[tuple[int, str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Salon:
    """Services as the API takes them, without who gives them, and everybody who books.

    A customer is a name, a telephone and an e-mail. `answers` are to questions in words, by their
    label; `zones` are where customers live, without any they live where the business is. On the next `full_weekday` (0 is Monday) everything is taken, and some wait for a time of
    the service `waited_for`.
    """

    services: tuple[dict[str, Any], ...]
    chairs: tuple[Chair, ...]
    customers: tuple[tuple[str, str, str], ...]
    settings: dict[str, Any] = field(default_factory=dict)
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    full_weekday: int | None = None
    waited_for: str = ""


def daily(days: str, *intervals: str, **more: list[list[str]]) -> dict[str, Any]:
    """HOURS with the same intervals on several days, and other days of their own.

    `daily("mon tue", "09:00-12:00", "13:00-17:00", sat=[["09:00", "13:00"]])`
    """
    spans = [text.split("-") for text in intervals]
    return {"weekly": dict.fromkeys(days.split(), spans) | more, "overrides": {}}
