"""The public shop: its products, and the page of each. The same bytes for every visitor."""

from __future__ import annotations

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue

from cardshop.cards.published import PublicCard
from cardshop.lib.errors import NotFound
from cardshop.storefront import presenters_product, presenters_shop
from cardshop.storefront.blueprint import bp
from cardshop.storefront.visits import draft_of, found, sent
from cardshop.web.guards import everyone

# What people search for is found anew each time, so a browser may keep it for a moment only.
_SEARCHED = "public, max-age=60"


class NoProductHere(NotFound):
    """This product is not offered any more."""

    def __init__(self, card: PublicCard) -> None:
        super().__init__()
        self.card = card


@bp.errorhandler(NoProductHere)
def product_gone(refusal: NoProductHere) -> ResponseReturnValue:
    """Says so in the shop's own look, and leads to what there is."""
    page = presenters_product.gone_page(refusal.card, draft=draft_of(refusal.card))
    return render_template("storefront/product_gone.html", page=page), 404


@bp.get("/<slug>/shop")
@everyone
def shop(slug: str) -> ResponseReturnValue:
    """The products of a category, with a word, found by a search, in some order."""
    card = found(slug, "/shop")
    page = presenters_shop.shop_page(card, request.args, draft=draft_of(card))
    response = make_response(render_template("storefront/shop.html", page=page))
    if not page.question.search or page.question.draft:
        return sent(response, card)
    response.headers["Cache-Control"] = _SEARCHED
    return response


@bp.get("/<slug>/shop/<product>")
@everyone
def product(slug: str, product: str) -> ResponseReturnValue:
    """One product, with everything that can be chosen."""
    card = found(slug, f"/shop/{product}")
    page = presenters_product.product_page(
        card, product, draft=draft_of(card), variant=request.args.get("variant", "")
    )
    if page is None:
        raise NoProductHere(card)
    return sent(make_response(render_template("storefront/product.html", page=page)), card)
