"""What a card shows of a business's services, each with the way to its free times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cardshop.booking import published
from cardshop.booking.published import ShownService
from cardshop.cards.domain.sections import MOST_SERVICES
from cardshop.cards.models import SectionKind
from cardshop.cards.published import PublicCard, PublicSection
from cardshop.storefront import book_words, goods
from cardshop.storefront.heads import Address

KIND = SectionKind.SERVICES


@dataclass(frozen=True, slots=True)
class Menu:
    """What can be booked, and if the card puts it before what can be bought."""

    services: Sequence[ShownService] = ()
    is_first: bool = False


NOTHING = Menu()


@dataclass(frozen=True, slots=True)
class Line:
    """A service: what it is called, how long it takes and where, what it costs, or nothing."""

    slug: str
    name: str
    note: str
    price: str
    href: str


@dataclass(frozen=True, slots=True)
class Board:
    """A section with services. `more` is how many others there are at `all_of_them`.

    `next_free` tells scripts when each can be had next.
    """

    lines: list[Line]
    all_of_them: str
    more: int
    next_free: str


def of(card: PublicCard, sections: Iterable[PublicSection]) -> Menu:
    """What the card offers to book. One statement."""
    kinds = [section.kind for section in sections]
    shown = [kind for kind in kinds if kind is KIND or kind in goods.KINDS]
    return Menu(published.services(card.business.id), shown[:1] == [KIND])


def chosen(menu: Menu, settings: Mapping[str, Any]) -> list[ShownService]:
    """The services that a section lists, in the owner's order; those that are gone are not."""
    keys = settings.get("service_ids")
    return [service for service in menu.services if not keys or service.id in keys]


def shown(section: PublicSection, menu: Menu, *, card: PublicCard, at: Address) -> Board | None:
    """The section with its services; nothing without any."""
    found = chosen(menu, section.settings)
    if not found:
        return None
    has_prices = section.settings.get("prices", True)
    lines = [_line(one, card, at, has_price=has_prices) for one in found[:MOST_SERVICES]]
    others = len(menu.services) - len(lines)
    return Board(lines, at.file("/book"), others, at.file("/book/next.json"))


def _line(service: ShownService, card: PublicCard, at: Address, *, has_price: bool) -> Line:
    length = book_words.length(service.minutes, card.locale)
    price = book_words.price(service.price, card.business.currency, card.locale)
    return Line(
        slug=service.slug,
        name=service.name,
        note=book_words.facts([length, book_words.place(service.place, "")]),
        price=price if has_price else "",
        href=at.file(f"/book/{service.slug}"),
    )
