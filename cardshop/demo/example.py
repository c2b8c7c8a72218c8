"""What an example business is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from cardshop.demo.salon import Salon
from cardshop.demo.shop import Shop

PASSWORD = "try-cardshop-today"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One business: who, where, when, its card in the shape of the API, its sections and tags.

    A picture is (file name without suffix, words for people who cannot see it). A section is
    (kind, title, settings); its pictures are named the same way. A tag is as the API takes it.
    """

    email: str
    name: str
    country: str
    locale: str
    whatsapp: str
    slug: str
    hours: dict[str, Any]
    card: dict[str, Any]
    sections: list[tuple[str, str, dict[str, Any]]]
    avatar: tuple[str, str]
    cover: tuple[str, str] | None = None
    cover_focus: tuple[int, int] = (50, 50)
    tags: list[dict[str, str]] = field(default_factory=list)
    shop: Shop | None = None
    salon: Salon | None = None


def everyday(days: str, opens: str, closes: str) -> dict[str, list[list[str]]]:
    """The same hours on several days, named like `mon tue`."""
    return {day: [[opens, closes]] for day in days.split()}
