"""The editor's list of sections: order, switches, adding and removing."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.cards import operations, queries
from cardshop.cards.blueprint import bp
from cardshop.cards.models import SectionKind
from cardshop.cards.presenters_sections import KINDS, listed, name_of
from cardshop.cards.views_editor import done, own_card, page
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.lib.errors import NotFound
from cardshop.web import guards
from cardshop.web.locales import number


@bp.get("/<int:card_id>/sections")
@guards.owner
def sections(card_id: int) -> str:
    """Every section in order, and the kinds that can be added."""
    card = own_card(card_id)
    return page("sections", card, items=listed(card.sections, card), kinds=KINDS)


@bp.post("/<int:card_id>/sections")
@guards.owner
def add_section(card_id: int) -> ResponseReturnValue:
    """Add a section at the end and open it."""
    own_card(card_id)
    kind = _kind(request.form.get("kind", ""))
    with transaction():
        card = own_card(card_id, for_change=True)
        added = operations.add_section(card, kind, at=clock.now())
        section_id = added.id
    return redirect(url_for("cards.section", card_id=card_id, section_id=section_id), 303)


@bp.post("/<int:card_id>/sections/<int:section_id>/place")
@guards.owner
def move_section(card_id: int, section_id: int) -> ResponseReturnValue:
    """Move a section to a place counted from 1."""
    with transaction():
        card = own_card(card_id, for_change=True)
        moved = queries.section_of(card, section_id)
        place = operations.move_section(card, moved, to=_place(), at=clock.now()) + 1
        said = _moved(name_of(moved), place, len(queries.sections_of(card_id)))
    return done("cards.sections", said, card_id=card_id)


@bp.post("/<int:card_id>/sections/<int:section_id>/visibility")
@guards.owner
def switch_section(card_id: int, section_id: int) -> ResponseReturnValue:
    """Show or hide a section."""
    shown = request.form.get("visible") == "1"
    switch = operations.show_section if shown else operations.hide_section
    with transaction():
        card = own_card(card_id, for_change=True)
        section = queries.section_of(card, section_id)
        switch(card, section, at=clock.now())
        name = name_of(section)
    said = _("%(name)s is on the card.") if shown else _("%(name)s is hidden.")
    return done("cards.sections", said % {"name": name}, card_id=card_id)


@bp.get("/<int:card_id>/sections/<int:section_id>/removal")
@guards.owner
def section_removal(card_id: int, section_id: int) -> str:
    """Ask before a section goes."""
    section = queries.section_of(own_card(card_id), section_id)
    return render_template(
        "cards/editor/removal.html", card_id=card_id, section=section, name=name_of(section)
    )


@bp.post("/<int:card_id>/sections/<int:section_id>/removal")
@guards.owner
def remove_section(card_id: int, section_id: int) -> ResponseReturnValue:
    """Take a section away."""
    with transaction():
        card = own_card(card_id, for_change=True)
        section = queries.section_of(card, section_id)
        said = _("%(name)s removed.", name=name_of(section))
        operations.remove_section(card, section, at=clock.now())
    return done("cards.sections", said, card_id=card_id)


def _kind(key: str) -> SectionKind:
    try:
        return SectionKind(key)
    except ValueError as fault:
        raise NotFound from fault


def _place() -> int:
    typed = request.form.get("place", "")
    return int(typed) - 1 if typed.isdecimal() and len(typed) < 4 else 0


def _moved(name: str, place: int, count: int) -> str:
    words: str = _("%(name)s moved to place %(place)s of %(count)s.")
    return words % {"name": name, "place": number(place), "count": number(count)}
