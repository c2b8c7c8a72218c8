"""A product's page as one frozen value, and the page that says it is gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from cardshop.cards.domain import themes
from cardshop.cards.published import PublicCard
from cardshop.catalogue.published_product import PublicProduct, product_at
from cardshop.lib.text import plain
from cardshop.media import queries as media
from cardshop.media.queries import Shown
from cardshop.storefront import presenters, shop_notes
from cardshop.storefront.choices import Extras, Variants, extras_of, variants_of
from cardshop.storefront.heads import Address, Head, address, bar_colours, in_one_line
from cardshop.storefront.structured_product import described
from cardshop.storefront.tiles import Price, price
from cardshop.web.site import absolute

# What runs out soon is told; more than these is nothing to hurry for.
FEW = 5


@dataclass(frozen=True, slots=True)
class ProductPage:
    """What the template of a product says. `left` is how many there are, if only a few."""

    card: PublicCard
    at: Address
    head: Head
    css: Markup
    product: PublicProduct
    price: Price
    left: int | None
    pictures: list[Shown]
    variants: Variants | None
    extras: list[Extras]
    data: Markup
    notes: list[str]

    @property
    def cart(self) -> str:
        """Where the form goes."""
        return f"{self.at.path}/cart/add"


@dataclass(frozen=True, slots=True)
class GonePage:
    """What is said where a product was."""

    card: PublicCard
    at: Address
    css: Markup


def product_page(
    card: PublicCard, slug: str, *, draft: str, variant: str = ""
) -> ProductPage | None:
    """The page of a product, opened at a variant's key; nothing where the shop shows none.

    Seven statements.
    """
    product = product_at(card.business.id, slug)
    if product is None:
        return None
    at, currency = address(card, draft), card.business.currency
    known = media.shown(
        card.business.id, [card.avatar_id, *product.picture_ids, *_of_variants(product)]
    )
    pictures = _pictures(product, known)
    head = _head(card, product, pictures, known.get(card.avatar_id or 0), is_draft=bool(draft))
    return ProductPage(
        card=card,
        at=at,
        head=head,
        css=styles(card),
        product=product,
        price=price(card, product.price, product.highest, product.compare_at_price),
        left=product.stock if product.stock and product.stock <= FEW else None,
        pictures=pictures,
        variants=variants_of(product, lambda minor: currency.show(minor, card.locale), variant),
        extras=extras_of(product, lambda minor: currency.show(minor, card.locale)),
        data=described(card, product, head, pictures),
        notes=shop_notes.notes(card),
    )


def gone_page(card: PublicCard, *, draft: str) -> GonePage:
    """The page for an address that no product has."""
    return GonePage(card, address(card, draft), styles(card))


def styles(card: PublicCard) -> Markup:
    """The look of the shop's pages."""
    return presenters.inlined(themes.css(card.theme, card.locale), "shop")


def _of_variants(product: PublicProduct) -> list[int | None]:
    return [variant.picture_id for variant in product.variants]


def _pictures(product: PublicProduct, known: Mapping[int, Shown]) -> list[Shown]:
    """The product's own pictures, then those that only a variant has."""
    keys = dict.fromkeys([*product.picture_ids, *_of_variants(product)])
    return [known[key] for key in keys if key and key in known]


def _head(
    card: PublicCard,
    product: PublicProduct,
    pictures: list[Shown],
    avatar: Shown | None,
    *,
    is_draft: bool,
) -> Head:
    return Head(
        title=f"{product.name} · {card.display_name}",
        description=in_one_line(plain(product.description) or product.name),
        url=absolute(f"/{card.slug}/shop/{product.slug}"),
        kind="product",
        site=card.display_name,
        picture=pictures[0] if pictures else avatar,
        is_large=bool(pictures),
        is_hidden=is_draft,
        avatar=avatar,
        colours=bar_colours(card.theme),
    )
