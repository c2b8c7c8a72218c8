"""The services of a card for search engines: schema.org offers of what can be booked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cardshop.booking.published import ShownService
from cardshop.cards.published import PublicCard, PublicSection
from cardshop.lib.text import plain
from cardshop.storefront import menus
from cardshop.storefront.menus import Menu


def offers(
    card: PublicCard, sections: Iterable[PublicSection], menu: Menu, *, url: str
) -> list[dict[str, Any]]:
    """What the card's sections list, each once; with its price if a section says it."""
    listed: dict[str, dict[str, Any]] = {}
    for section in sections:
        if section.kind is menus.KIND:
            has_prices = section.settings.get("prices", True)
            for service in menus.chosen(menu, section.settings):
                offer = _offer(card, service, url=url, has_price=has_prices)
                listed[service.slug] = listed.get(service.slug, {}) | offer
    return list(listed.values())


def _offer(card: PublicCard, service: ShownService, *, url: str, has_price: bool) -> dict[str, Any]:
    currency = card.business.currency
    words = " ".join(plain(service.description).split())
    price = {"price": currency.plain(service.price), "priceCurrency": currency.code}
    return {
        "@type": "Offer",
        "url": f"{url}/book/{service.slug}",
        **(price if has_price else {}),
        "itemOffered": {"@type": "Service", "name": service.name}
        | ({"description": words} if words else {}),
    }
