"""The sticker that brought somebody: remembered from the scan to the order, and no longer."""

from __future__ import annotations

import re

from flask import Response, request, url_for

from cardshop.booking import names as booking
from cardshop.cards.models import Target
from cardshop.cards.published import Behind
from cardshop.catalogue import names

COOKIE = "cardshop_tag"
# Long enough for a meal at the table whose code was scanned.
SECONDS = 4 * 3600
_CODE = re.compile("[0-9a-z]{8}")


def remember(response: Response, code: str) -> None:
    """Let the browser bring the code along, to no other site and not for long."""
    response.set_cookie(
        COOKIE, code, max_age=SECONDS, httponly=True, samesite="Lax", secure=request.is_secure
    )


def remembered() -> str:
    """The code that was scanned last, or nothing. It may be anybody's: look it up."""
    code = request.cookies.get(COOKIE, "")
    return code if _CODE.fullmatch(code) else ""


def leads_to(behind: Behind) -> str:
    """The path that a code opens. A product that the shop hides leads to the shop.

    A service that cannot be booked leads to those that can.
    """
    if behind.target is Target.CARD:
        return url_for("storefront.card", slug=behind.slug)
    if behind.target is Target.SERVICE:
        return _to_book(behind)
    if behind.target is Target.PRODUCT and behind.product_id:
        product = names.address_of(behind.business_id, behind.product_id)
        if product:
            return url_for("storefront.product", slug=behind.slug, product=product)
    return url_for("storefront.shop", slug=behind.slug)


def _to_book(behind: Behind) -> str:
    service = booking.address_of(behind.business_id, behind.service_id or 0)
    if service:
        return url_for("storefront.book_service", slug=behind.slug, service=service)
    return url_for("storefront.book", slug=behind.slug)
