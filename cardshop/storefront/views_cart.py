"""The cart: its page, adding, changing, and what the bar over the shop says."""

from __future__ import annotations

from typing import TypeVar

from flask import Response, jsonify, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from cardshop.cards.published import PublicCard
from cardshop.lib import clock
from cardshop.lib.errors import Refusal
from cardshop.orders.domain.cart import Cart
from cardshop.storefront import adding, carts, presenters_cart, tills
from cardshop.storefront.blueprint import bp
from cardshop.storefront.visits import found
from cardshop.web import origins
from cardshop.web.errors import say, status_of
from cardshop.web.guards import visitor

Answer = TypeVar("Answer", bound=BaseResponse)


@bp.get("/<slug>/cart")
@visitor
def cart(slug: str) -> ResponseReturnValue:
    """What is in it, what changed since, what it costs."""
    card = found(slug, "/cart")
    shop, held = tills.counter(card, "", at=clock.now()), carts.of(card.business.id)
    page = presenters_cart.cart_page(
        shop.frame, held, tills.priced(shop.frame, held), has_delivery=shop.has_delivery
    )
    return private(make_response(render_template("storefront/cart.html", page=page)))


@bp.get("/<slug>/cart/bar")
@visitor
def cart_bar(slug: str) -> ResponseReturnValue:
    """What the bar says, as JSON; asked for by pages that are the same for everyone."""
    card = found(slug, "/cart/bar")
    return private(_bar(card, carts.of(card.business.id)))


@bp.post("/<slug>/cart/add")
@visitor
@origins.from_our_pages
def cart_add(slug: str) -> ResponseReturnValue:
    """Put so many of one choice into it; then the cart, or the bar for scripts."""
    card = found(slug, "/cart/add")
    try:
        line = adding.wanted(request.form)
        adding.check(tills.framed(card, at=clock.now()), line)
        held = carts.of(card.business.id).added(line)
        answer = _bar(card, held) if _is_script() else redirect(adding.goes_to(card), 303)
        carts.keep(answer, card.business.id, held)
    except Refusal as refusal:
        return _not_added(card, refusal)
    return private(answer)


@bp.post("/<slug>/cart/change")
@visitor
@origins.from_our_pages
def cart_change(slug: str) -> ResponseReturnValue:
    """So many of a line from now on; none takes it out."""
    card = found(slug, "/cart/change")
    held = adding.changed(carts.of(card.business.id), request.form)
    answer = redirect(f"/{card.slug}/cart", 303)
    carts.keep(answer, card.business.id, held)
    return private(answer)


def private(answer: Answer) -> Answer:
    """One visitor's: kept nowhere, found by nobody."""
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _bar(card: PublicCard, held: Cart) -> Response:
    shop = tills.framed(card, at=clock.now())
    return jsonify(presenters_cart.bar(shop, held, tills.priced(shop, held)))


def _not_added(card: PublicCard, refusal: Refusal) -> ResponseReturnValue:
    """The sentence, and the way back to what was to be added."""
    sentence, status = say(refusal.detail), status_of(refusal)
    if _is_script():
        return jsonify(detail=sentence), status
    shop = tills.framed(card, at=clock.now())
    page = render_template(
        "storefront/not_added.html", frame=shop, sentence=sentence, back=adding.back(card)
    )
    return private(make_response(page, status))


def _is_script() -> bool:
    return request.accept_mimetypes.best == "application/json"
