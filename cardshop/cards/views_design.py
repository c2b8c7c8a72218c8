"""The editor's design page, and what its scripts ask while choices are made."""

from __future__ import annotations

from flask import jsonify, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.cards.blueprint import bp
from cardshop.cards.domain import themes
from cardshop.cards.domain.themes import Theme
from cardshop.cards.forms_design import DesignForm
from cardshop.cards.models import Card
from cardshop.cards.presenters_design import SWATCHES, minis, verdict
from cardshop.cards.views_editor import changed, done, own_card, page
from cardshop.lib.errors import FieldErrors
from cardshop.web import guards


@bp.get("/<int:card_id>/design")
@guards.owner
def design(card_id: int) -> str:
    """The look of the card."""
    card = own_card(card_id)
    look = Theme.from_stored(card.theme)
    return _page(card, DesignForm.showing(look), look)


@bp.post("/<int:card_id>/design")
@guards.owner
def save_design(card_id: int) -> ResponseReturnValue:
    """Keep the look."""
    card = own_card(card_id)
    form = DesignForm()
    look = _meant(card, form)
    if look and changed(card_id, form, {"theme": look.choices()}):
        return done("cards.design", _("Design saved."), card_id=card_id)
    card = own_card(card_id)
    return _page(card, form, look or Theme.from_stored(card.theme)), 422


@bp.post("/<int:card_id>/design/check")
@guards.owner
def design_check(card_id: int) -> ResponseReturnValue:
    """What the choices would look like, for scripts: nothing is kept."""
    card = own_card(card_id)
    form = DesignForm()
    look = _meant(card, form)
    if look is None:
        return jsonify(fault=" ".join(map(str, form.accent.errors))), 422
    said = render_template("cards/editor/_verdict.html", verdict=verdict(look))
    return jsonify(css=themes.css(look, card.locale), layout=look.layout, verdict=said)


def _page(card: Card, form: DesignForm, look: Theme) -> str:
    swatches = list(SWATCHES.items())
    return page("design", card, form, minis=minis(), swatches=swatches, verdict=verdict(look))


def _meant(card: Card, form: DesignForm) -> Theme | None:
    try:
        return form.look(Theme.from_stored(card.theme))
    except FieldErrors as faults:
        form.take(faults)
        return None
