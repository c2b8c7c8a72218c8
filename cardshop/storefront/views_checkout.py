"""The checkout: shown, shown again with what is typed, and the order placed."""

from __future__ import annotations

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from cardshop.cards.published import PublicCard
from cardshop.cards.queries import business_at
from cardshop.lib import clock
from cardshop.orders.domain.cart import Cart
from cardshop.storefront import carts, checkouts, tags, tills
from cardshop.storefront.blueprint import bp
from cardshop.storefront.checkouts import Shown
from cardshop.storefront.forms_checkout import CheckoutForm
from cardshop.storefront.tills import Counter
from cardshop.storefront.views_cart import Answer, private
from cardshop.storefront.visits import found
from cardshop.web import limits, origins
from cardshop.web.guards import visitor


@bp.get("/<slug>/checkout")
@visitor
def checkout(slug: str) -> ResponseReturnValue:
    """The form for what is in the cart."""
    card = found(slug, "/checkout")
    shop, cart = _opened(card)
    if not cart.lines:
        return _to_cart(card)
    return _answer(checkouts.shown(shop, cart, CheckoutForm.opened(cart, shop.ways)))


@bp.get("/<slug>/checkout/draft")
@visitor
def checkout_again(slug: str) -> ResponseReturnValue:
    """What was typed is gone when a browser asks for this page by itself."""
    return redirect(f"/{found(slug, '/checkout').slug}/checkout", 303)


@bp.post("/<slug>/checkout/draft")
@visitor
@origins.from_our_pages
def checkout_draft(slug: str) -> ResponseReturnValue:
    """The form as typed, with the price of what is chosen: a coupon, another way, one line less."""
    card = found(slug, "/checkout/draft")
    shop, held = _opened(card)
    cart = checkouts.accepted(held, request.form.get("accept", ""))
    if not cart.lines:
        return _kept(_to_cart(card), card, cart)
    form = CheckoutForm.drafted(held, cart)
    return _kept(_answer(checkouts.drafted(shop, cart, form)), card, cart)


@bp.post("/<slug>/checkout")
@visitor
@origins.from_our_pages
@limits.orders(business_at)
def place(slug: str) -> ResponseReturnValue:
    """Place the order and go to its page, or say what is in the way."""
    card = found(slug, "/checkout")
    shop, cart = _opened(card)
    outcome = checkouts.ordered(shop, cart, CheckoutForm.sent())
    if isinstance(outcome, Shown):
        return _answer(outcome)
    if outcome is None:
        return _to_cart(card)
    to = redirect(url_for("storefront.order", token=outcome), 303)
    return _kept(to, card, Cart())


def _opened(card: PublicCard) -> tuple[Counter, Cart]:
    shop = tills.counter(card, tags.remembered(), at=clock.now())
    return shop, carts.of(card.business.id)


def _answer(shown: Shown) -> Response:
    page = render_template("storefront/checkout.html", page=shown.page)
    return private(make_response(page, shown.status))


def _to_cart(card: PublicCard) -> BaseResponse:
    return private(redirect(f"/{card.slug}/cart", 303))


def _kept(answer: Answer, card: PublicCard, cart: Cart) -> Answer:
    carts.keep(answer, card.business.id, cart)
    return answer
