"""The QR studio: every code of the business, and the making of new ones."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.cards import operations, queries, views_qr_code, views_qr_print
from cardshop.cards.blueprint_qr import bp
from cardshop.cards.forms_qr import NewCodeForm
from cardshop.cards.presenters_qr import row
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.web.guards import owner

__all__ = ["bp", "views_qr_code", "views_qr_print"]


@bp.get("/")
@owner
def listed() -> str:
    """Every code with its scans."""
    business_id = current.business_id()
    cards = {card.id: card for card in queries.listed(business_id)}
    rows = [row(tag, cards[tag.card_id]) for tag in queries.tags(business_id)]
    return render_template("cards/qr/listed.html", rows=rows)


@bp.get("/new")
@owner
def new() -> ResponseReturnValue:
    """What the new code is for."""
    cards = queries.listed(current.business_id())
    if not cards:
        return redirect(url_for("cards.first"), 303)
    return render_template("cards/qr/new.html", form=NewCodeForm.of(cards))


@bp.post("/new")
@owner
def create() -> ResponseReturnValue:
    """Make the code and go on to its looks."""
    business_id = current.business_id()
    form = NewCodeForm.of(queries.listed(business_id))
    content = form.content() if form.validate_on_submit() else None
    if content is None:
        return render_template("cards/qr/new.html", form=form), 422
    with transaction():
        card = queries.card_of(business_id, form.card_id.data, for_change=True)
        tag_id = operations.create_tag(card, content, at=clock.now()).id
    flash(_("New code made. Choose how it looks."))
    return redirect(url_for("qr_codes.edit", tag_id=tag_id), 303)
