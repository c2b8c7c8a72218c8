"""The QR studio: every code of the business, and the making of new ones."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.cards import operations, queries, views_qr_code, views_qr_print
from cardshop.cards.blueprint_qr import bp
from cardshop.cards.forms_qr import Begun, NewCodeForm
from cardshop.cards.neighbours import names_of
from cardshop.cards.presenters_qr import names_behind, product_named, row
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import FieldErrors
from cardshop.web.guards import owner

__all__ = ["bp", "views_qr_code", "views_qr_print"]


@bp.get("/")
@owner
def listed() -> str:
    """Every code with its scans."""
    business_id = current.business_id()
    cards = {card.id: card for card in queries.listed(business_id)}
    tags = queries.tags(business_id)
    names = names_behind(business_id, tags)
    rows = [row(tag, cards[tag.card_id], names) for tag in tags]
    return render_template("cards/qr/listed.html", rows=rows)


@bp.get("/new")
@owner
def new() -> ResponseReturnValue:
    """What the new code is for."""
    cards = queries.listed(current.business_id())
    if not cards:
        return redirect(url_for("cards.first"), 303)
    return render_template("cards/qr/new.html", form=_form())


@bp.post("/new")
@owner
def create() -> ResponseReturnValue:
    """Make the code and go on to its looks."""
    business_id = current.business_id()
    form = _form()
    tag_id = _made(business_id, form) if form.validate_on_submit() else None
    if tag_id is None:
        return render_template("cards/qr/new.html", form=form), 422
    flash(_("New code made. Choose how it looks."))
    return redirect(url_for("qr_codes.edit", tag_id=tag_id), 303)


def _form() -> NewCodeForm:
    """For everything, or for the product or service that the address or the form names."""
    business_id = current.business_id()
    product_id = request.values.get("product_id", request.values.get("product", ""))
    product = product_named(business_id, product_id)
    services = names_of("service", business_id)
    asked = request.args.get("service", "")
    begun = Begun()
    if product:
        begun = Begun("product", product_id=product_id)
    elif asked in map(str, services):
        begun = Begun("service", service_id=asked)
    return NewCodeForm.of(queries.listed(business_id), begun, product, services)


def _made(business_id: int, form: NewCodeForm) -> int | None:
    """The key of the new code, or nothing when something needs another look."""
    try:
        with transaction():
            card = queries.card_of(business_id, form.card_id.data, for_change=True)
            return operations.create_tag(card, form.content(), at=clock.now()).id
    except FieldErrors as faults:
        form.take(faults)
        return None
