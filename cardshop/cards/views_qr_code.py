"""One code of the QR studio: what it opens, how it looks, and its end."""

from __future__ import annotations

from flask import flash, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.cards import operations, queries
from cardshop.cards.blueprint_qr import bp
from cardshop.cards.domain import qr_check
from cardshop.cards.domain.qr_codes import ColoursInverted, ColoursTooClose, NotScannable
from cardshop.cards.domain.qr_drawings import Drawing
from cardshop.cards.forms_qr import StudioForm
from cardshop.cards.models import Card, QrTag
from cardshop.cards.neighbours import names_of
from cardshop.cards.operations import studio
from cardshop.cards.presenters import tag_url
from cardshop.cards.presenters_qr import logo_of, name_of, product_named
from cardshop.cards.presenters_studio import studio_of
from cardshop.db import transaction
from cardshop.lib.errors import FieldErrors
from cardshop.web.forms import summary
from cardshop.web.guards import owner


@bp.get("/<int:tag_id>")
@owner
def edit(tag_id: int) -> str:
    """The studio of one code."""
    tag = _own_tag(tag_id)
    return _page(tag, _form(tag), Drawing.from_stored(tag.style))


@bp.post("/<int:tag_id>")
@owner
def save(tag_id: int) -> ResponseReturnValue:
    """Keep how the code looks, once it was tried out."""
    tag = _own_tag(tag_id)
    form = _form(tag)
    drawing = _asked(form)
    if drawing is None or not _is_scannable(tag, form, drawing):
        return _page(tag, form, drawing or Drawing.from_stored(tag.style)), 422
    if not _kept(tag_id, form, drawing):
        return _page(tag, form, drawing), 422
    flash(_("Code saved."))
    return redirect(url_for("qr_codes.edit", tag_id=tag_id), 303)


@bp.post("/<int:tag_id>/check")
@owner
def check(tag_id: int) -> ResponseReturnValue:
    """The code as it is being chosen, for scripts: nothing is kept."""
    tag = _own_tag(tag_id)
    form = _form(tag)
    drawing = _asked(form)
    if drawing is None:
        return jsonify(fault=" ".join(words for _id, words in summary(form))), 422
    shown = studio_of(tag, _card(tag, form), drawing)
    said = render_template("cards/qr/_verdict.html", verdict=shown.verdict)
    return jsonify(svg=shown.code, verdict=said, big=shown.big, small=shown.small)


@bp.get("/<int:tag_id>/removal")
@owner
def removal(tag_id: int) -> str:
    """Ask before what is printed leads nowhere."""
    tag = _own_tag(tag_id)
    return render_template("cards/qr/removal.html", tag=tag, name=name_of(tag))


@bp.post("/<int:tag_id>/removal")
@owner
def remove(tag_id: int) -> ResponseReturnValue:
    """Give the code up."""
    with transaction():
        operations.delete_tag(_own_tag(tag_id))
    flash(_("Code deleted."))
    return redirect(url_for("qr_codes.listed"), 303)


def _own_tag(tag_id: int) -> QrTag:
    return queries.tag_of(current.business_id(), tag_id)


def _form(tag: QrTag) -> StudioForm:
    business_id = current.business_id()
    product = product_named(business_id, str(tag.product_id or ""))
    services = names_of("service", business_id)
    return StudioForm.of(tag, queries.listed(business_id), product, services)


def _card(tag: QrTag, form: StudioForm) -> Card:
    """The card that the code is to open, as far as it is one of the business's."""
    wanted = tag.card_id if form.card_id.errors else form.card_id.data
    return queries.card_of(current.business_id(), wanted)


def _asked(form: StudioForm) -> Drawing | None:
    """What was chosen, or nothing when something needs another look."""
    if not form.validate_on_submit():
        return None
    try:
        form.content()
        return form.drawing()
    except FieldErrors as faults:
        form.take(faults)
        return None


def _is_scannable(tag: QrTag, form: StudioForm, drawing: Drawing) -> bool:
    try:
        qr_check.require_scannable(tag_url(tag), drawing.style(logo_of(_card(tag, form))))
    except NotScannable as refusal:
        of_colours = isinstance(refusal, ColoursInverted | ColoursTooClose)
        form.refuse("foreground" if of_colours else "shape", refusal)
        return False
    return True


def _kept(tag_id: int, form: StudioForm, drawing: Drawing) -> bool:
    """Whether it was kept; if not, the form says why."""
    try:
        with transaction():
            tag = _own_tag(tag_id)
            card = _card(tag, form)
            operations.edit_tag(tag, form.content(), business_id=card.business_id)
            studio.lead_to(tag, card)
            studio.redraw(tag, card, drawing)
    except FieldErrors as faults:
        form.take(faults)
        return False
    return True


def _page(tag: QrTag, form: StudioForm, drawing: Drawing) -> str:
    shown = studio_of(tag, _card(tag, form), drawing)
    return render_template("cards/qr/edit.html", form=form, studio=shown)
