"""What an "Add" form asks for, held against what the shop sells."""

from __future__ import annotations

from flask import request
from werkzeug.datastructures import MultiDict

from cardshop.cards.published import PublicCard
from cardshop.catalogue import names
from cardshop.lib.errors import Conflict, Sentence
from cardshop.lib.typed import LARGEST_KEY
from cardshop.orders.domain.cart import Cart, CartLine, NotInTheCart, QuantityOutOfRange, choice
from cardshop.orders.domain.quote import Problem
from cardshop.orders.domain.request import MOST_MODIFIERS, MOST_PIECES
from cardshop.storefront import tills
from cardshop.storefront.shop_frame import Frame

# Said of the whole order later, at the checkout.
_LATER = ("", "/lines", "/coupon", "/fulfilment")


class NotForSale(Conflict):
    """This is not sold at the moment."""


def wanted(form: MultiDict[str, str]) -> CartLine:
    """The line of an "Add" form. Raises NotForSale for keys that are none, QuantityOutOfRange."""
    product = _key(form.get("product_id", ""))
    if product is None:
        raise NotForSale
    # Where one extra shuts out the others of its group, the group's key follows the name.
    typed = [t for name, t in form.items(multi=True) if name.partition("-")[0] == "modifier_ids"]
    extras = [_key(text) for text in typed if text][:MOST_MODIFIERS]
    return choice(
        product, _key(form.get("variant_id", "")), filter(None, extras), _pieces(form, "quantity")
    )


def changed(cart: Cart, form: MultiDict[str, str]) -> Cart:
    """The cart with so many of a line; one that is gone already is as well as taken out.

    Raises QuantityOutOfRange.
    """
    pieces = _pieces(form, "quantity", least=0)
    try:
        return cart.changed(form.get("key", ""), pieces)
    except NotInTheCart:
        return cart


def check(shop: Frame, line: CartLine) -> None:
    """Hold a line against the shop. Raises NotForSale with what is in the way."""
    told = tills.priced(shop, Cart((line,)))
    for problem in told.problems if told else ():
        if problem.pointer not in _LATER and not problem.pointer.startswith("/fulfilment"):
            raise _refusal(problem)


def goes_to(card: PublicCard) -> str:
    """Where the page goes on: a page of this card that the form names, else the cart."""
    to = request.form.get("next", "")
    is_ours = to == f"/{card.slug}" or to.startswith((f"/{card.slug}/", f"/{card.slug}?"))
    return to if is_ours and to.isascii() and to.isprintable() else f"/{card.slug}/cart"


def back(card: PublicCard) -> str:
    """Where the product is that was to be added; the shop, if it is none of this business."""
    key = _key(request.form.get("product_id", ""))
    slug = names.address_of(card.business.id, key) if key else None
    return f"/{card.slug}/shop/{slug}" if slug else f"/{card.slug}/shop"


def _refusal(problem: Problem) -> Conflict:
    detail = problem.detail
    if isinstance(detail, Sentence):
        return NotForSale(detail.template, **detail.values)
    return NotForSale(detail)


def _pieces(form: MultiDict[str, str], name: str, *, least: int = 1) -> int:
    text = form.get(name, "1").strip()
    well = text.isdecimal() and len(text) <= 6 and least <= int(text) <= MOST_PIECES
    if not well:
        raise QuantityOutOfRange(most=MOST_PIECES)
    return int(text)


def _key(text: str) -> int | None:
    well = text.isascii() and text.isdecimal() and len(text) <= 10
    return int(text) if well and 1 <= int(text) <= LARGEST_KEY else None
