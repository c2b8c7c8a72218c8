"""The cards of a business: one leads straight to its editor, several are listed."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from cardshop.accounts import current
from cardshop.cards import queries
from cardshop.cards.blueprint import bp
from cardshop.media import queries as pictures
from cardshop.web.guards import owner


@bp.get("/")
@owner
def listed() -> ResponseReturnValue:
    """Every card, or the one there is."""
    cards = queries.listed(current.business_id())
    if not cards:
        return redirect(url_for("cards.first"), 303)
    if len(cards) == 1:
        return redirect(url_for("cards.edit", card_id=cards[0].id), 303)
    return every()


@bp.get("/all")
@owner
def every() -> ResponseReturnValue:
    """The list, also when it holds one card only: here another one is made."""
    business_id = current.business_id()
    cards = queries.listed(business_id)
    photos = pictures.shown(business_id, (card.avatar_id for card in cards))
    return render_template("cards/listed.html", cards=cards, photos=photos)
