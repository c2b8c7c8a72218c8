"""From a filled-in checkout to an order, or to a page that says what is in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cardshop.db import transaction
from cardshop.lib import ids
from cardshop.lib.errors import FieldError, FieldErrors, Refusal
from cardshop.lib.validation import parse
from cardshop.orders import queries
from cardshop.orders.domain.cart import Cart
from cardshop.orders.domain.quote import Problem, Quote
from cardshop.orders.domain.request import OrderRequest, QuoteRequest
from cardshop.orders.operations import placing
from cardshop.orders.operations.placing import OrderChanged
from cardshop.orders.operations.quoting import quote
from cardshop.storefront import presenters_checkout, tills
from cardshop.storefront.forms_checkout import CheckoutForm
from cardshop.storefront.presenters_checkout import CheckoutPage
from cardshop.storefront.tills import Counter


@dataclass(frozen=True, slots=True)
class Shown:
    """A page that asks for something, and its status."""

    page: CheckoutPage
    status: int = 200


def shown(shop: Counter, cart: Cart, form: CheckoutForm) -> Shown:
    """The form before anything was sent. What is wrong with lines is told, nothing else."""
    told = tills.priced_for(shop, cart, form)
    return _page(shop, cart, form, told)


def drafted(shop: Counter, cart: Cart, form: CheckoutForm) -> Shown:
    """The form with what is typed and the price of what is chosen; only the coupon is judged."""
    told, faults = _quoted(shop, cart, form)
    form.show([*faults, *_below("/coupon", told.problems)])
    return _page(shop, cart, form, told)


def ordered(shop: Counter, cart: Cart, form: CheckoutForm) -> Shown | str | None:
    """The token of the order that was placed, now or by an earlier click on the same button.

    A page where something is in the way, or nothing for an empty cart without an order.
    """
    if not cart.lines:
        earlier = queries.by_idempotency_key(shop.frame.business.id, form.secret)
        return earlier.token if earlier else None
    if form.cart.data != cart.digest:
        return _changed_cart(shop, cart, form)
    try:
        asked = parse(OrderRequest, form.order_asked(cart, shop.ways), _context(shop))
        return _placed(shop, asked, form.secret)
    except FieldErrors as faults:
        told, _ = _quoted(shop, cart, form)
        form.show(faults.errors)
        return _page(shop, cart, form, told, status=422)
    except OrderChanged:
        told = quote(shop.frame.business, asked, at=shop.frame.clock.now)
        form.show([p for p in told.problems if not p.pointer.startswith("/lines/")])
        return _page(shop, cart, form, told, status=409)


def accepted(cart: Cart, word: str) -> Cart:
    """The cart with fewer or none of a line, as a customer accepts it: `12-0-:3`."""
    key, _, pieces = word.rpartition(":")
    if not (pieces.isascii() and pieces.isdecimal() and len(pieces) <= 3):
        return cart
    try:
        return cart.changed(key, int(pieces))
    except Refusal:
        return cart


def _placed(shop: Counter, asked: OrderRequest, key: str) -> str:
    frame = shop.frame
    with transaction():
        order = placing.place(
            frame.business,
            asked,
            idempotency_key=key,
            at=frame.clock.now,
            card_id=frame.card.id,
            tag_code=shop.tag_code,
            locale=frame.card.locale,
        )
        return order.token


def _changed_cart(shop: Counter, cart: Cart, form: CheckoutForm) -> Shown:
    """Another tab put something in or took it out: the new sum is shown before it is ordered."""
    form.key.data, form.cart.data = ids.new_token(), cart.digest
    told, _ = _quoted(shop, cart, form)
    return _page(shop, cart, form, told, status=409)


def _quoted(shop: Counter, cart: Cart, form: CheckoutForm) -> tuple[Quote, list[FieldError]]:
    """The quote for what is chosen, or for the lines alone where words cannot be read."""
    try:
        return tills.priced_for(shop, cart, form), []
    except FieldErrors as faults:
        asked = QuoteRequest(lines=[line.asked() for line in cart.lines])
        return quote(shop.frame.business, asked, at=shop.frame.clock.now), list(faults.errors)


def _page(
    shop: Counter, cart: Cart, form: CheckoutForm, told: Quote, *, status: int = 200
) -> Shown:
    at_till = tills.till(shop, cart, form, told)
    changes = presenters_checkout.changes_since(at_till, form) if status == 409 else []
    return Shown(presenters_checkout.checkout_page(at_till, form, changes=changes), status)


def _below(pointer: str, problems: Sequence[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.pointer.startswith(pointer)]


def _context(shop: Counter) -> dict[str, str]:
    return {"country": shop.frame.business.country}
