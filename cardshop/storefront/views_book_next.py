"""When the services of a card can be had next: asked for by its page, which is kept for long."""

from __future__ import annotations

from flask import jsonify
from flask.typing import ResponseReturnValue

from cardshop.accounts import queries as accounts
from cardshop.booking.queries import next_free
from cardshop.lib import clock
from cardshop.storefront.blueprint import bp
from cardshop.storefront.visits import found
from cardshop.web.guards import everyone
from cardshop.web.jinja import isoformat

# Long enough for a crowd, short enough for a time that was just taken.
_A_MINUTE = "public, max-age=60"


@bp.get("/<slug>/book/next.json")
@everyone
def book_next(slug: str) -> ResponseReturnValue:
    """The next open start of each service by its slug, and the business's zone."""
    card = found(slug, "/book/next.json")
    business = accounts.business(card.business.id)
    starts = next_free.next_starts(business, at=clock.now())
    said = {slug: isoformat(start) for slug, start in starts.items()}
    answer = jsonify(timezone=business.timezone, next=said)
    answer.headers["Cache-Control"] = _A_MINUTE
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
