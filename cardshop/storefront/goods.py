"""What a card shows of its shop: a few products, and the ways into the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cardshop.cards.models import SectionKind
from cardshop.cards.published import PublicCard, PublicSection
from cardshop.catalogue import published as shop
from cardshop.catalogue.published import Pick, Shelf, ShownProduct
from cardshop.media.queries import Shown
from cardshop.storefront.heads import Address
from cardshop.storefront.tiles import Tile, tiles

KINDS = (SectionKind.PRODUCTS, SectionKind.FEATURED)


@dataclass(frozen=True, slots=True)
class Goods:
    """How much a shop holds, its shelves, and the products of each section by its key."""

    count: int = 0
    shelves: tuple[Shelf, ...] = ()
    by_section: Mapping[int, list[ShownProduct]] = field(default_factory=dict)

    @property
    def picture_ids(self) -> list[int | None]:
        """The pictures that the products show."""
        return [product.picture_id for found in self.by_section.values() for product in found]


NOTHING = Goods()


@dataclass(frozen=True, slots=True)
class Way:
    """A link into a part of the shop."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Window:
    """A section with products. `count` is how many there are behind `all_of_them`."""

    tiles: list[Tile]
    layout: str
    ways: list[Way]
    all_of_them: str
    count: int
    cart: str


def of(card: PublicCard, sections: Iterable[PublicSection]) -> Goods:
    """What the sections show. Two statements at most."""
    wanted = [section for section in sections if section.kind in KINDS]
    if not wanted:
        return Goods(shop.count(card.business.id))
    picked = shop.picked(card.business.id, [_pick(section) for section in wanted])
    found = zip(wanted, picked.products, strict=True)
    by_section = {section.id: some for section, some in found}
    needs_ways = picked.count and any(_is_of_everything(section) for section in wanted)
    shelves = tuple(shop.shelves(card.business.id)) if needs_ways else ()
    return Goods(picked.count, shelves, by_section)


def shown(
    section: PublicSection,
    goods: Goods,
    *,
    card: PublicCard,
    pictures: Mapping[int, Shown],
    at: Address,
) -> Window | None:
    """The section with its products; nothing without any."""
    found = goods.by_section.get(section.id)
    if not found:
        return None
    has_ways = _is_of_everything(section) and goods.count > len(found)
    category = section.settings.get("category_id")
    return Window(
        tiles=tiles(found, card, pictures, at),
        layout=section.settings.get("layout", "grid"),
        ways=[_way(shelf, at) for shelf in goods.shelves if not shelf.parent_id] * has_ways,
        all_of_them=_in_shop(at, category),
        count=0 if category else goods.count,
        cart=f"{at.path}/cart/add",
    )


def _pick(section: PublicSection) -> Pick:
    is_featured = section.kind is SectionKind.FEATURED
    return Pick(section.settings.get("category_id"), is_featured, section.settings.get("count", 6))


def _is_of_everything(section: PublicSection) -> bool:
    return section.kind is SectionKind.PRODUCTS and not section.settings.get("category_id")


def _way(shelf: Shelf, at: Address) -> Way:
    return Way(shelf.name, _in_shop(at, shelf.id))


def _in_shop(at: Address, category: int | None) -> str:
    if not category:
        return at.file("/shop")
    joint = "&" if at.query else "?"
    return f"{at.file('/shop')}{joint}category={category}"
