"""The editor's pages of lists: ways to be reached, and links."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from cardshop.cards.blueprint import bp
from cardshop.cards.domain.network_table import NETWORKS
from cardshop.cards.forms_contact import ContactForm
from cardshop.cards.forms_links import LinksForm
from cardshop.cards.views_editor import changed, done, own_card, page, pressed
from cardshop.web import guards


@bp.get("/<int:card_id>/contact")
@guards.owner
def contact(card_id: int) -> str:
    """Phones, e-mails, websites and addresses."""
    card = own_card(card_id)
    return page("contact", card, ContactForm.showing(card), unsaved=False)


@bp.post("/<int:card_id>/contact")
@guards.owner
def save_contact(card_id: int) -> ResponseReturnValue:
    """Save the lists, or show them after a list button."""
    card = own_card(card_id)
    form = ContactForm()
    if pressed() != "save":
        return page("contact", card, form.after(pressed()), unsaved=True)
    tidy = form.tidy()
    if changed(card_id, tidy, tidy.changes()):
        return done("cards.contact", card_id=card_id)
    return page("contact", own_card(card_id), tidy, unsaved=False), 422


@bp.get("/<int:card_id>/links")
@guards.owner
def links(card_id: int) -> str:
    """Links to networks."""
    card = own_card(card_id)
    return page("links", card, LinksForm.showing(card), unsaved=False, networks=NETWORKS)


@bp.post("/<int:card_id>/links")
@guards.owner
def save_links(card_id: int) -> ResponseReturnValue:
    """Save the list with the pasted link, or show it after a list button."""
    card = own_card(card_id)
    form = LinksForm()
    if pressed() not in ("save", "add"):
        form = form.after(pressed())
        return page("links", card, form, unsaved=True, networks=NETWORKS)
    tidy = form.tidy()
    if changed(card_id, tidy, tidy.changes(adding=pressed() == "add")):
        return done("cards.links", card_id=card_id)
    return page("links", own_card(card_id), tidy, unsaved=False, networks=NETWORKS), 422
