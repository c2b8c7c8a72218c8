"""The editor's page of one section: its heading, its switch, and the settings of its kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from cardshop.cards import operations, queries
from cardshop.cards.blueprint import bp
from cardshop.cards.domain.sections import MOST_PICTURES
from cardshop.cards.forms_section import SectionForm
from cardshop.cards.forms_sections import FORMS
from cardshop.cards.models import Card, Section
from cardshop.cards.presenters_sections import BY_KEY, name_of, places, services, shelves
from cardshop.cards.views_editor import done, own_card, pressed
from cardshop.cards.views_uploads import keep
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import FieldError, FieldErrors, Sentence
from cardshop.lib.validation import SENTENCES
from cardshop.media import queries as pictures
from cardshop.media.domain.pictures import Prepared
from cardshop.media.uploads import PictureRefused, ready, sent
from cardshop.web import guards
from cardshop.web.choices import choices
from cardshop.web.lists import below


@bp.get("/<int:card_id>/sections/<int:section_id>")
@guards.owner
def section(card_id: int, section_id: int) -> str:
    """A section as it is kept."""
    card = own_card(card_id)
    opened = queries.section_of(card, section_id)
    return _page(card, opened, FORMS[opened.kind.value].showing(opened))


@bp.post("/<int:card_id>/sections/<int:section_id>")
@guards.owner
def save_section(card_id: int, section_id: int) -> ResponseReturnValue:
    """Save the section, or show it after a list button."""
    card = own_card(card_id)
    opened = queries.section_of(card, section_id)
    form = FORMS[opened.kind.value]()
    if pressed() != "save":
        return _page(card, opened, form.after(pressed()), unsaved=True)
    tidy = form.tidy()
    if _saved(card_id, section_id, tidy):
        return done("cards.section", card_id=card_id, section_id=section_id)
    card = own_card(card_id)
    return _page(card, queries.section_of(card, section_id), tidy), 422


def _page(card: Card, section: Section, form: SectionForm, *, unsaved: bool = False) -> str:
    if "address_index" in form:
        form["address_index"].choices = choices(places(card.addresses))
    if "category_id" in form:
        form["category_id"].choices = choices(shelves(card.business_id))
    if "service_ids" in form:
        form["service_ids"].choices = choices(services(card.business_id))
    ids = [str(row.get("picture_id")) for row in form.rows().get("pictures", [])]
    return render_template(
        "cards/editor/section.html",
        card=card,
        section=section,
        kind=BY_KEY[section.kind.value],
        name=name_of(section),
        form=form,
        unsaved=unsaved,
        pictures=pictures.shown(
            card.business_id, [int(key) for key in ids if key.isdecimal() and len(key) < 16]
        ),
    )


def _uploads(form: SectionForm, settings: Mapping[str, Any]) -> list[Prepared]:
    """The new pictures, if there is room for them: opening each takes a while."""
    if "files" not in form:
        return []
    count = len(settings["pictures"]) + len(sent("files"))
    if count > MOST_PICTURES:
        words = Sentence.of(SENTENCES["too_long"], max_length=MOST_PICTURES, actual_length=count)
        raise FieldErrors([FieldError("/files", words)])
    return ready("files", most=MOST_PICTURES)


def _saved(card_id: int, section_id: int, form: SectionForm) -> bool:
    typed = form.changes()
    try:
        uploads = _uploads(form, typed["settings"])
        with transaction():
            card = own_card(card_id, for_change=True)
            section = queries.section_of(card, section_id)
            for upload in uploads:
                typed["settings"]["pictures"].append({"picture_id": keep(card, upload), "alt": ""})
            operations.edit_section(
                card, section, title=typed["title"], settings=typed["settings"], at=clock.now()
            )
            switch = operations.show_section if typed["visible"] else operations.hide_section
            switch(card, section, at=clock.now())
    except PictureRefused as refusal:
        form.refuse(refusal.field, refusal)
        return False
    except FieldErrors as faults:
        form.take(below(faults, "/settings"))
        return False
    return True
