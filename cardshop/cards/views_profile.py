"""The editor's first page: pictures, names, words and language."""

from __future__ import annotations

from typing import Any

from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.cards import operations
from cardshop.cards.blueprint import bp
from cardshop.cards.forms_profile import ProfileForm
from cardshop.cards.models import Card
from cardshop.cards.presenters_languages import language_choices
from cardshop.cards.views_editor import done, own_card, page, pressed, read_changes
from cardshop.cards.views_uploads import describe, keep
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import FieldErrors
from cardshop.media import queries as pictures
from cardshop.media.domain.pictures import Prepared
from cardshop.media.uploads import PictureRefused, ready
from cardshop.web import guards
from cardshop.web.choices import grouped
from cardshop.web.locales import number

LONGEST_BIO = 600
PICTURES = ("avatar", "cover")


@bp.get("/<int:card_id>")
@guards.owner
def edit(card_id: int) -> str:
    """The head of the card."""
    card = own_card(card_id)
    shown = pictures.shown(card.business_id, (card.avatar_id, card.cover_id))
    alts = {f"{name}_alt": shown[key].alt for name, key in _keys(card).items() if key in shown}
    return _page(card, ProfileForm(formdata=None, obj=card, data=alts))


@bp.post("/<int:card_id>")
@guards.owner
def save_profile(card_id: int) -> ResponseReturnValue:
    """Keep what was typed and uploaded, or take a picture away."""
    own_card(card_id)
    form = ProfileForm()
    if form.validate_on_submit() and _saved(card_id, form):
        return done("cards.edit", card_id=card_id)
    return _page(own_card(card_id), form), 422


def _page(card: Card, form: ProfileForm) -> str:
    shown = pictures.shown(card.business_id, (card.avatar_id, card.cover_id))
    form.locale.choices = _languages(form.locale.data or card.locale)
    return page(
        "profile",
        card,
        form,
        avatar=shown.get(card.avatar_id or 0),
        cover=shown.get(card.cover_id or 0),
        bio_count=number(len(form.bio.data or "")),
        bio_longest=number(LONGEST_BIO),
    )


def _languages(present: str) -> Any:
    country = current.business().country
    groups = language_choices(str(get_locale()), country=country, present=present)
    return grouped({_("Translated"): groups["translated"], _("Other languages"): groups["others"]})


def _saved(card_id: int, form: ProfileForm) -> bool:
    try:
        changes = read_changes(form.changes())
        uploads = {name: ready(name, most=1) for name in PICTURES}
        with transaction():
            card = own_card(card_id, for_change=True)
            taken = changes.model_copy(update=_taken(card, form, uploads))
            operations.edit(card, taken, at=clock.now())
    except PictureRefused as refusal:
        form.refuse(refusal.field, refusal)
        return False
    except FieldErrors as faults:
        form.take(faults)
        return False
    return True


def _taken(
    card: Card, form: ProfileForm, uploads: dict[str, list[Prepared]]
) -> dict[str, int | None]:
    """The pictures that change: uploaded ones, and one that is taken away."""
    taken: dict[str, int | None] = {}
    for name, key in _keys(card).items():
        alt = form[f"{name}_alt"].data or ""
        if pressed() == f"{name}:remove":
            taken[f"{name}_id"] = None
        elif uploads[name]:
            taken[f"{name}_id"] = keep(card, uploads[name][0], alt=alt)
        elif key is not None:
            describe(key, alt)
    return taken


def _keys(card: Card) -> dict[str, int | None]:
    return {"avatar": card.avatar_id, "cover": card.cover_id}
