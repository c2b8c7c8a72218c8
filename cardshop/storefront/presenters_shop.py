"""A shop's page as one frozen value: shelves to choose from, a page of products, the way on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from cardshop.cards.domain import themes
from cardshop.cards.published import PublicCard
from cardshop.catalogue import published as shop
from cardshop.catalogue.domain.shop_order import Sort
from cardshop.catalogue.published import Shelf, ShownProduct
from cardshop.media import queries as media
from cardshop.media.queries import Shown
from cardshop.storefront import presenters, shop_notes, shop_questions
from cardshop.storefront.heads import Address, Head, address, bar_colours, in_one_line
from cardshop.storefront.shop_questions import Question
from cardshop.storefront.tiles import Tile, tiles
from cardshop.web.locales import counted
from cardshop.web.site import absolute

SORTS: Mapping[Sort, Any] = {
    Sort.SHELVES: _l("Our order"),
    Sort.NEWEST: _l("Newest first"),
    Sort.CHEAPEST: _l("Lowest price first"),
    Sort.DEAREST: _l("Highest price first"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """A link that asks the shop for something else."""

    words: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Products under one heading. `key` tells whether the next page goes on with the same group."""

    key: str
    title: str
    tiles: list[Tile]
    cart: str
    layout: str = "grid"


@dataclass(frozen=True, slots=True)
class ShopPage:
    """What the template of the shop says."""

    card: PublicCard
    at: Address
    head: Head
    css: Markup
    question: Question
    title: str
    count: str
    shelves: list[Way]
    below: list[Way]
    tags: list[Way]
    sorts: list[Way]
    groups: list[Group]
    more: str
    is_empty: bool
    notes: list[str]


def shop_page(card: PublicCard, asked: Mapping[str, str], *, draft: str) -> ShopPage:
    """The shop as an address asks for it. Six statements, whatever the shop holds."""
    business, at = card.business.id, address(card, draft)
    shelves = shop.shelves(business)
    question = shop_questions.read(f"{at.path}/shop", asked, shelves, draft=draft)
    wanted = question.wanted(shelves)
    found, count = shop.listed(business, wanted), shop.count(business, wanted)
    words = shop.tags(business)
    pictures = media.shown(
        business,
        [card.avatar_id, card.cover_id, *(product.picture_id for product in found.products)],
    )
    title = question.category.name if question.category else _("Shop")
    return ShopPage(
        card=card,
        at=at,
        head=_head(card, question, shelves, pictures),
        css=presenters.inlined(themes.css(card.theme, card.locale), "shop"),
        question=question,
        title=title,
        count=counted("%(num)s product", "%(num)s products", count),
        shelves=_shelves(question, shelves),
        below=_below(question, shelves),
        tags=_tags(question, words),
        sorts=[Way(str(SORTS[s]), question.but(sort=s).href, s is question.sort) for s in SORTS],
        groups=_groups(_Listed(card, at, pictures), question, shelves, found.products),
        more=question.but(after=found.next).href if found.next else "",
        is_empty=not found.products,
        notes=shop_notes.notes(card),
    )


@dataclass(frozen=True, slots=True)
class _Listed:
    """What every group shows its products with."""

    card: PublicCard
    at: Address
    pictures: Mapping[int, Shown]

    def group(self, key: str, title: str, products: Iterable[ShownProduct]) -> Group:
        shown = tiles(products, self.card, self.pictures, self.at)
        return Group(key, title, shown, f"{self.at.path}/cart/add")


def _groups(
    listed: _Listed, question: Question, shelves: list[Shelf], products: list[ShownProduct]
) -> list[Group]:
    """By category in the shop's own order; sorted or searched, all in one."""
    if question.sort is not Sort.SHELVES or question.search:
        title = str(SORTS[question.sort]) if not question.search else _("Found")
        return [listed.group("all", title, products)] if products else []
    names = {shelf.id: shelf.name for shelf in shelves}
    others = _("More") if names else _("Products")
    return [
        listed.group(str(key or 0), names.get(key or 0, others), some)
        for key, some in groupby(products, lambda product: product.category_id)
    ]


def _shelves(question: Question, shelves: list[Shelf]) -> list[Way]:
    """Everything, and the categories that stand in no other one."""
    known = {shelf.id for shelf in shelves}
    top = [shelf for shelf in shelves if shelf.parent_id not in known]
    if not top:
        return []
    here = question.category
    current = (here.parent_id if here.parent_id in known else here.id) if here else None
    whole = question.but(category=None, search="")
    ways = [Way(_("All"), whole.href, not (here or question.search))]
    return ways + [
        Way(shelf.name, whole.but(category=shelf).href, shelf.id == current) for shelf in top
    ]


def _below(question: Question, shelves: list[Shelf]) -> list[Way]:
    """The categories inside the chosen one, or beside it there."""
    here = question.category
    if here is None:
        return []
    parent = next((shelf for shelf in shelves if shelf.id == (here.parent_id or here.id)), here)
    children = [shelf for shelf in shelves if shelf.parent_id == parent.id]
    if not children:
        return []
    everything = _("All of %(name)s", name=parent.name)
    ways = [Way(everything, question.but(category=parent).href, here.id == parent.id)]
    return ways + [
        Way(shelf.name, question.but(category=shelf).href, here.id == shelf.id)
        for shelf in children
    ]


def _tags(question: Question, words: list[str]) -> list[Way]:
    """Each word switches on and off."""
    return [
        Way(word, question.but(tag="" if word == question.tag else word).href, word == question.tag)
        for word in words
    ]


def _head(
    card: PublicCard, question: Question, shelves: list[Shelf], pictures: Mapping[int, Shown]
) -> Head:
    """Searches, sortings and later pages are not for search engines; each category is."""
    true = Question(question.path, category=question.category)
    title = question.category.name if question.category else _("Shop")
    names = _(", ").join(shelf.name for shelf in shelves)
    avatar, cover = (pictures.get(key or 0) for key in (card.avatar_id, card.cover_id))
    return Head(
        title=f"{title} · {card.display_name}",
        description=in_one_line(": ".join(filter(None, (card.display_name, names)))),
        url=absolute(true.href),
        kind="website",
        site=card.display_name,
        picture=cover or avatar,
        is_large=cover is not None,
        is_hidden=question != true,
        avatar=avatar,
        colours=bar_colours(card.theme),
    )
