"""The editor's frame for its views: the card in hand, its pages, and how a change is tried."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.cards import operations, queries
from cardshop.cards.domain.content import CardChanges
from cardshop.cards.models import Card
from cardshop.cards.presenters_editor import frame
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import FieldErrors
from cardshop.lib.validation import parse
from cardshop.web.forms import Form


def own_card(card_id: int, *, for_change: bool = False) -> Card:
    """A card of the current business. Raises NotFound."""
    return queries.card_of(current.business_id(), card_id, for_change=for_change)


def pressed() -> str:
    """The button that sent the form: `save`, or a list's such as `phones:up:1`."""
    return request.form.get("act", "save")[:64]


def page(part: str, card: Card, form: Form | None = None, **more: Any) -> str:
    """One part of the editor, as a page."""
    return render_template(
        f"cards/editor/{part}.html", frame=frame(card, part), card=card, form=form, **more
    )


def read_changes(typed: dict[str, Any]) -> CardChanges:
    """What was typed, checked by the card's rules. Raises FieldErrors."""
    return parse(CardChanges, typed, {"country": current.business().country})


def changed(card_id: int, form: Form, typed: dict[str, Any]) -> bool:
    """Change the card as typed, or put what is wrong next to the fields and say no."""
    try:
        changes = read_changes(typed)
        with transaction():
            operations.edit(own_card(card_id, for_change=True), changes, at=clock.now())
    except FieldErrors as faults:
        form.take(faults)
        return False
    return True


def done(endpoint: str, sentence: str | None = None, **values: Any) -> ResponseReturnValue:
    """Say that it is saved, and go on."""
    flash(sentence or _("Saved."))
    return redirect(url_for(endpoint, **values), 303)
