"""Sections as the editor lists them: an icon, a name, and what is in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cardshop.cards import neighbours
from cardshop.cards.domain.contact import Address
from cardshop.cards.models import Card, Section
from cardshop.web.locales import counted


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of section as it is offered."""

    key: str
    icon: str
    name: Any
    hint: Any


KINDS = (
    Kind("products", "bag", _l("Products"), _l("What you sell, with a way into your shop")),
    Kind("featured", "spark", _l("Featured products"), _l("Those you gave the tag: featured")),
    Kind("services", "cal", _l("Services"), _l("What can be booked, with length and price")),
    Kind("about", "user", _l("About"), _l("A few paragraphs about you")),
    Kind("contact", "phone", _l("Contact"), _l("Phones, e-mails, websites, addresses")),
    Kind("links", "link", _l("Links"), _l("Your pages on other networks")),
    Kind("gallery", "img", _l("Gallery"), _l("Pictures of your work")),
    Kind("hours", "clock", _l("Opening hours"), _l("With open now")),
    Kind("testimonials", "star", _l("Reviews"), _l("What customers said")),
    Kind("faq", "info", _l("Questions and answers"), _l("What people always ask")),
    Kind("map", "pin", _l("Find us"), _l("An address and the way there")),
    Kind("video", "youtube", _l("Video"), _l("A link to a film")),
    Kind("text", "note", _l("Text"), _l("Anything else")),
)
BY_KEY = {kind.key: kind for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Item:
    """One section in the list."""

    id: int
    icon: str
    name: str
    holds: str
    is_visible: bool


# What Markdown writes before lines and around words, and the address behind a link's words.
_MARKS = re.compile(r"^\s*(?:[-*+>]|#{1,6}|\d+[.)])\s+|\]\([^)\s]*\)|[*_\[\]`]", re.MULTILINE)


def listed(sections: list[Section], card: Card) -> list[Item]:
    """The card's sections, in order."""
    return [
        Item(
            id=section.id,
            icon=BY_KEY[section.kind.value].icon,
            name=name_of(section),
            holds=_holds(section, card),
            is_visible=section.is_visible,
        )
        for section in sections
    ]


def name_of(section: Section) -> str:
    """The section's own heading, else the name of its kind."""
    return section.title or str(BY_KEY[section.kind.value].name)


def places(addresses: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The card's addresses as choices, counted from 0, and none of them."""
    lines = [", ".join(Address(**address).lines) for address in addresses]
    numbered = [(str(n), line or _("A point on the map")) for n, line in enumerate(lines)]
    return [*numbered, ("", _("No address, only the link below"))]


def shelves(business_id: int) -> list[tuple[str, str]]:
    """The shop's categories as choices, and all of them together."""
    named = neighbours.names_of("category", business_id)
    return [("", _("Everything in the shop")), *((str(key), name) for key, name in named.items())]


def services(business_id: int) -> list[tuple[str, str]]:
    """The services that can be listed, as choices."""
    named = neighbours.names_of("service", business_id)
    return [(str(key), name) for key, name in named.items()]


def _holds(section: Section, card: Card) -> str:
    count = _COUNTS.get(section.kind.value)
    if count is not None:
        return count(section.settings)
    if section.kind.value == "links":
        return _links(len(card.links))
    return str(BY_KEY[section.kind.value].hint)


def _links(n: int) -> str:
    return counted("%(num)s link", "%(num)s links", n) if n else str(_("Empty"))


def _pictures(settings: Mapping[str, Any]) -> str:
    n = len(settings.get("pictures", []))
    return counted("%(num)s picture", "%(num)s pictures", n) if n else str(_("Empty"))


def _reviews(settings: Mapping[str, Any]) -> str:
    n = len(settings.get("items", []))
    return counted("%(num)s review", "%(num)s reviews", n) if n else str(_("Empty"))


def _questions(settings: Mapping[str, Any]) -> str:
    n = len(settings.get("items", []))
    return counted("%(num)s question", "%(num)s questions", n) if n else str(_("Empty"))


def _services(settings: Mapping[str, Any]) -> str:
    n = len(settings.get("service_ids", []))
    return counted("%(num)s service", "%(num)s services", n) if n else str(_("All services"))


def _beginning(settings: Mapping[str, Any]) -> str:
    lines = _MARKS.sub("", str(settings.get("text", ""))).splitlines()
    words = " · ".join(" ".join(line.split()) for line in lines if line.strip())
    return words[:80] or _("Empty")


def _film(settings: Mapping[str, Any]) -> str:
    return str(settings.get("label") or settings.get("url") or "") or _("Empty")


_COUNTS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "gallery": _pictures,
    "testimonials": _reviews,
    "faq": _questions,
    "services": _services,
    "about": _beginning,
    "text": _beginning,
    "video": _film,
}
