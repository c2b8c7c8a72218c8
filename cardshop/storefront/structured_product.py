"""A product for search engines: schema.org as JSON-LD, with the prices that the feeds give."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from cardshop.cards.published import PublicCard
from cardshop.catalogue.published_product import PublicProduct
from cardshop.lib.text import plain
from cardshop.media.queries import Shown
from cardshop.storefront.heads import Head, image_of
from cardshop.storefront.structured import script

_LEFT, _GONE = "https://schema.org/InStock", "https://schema.org/OutOfStock"


def described(
    card: PublicCard, product: PublicProduct, head: Head, pictures: Iterable[Shown]
) -> Markup:
    """The content of the JSON-LD script."""
    said = {
        "@context": "https://schema.org",
        "@type": "Product",
        "@id": head.url,
        "url": head.url,
        "name": product.name,
        "description": " ".join(plain(product.description).split()),
        "image": [image_of(picture) for picture in pictures],
        "sku": product.sku,
        "gtin": product.gtin,
        "brand": {"@type": "Brand", "name": product.brand or card.business.name},
        "offers": _offers(card, product, head),
    }
    return script({name: value for name, value in said.items() if value})


def _offers(card: PublicCard, product: PublicProduct, head: Head) -> Any:
    money = card.business.currency
    common = {"@type": "Offer", "priceCurrency": money.code, "url": head.url}
    if not product.variants:
        availability = _LEFT if product.is_available else _GONE
        return common | {"price": money.plain(product.price), "availability": availability}
    return [
        common
        | {
            "name": f"{product.name}, {', '.join(variant.values)}",
            "price": money.plain(variant.price),
            "availability": _LEFT if product.has_left(variant) else _GONE,
            "url": f"{head.url}?variant={variant.id}",
        }
        | ({"sku": variant.sku} if variant.sku else {})
        for variant in product.variants
    ]
