"""The public pages: the front page, a card and its share page, and what a QR code opens."""

from __future__ import annotations

import re

from flask import Response, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cardshop.accounts import opening
from cardshop.accounts.opening import Clock
from cardshop.cards import operations, published
from cardshop.cards.domain.themes import Theme, css
from cardshop.cards.published import NoCardHere
from cardshop.db import transaction
from cardshop.lib import clock, ids
from cardshop.storefront import (
    files,
    goods,
    menus,
    presenters,
    tags,
    views_book,
    views_book_next,
    views_booking,
    views_cart,
    views_checkout,
    views_order,
    views_shop,
    views_wait,
)
from cardshop.storefront.blueprint import bp
from cardshop.storefront.visits import Moved, draft_of, found, sent
from cardshop.web.guards import everyone
from cardshop.web.jinja import page_language
from cardshop.web.site import absolute, settings

__all__ = [
    "bp",
    "files",
    "views_book",
    "views_book_next",
    "views_booking",
    "views_cart",
    "views_checkout",
    "views_order",
    "views_shop",
    "views_wait",
]

# The site's own look, where no card gives one.
OURS = Theme(accent="#2348e0", background="paper", scheme="auto")
_CODE = re.compile(r"[0-9a-z]{8}")
_DAY = "public, max-age=86400"


@bp.before_request
def be_the_same_for_everyone() -> None:
    """Nothing on these pages depends on who is signed in, so nobody is looked up."""
    g.anonymous = True


@bp.errorhandler(Moved)
def at_its_present_address(moved: Moved) -> Response:
    """For ever: what is printed somewhere keeps working, and what a form sends arrives."""
    query = request.query_string.decode("latin-1")
    code = 308 if request.method == "POST" else 301
    return redirect(f"{moved.path}?{query}" if query else moved.path, code)  # type: ignore[return-value]


@bp.errorhandler(NoCardHere)
def closed(_refusal: NoCardHere) -> ResponseReturnValue:
    """The same page for a card that never was, was deleted, or is not published."""
    return render_template("storefront/closed.html", css=_our_css()), 404


@bp.get("/")
@everyone
def home() -> ResponseReturnValue:
    """What cardshop is."""
    open_to_all = settings().signup == "open"
    page = render_template(
        "storefront/home.html",
        css=_our_css("home"),
        canonical=absolute("/"),
        sign_in=url_for("accounts.sign_in"),
        sign_up=url_for("accounts.sign_up") if open_to_all else "",
    )
    response = make_response(page)
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Accept-Language")
    return response


@bp.get("/robots.txt")
@everyone
def robots() -> ResponseReturnValue:
    """Cards may be found; the rooms of their owners hold nothing to find."""
    response = Response(render_template("storefront/robots.txt"), mimetype="text/plain")
    response.headers["Cache-Control"] = _DAY
    return response


@bp.get("/favicon.ico")
@everyone
def favicon() -> ResponseReturnValue:
    """The site's mark."""
    response = Response(render_template("storefront/favicon.svg"), mimetype="image/svg+xml")
    response.headers["Cache-Control"] = _DAY
    return response


@bp.get("/<slug>")
@everyone
def card(slug: str) -> ResponseReturnValue:
    """A card."""
    shown, now = found(slug), clock.now()
    sections = published.sections_of(shown)
    held = goods.of(shown, sections)
    whole = published.with_pictures(shown, sections, held.picture_ids)
    menu = menus.of(shown, sections)
    page = presenters.card_page(shown, whole, held, menu, now=now, draft=draft_of(shown))
    response = make_response(render_template("storefront/card.html", page=page))
    local = Clock(now, shown.business.zone, shown.locale)
    return sent(response, shown, opening.valid_until(shown.business.hours, local))


@bp.get("/<slug>/")
@everyone
def card_with_slash(slug: str) -> ResponseReturnValue:
    """A card's address has no slash at its end."""
    raise Moved(url_for("storefront.card", slug=found(slug).slug))


@bp.get("/<slug>/share")
@everyone
def share(slug: str) -> ResponseReturnValue:
    """Ways to hand the card on."""
    shown, now = found(slug, "/share"), clock.now()
    page = presenters.card_page(shown, published.parts_of(shown), now=now, draft=draft_of(shown))
    return sent(make_response(render_template("storefront/share.html", page=page)), shown)


@bp.get("/q/<code>")
@everyone
def tag(code: str) -> ResponseReturnValue:
    """What a printed code opens: counts the scan, remembers the sticker, and leads there."""
    code = ids.read_code(code)
    if not _CODE.fullmatch(code):
        raise NoCardHere
    behind = published.behind(code)
    if _is_a_person():
        with transaction():
            operations.count_scan(code)
    response = make_response(redirect(tags.leads_to(behind), 302))
    tags.remember(response, code)
    response.headers["Cache-Control"] = "no-store"
    return response


def _is_a_person() -> bool:
    """Not a program that only looks, nor a browser that fetches what may be wanted next."""
    purpose = request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    return request.method == "GET" and "prefetch" not in purpose.lower()


def _our_css(*bundles: str) -> object:
    return presenters.inlined(css(OURS, page_language()), *bundles)
