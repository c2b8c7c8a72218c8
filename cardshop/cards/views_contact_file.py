"""From the file that a phone exports to a card: upload, choose a contact, look, keep."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from cardshop.accounts import current
from cardshop.cards import operations, views_contact_steps
from cardshop.cards.blueprint import bp
from cardshop.cards.domain.contact import Contact
from cardshop.cards.forms_making import CardFromContactForm, ContactFileForm
from cardshop.cards.operations import Filled, SlugTaken
from cardshop.cards.views_contact_steps import kept, looked_at, sent_contact
from cardshop.cards.views_editor import own_card
from cardshop.db import transaction
from cardshop.lib import clock
from cardshop.web.guards import owner

# Contacts travel in a hidden field; a file of 5 MB is a little larger there.
LARGEST_FIELD = 8 * 1024 * 1024


@bp.url_value_preprocessor
def _room_for_contacts(endpoint: str | None, _values: object) -> None:
    """Let these pages, and no others, send a whole contact file as a field."""
    if endpoint and endpoint.startswith("cards.contact_"):
        request.max_form_memory_size = LARGEST_FIELD


@bp.get("/contact-file")
@owner
def contact_file() -> str:
    """A new card from a contact file."""
    return views_contact_steps.upload(None, ContactFileForm())


@bp.post("/contact-file")
@owner
def contact_read() -> ResponseReturnValue:
    """What is in the file."""
    return views_contact_steps.read(None)


@bp.post("/contact-file/entry")
@owner
def contact_chosen() -> ResponseReturnValue:
    """The chosen contact, and the address that its card will have."""
    return views_contact_steps.chosen(None)


@bp.post("/contact-file/card")
@owner
def contact_card() -> ResponseReturnValue:
    """Make the card."""
    form, contact = CardFromContactForm(), sent_contact()
    if not form.validate_on_submit():
        return looked_at(None, contact, form), 422
    try:
        filled = _make(form.slug.data or "", contact)
    except SlugTaken as refusal:
        form.taken(refusal)
        return looked_at(None, contact, form), 422
    return kept(filled)


@bp.get("/<int:card_id>/contact-file")
@owner
def from_contact_file(card_id: int) -> str:
    """Fill a card from a contact file."""
    return views_contact_steps.upload(own_card(card_id), ContactFileForm())


@bp.post("/<int:card_id>/contact-file")
@owner
def contact_read_into(card_id: int) -> ResponseReturnValue:
    """What is in the file."""
    return views_contact_steps.read(own_card(card_id))


@bp.post("/<int:card_id>/contact-file/entry")
@owner
def contact_chosen_for(card_id: int) -> ResponseReturnValue:
    """The chosen contact, and what the card would gain."""
    return views_contact_steps.chosen(own_card(card_id))


@bp.post("/<int:card_id>/contact-file/filling")
@owner
def contact_fill(card_id: int) -> ResponseReturnValue:
    """Fill what the card lacks."""
    own_card(card_id)
    contact = sent_contact()
    photo = operations.photo_of(contact)
    with transaction():
        card = own_card(card_id, for_change=True)
        filled = operations.fill_from_contact(card, contact, at=clock.now(), photo=photo)
    return kept(filled)


def _make(slug: str, contact: Contact) -> Filled:
    photo = operations.photo_of(contact)
    with transaction():
        return operations.create_from_contact(
            business=current.business(), contact=contact, slug=slug, at=clock.now(), photo=photo
        )
