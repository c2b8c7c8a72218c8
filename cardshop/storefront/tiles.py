"""Products in a list: a picture, a name, a price in the card's language, and a way to the cart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cardshop.cards.published import PublicCard
from cardshop.catalogue.published import ShownProduct
from cardshop.media.queries import Shown
from cardshop.storefront.heads import Address


@dataclass(frozen=True, slots=True)
class Price:
    """What something costs, what it did before (or nothing), and if other choices cost more."""

    now: str
    was: str
    is_from: bool


@dataclass(frozen=True, slots=True)
class Tile:
    """A product of a list. `has_choices` when its own page has to be seen before it is ordered."""

    id: int
    name: str
    href: str
    price: Price
    is_available: bool
    has_choices: bool
    picture: Shown | None


def tiles(
    products: Iterable[ShownProduct],
    card: PublicCard,
    pictures: Mapping[int, Shown],
    at: Address,
) -> list[Tile]:
    """The products as lists show them."""
    return [
        Tile(
            id=product.id,
            name=product.name,
            href=at.file(f"/shop/{product.slug}"),
            price=price(card, product.price, product.highest, product.compare_at_price),
            is_available=product.is_available,
            has_choices=product.has_choices,
            picture=pictures.get(product.picture_id or 0),
        )
        for product in products
    ]


def price(card: PublicCard, lowest: int, highest: int, before: int | None) -> Price:
    """A price as the card's language writes it; a former one only if it was higher."""
    money, is_from = card.business.currency, highest > lowest
    was = money.show(before, card.locale) if before and before > lowest and not is_from else ""
    return Price(money.show(lowest, card.locale), was, is_from)
