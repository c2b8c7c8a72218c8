"""The cart as its page and its bar show it, priced by the server."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from cardshop.catalogue import names
from cardshop.media import queries as media
from cardshop.media.queries import Shown
from cardshop.orders.domain.cart import Cart, CartLine
from cardshop.orders.domain.quote import PricedLine, Problem, Quote
from cardshop.orders.domain.request import MOST_PIECES
from cardshop.storefront.shop_frame import Frame
from cardshop.web.errors import say
from cardshop.web.locales import counted as ngettext
from cardshop.web.locales import number


@dataclass(frozen=True, slots=True)
class Trouble:
    """What keeps a line from being ordered as it is; `pieces` of it can still be had."""

    sentence: str
    pieces: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the cart. `priced` is missing for what cannot be had as it is, `name` if gone."""

    key: str
    quantity: int
    name: str
    priced: PricedLine | None
    choice: str
    amount: str
    picture: Shown | None
    href: str
    trouble: Trouble | None

    @property
    def can_grow(self) -> bool:
        """Whether one more may be asked for."""
        return self.quantity < MOST_PIECES and self.trouble is None


@dataclass(frozen=True, slots=True)
class CartPage:
    """The cart's page."""

    frame: Frame
    lines: list[Line]
    count: str
    total: str
    notes: list[str]
    has_delivery: bool
    can_go_on: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar over the shop's pages: how many, and what they cost."""

    count: int
    shown: str
    words: str
    total: str
    href: str


def cart_page(frame: Frame, cart: Cart, quote: Quote | None, *, has_delivery: bool) -> CartPage:
    """The page of a cart and its quote, which an empty cart has none of. One statement."""
    if quote is None:
        return CartPage(frame, [], "", "", [], has_delivery=has_delivery, can_go_on=False)
    lines = lines_of(frame, cart, quote)
    return CartPage(
        frame,
        lines,
        pieces(cart.count),
        frame.money(quote.totals.subtotal),
        [say(p.detail) for p in quote.problems if not _is_of_a_line(p)],
        has_delivery=has_delivery,
        can_go_on=all(line.trouble is None for line in lines),
    )


def bar(frame: Frame, cart: Cart, quote: Quote | None) -> Bar:
    """The bar's words. Lines that cannot be ordered any more are counted, but cost nothing."""
    total = frame.money(quote.totals.subtotal) if quote else ""
    return Bar(cart.count, number(cart.count), _("View cart"), total, f"{frame.path}/cart")


def lines_of(frame: Frame, cart: Cart, quote: Quote) -> list[Line]:
    """Every line of the cart with its price or with what is wrong with it. Two statements."""
    priced = {_key(line): line for line in quote.lines}
    lost = [line.product_id for line in cart.lines if line.key not in priced]
    found = _Found(
        priced,
        media.shown(frame.business.id, [line.picture_id for line in quote.lines]),
        names.of_products(frame.business.id, lost) if lost else {},
        _troubles(cart, quote.problems),
    )
    return [_line(frame, line, found) for line in cart.lines]


def pieces(count: int) -> str:
    """A number of things in words."""
    return ngettext("%(num)s item", "%(num)s items", count)


def choice_of(line: PricedLine) -> str:
    """The chosen options and extras of a line: `Large · Candles`."""
    return " · ".join([*(o.value for o in line.options), *(e.name for e in line.extras)])


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known of the lines: prices and troubles by their keys, pictures and names."""

    priced: Mapping[str, PricedLine]
    pictures: Mapping[int, Shown]
    names: Mapping[int, str]
    troubles: Mapping[str, Trouble]


def _line(frame: Frame, line: CartLine, found: _Found) -> Line:
    priced = found.priced.get(line.key)
    if priced is None:
        gone = Trouble(_("This is not sold any more."), 0)
        trouble = found.troubles.get(line.key, gone)
        name = found.names.get(line.product_id, "")
        return Line(line.key, line.quantity, name, None, "", "", None, frame.shop, trouble)
    return Line(
        line.key,
        line.quantity,
        priced.name,
        priced,
        choice_of(priced),
        frame.money(priced.total),
        found.pictures.get(priced.picture_id or 0),
        f"{frame.shop}/{priced.slug}",
        found.troubles.get(line.key),
    )


def _troubles(cart: Cart, problems: Iterable[Problem]) -> dict[str, Trouble]:
    """The first thing wrong with each line, by the line's key."""
    found: dict[str, Trouble] = {}
    for problem in filter(_is_of_a_line, problems):
        key = cart.lines[int(problem.pointer.split("/")[2])].key
        found.setdefault(key, Trouble(say(problem.detail), problem.available or 0))
    return found


def _is_of_a_line(problem: Problem) -> bool:
    return problem.pointer.startswith("/lines/")


def _key(line: PricedLine) -> str:
    extras = tuple(sorted(extra.id for extra in line.extras))
    return CartLine(line.product_id, line.variant_id, extras, line.quantity).key
