"""The owner's page of the feeds: their addresses, and what Meta and Google would refuse."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current, windows
from cardshop.catalogue.blueprint import bp
from cardshop.catalogue.exchange import feed_addresses
from cardshop.catalogue.presenters_feeds import feeds_page
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import NotFound
from cardshop.web.errors import say
from cardshop.web.guards import owner


@bp.get("/feeds")
@owner
def feeds() -> str:
    """The addresses of the feeds, and the faults of each product."""
    business = current.business()
    page = feeds_page(business, windows.windows_of(business.id))
    return render_template("catalogue/feeds/shown.html", page=page, say=say)


@bp.post("/feeds")
@owner
def feed_make() -> ResponseReturnValue:
    """Make the feed, or let it lead to another card."""
    chosen = request.form.get("card", "")
    if not chosen.isdecimal() or len(chosen) > 9:
        raise NotFound
    with transaction():
        feed_addresses.make(current.business_id(), int(chosen), at=clock.now())
    flash(_("The feeds lead to this card."))
    return redirect(url_for("products.feeds"), 303)


@bp.post("/feeds/address")
@owner
def feed_rotate() -> ResponseReturnValue:
    """Close the old addresses and make new ones."""
    with transaction():
        feed_addresses.rotate(current.business_id(), at=clock.now())
    flash(_("The feeds have new addresses. Give them to Meta and Google; the old ones are closed."))
    return redirect(url_for("products.feeds"), 303)


@bp.post("/feeds/removal")
@owner
def feed_revoke() -> ResponseReturnValue:
    """Close the feeds."""
    with transaction():
        feed_addresses.revoke(current.business_id())
    flash(_("The feeds are closed."))
    return redirect(url_for("products.feeds"), 303)
