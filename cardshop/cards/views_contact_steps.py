"""The steps from a contact file to a card, the same for a new card and for one that is there."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cardshop.accounts import current
from cardshop.cards import operations
from cardshop.cards.domain import vcard_reader
from cardshop.cards.domain.contact import Contact
from cardshop.cards.forms_making import CardFromContactForm, ContactFileForm, EntryForm
from cardshop.cards.models import Card
from cardshop.cards.operations import Filled
from cardshop.cards.presenters_contact_file import packed, preview, second_line, unpacked
from cardshop.lib.errors import Invalid
from cardshop.web.site import base_url


class EntryMissing(Invalid):
    """Choose one of the contacts."""


@dataclass(frozen=True, slots=True)
class Way:
    """Where each step is sent: for a new card, or for this one."""

    card: Card | None

    @property
    def back(self) -> str:
        """Out of it."""
        return self._to("cards.address", "cards.every")

    @property
    def start(self) -> str:
        """Another file."""
        return self._to("cards.from_contact_file", "cards.contact_file")

    @property
    def read(self) -> str:
        """The file."""
        return self._to("cards.contact_read_into", "cards.contact_read")

    @property
    def choose(self) -> str:
        """The contact of several."""
        return self._to("cards.contact_chosen_for", "cards.contact_chosen")

    @property
    def keep(self) -> str:
        """The last button."""
        return self._to("cards.contact_fill", "cards.contact_card")

    def _to(self, filling: str, making: str) -> str:
        return url_for(filling, card_id=self.card.id) if self.card else url_for(making)


def upload(card: Card | None, form: ContactFileForm) -> str:
    """The page that takes the file."""
    return render_template("cards/contact_file.html", form=form, way=Way(card), card=card)


def read(card: Card | None) -> ResponseReturnValue:
    """The contact in the file, or the choice of one. What is wrong is said at the field."""
    form = ContactFileForm()
    try:
        contacts = vcard_reader.read(form.read())
    except Invalid as refusal:
        form.refuse("file", refusal)
        return upload(card, form), 422
    if len(contacts) > 1:
        return _choice(card, contacts, EntryForm(formdata=None, contacts=packed(contacts)))
    return looked_at(card, contacts[0])


def chosen(card: Card | None) -> ResponseReturnValue:
    """The contact that was chosen, looked at before it is kept."""
    form = EntryForm()
    contacts = unpacked(form.contacts.data or "")
    if not form.validate_on_submit() or not 0 <= form.entry.data < len(contacts):
        form.entry.errors = [EntryMissing().detail]
        return _choice(card, contacts, form), 422
    return looked_at(card, contacts[form.entry.data])


def looked_at(card: Card | None, contact: Contact, form: CardFromContactForm | None = None) -> str:
    """What would be filled in, with the last button."""
    business = current.business()
    form = form or CardFromContactForm(
        formdata=None,
        contacts=packed([contact]),
        slug=operations.proposed_slug(business, contact.display_name),
    )
    return render_template(
        "cards/contact_preview.html",
        form=form,
        shown=preview(contact, business.country, card),
        way=Way(card),
        card=card,
        site=base_url().split("//")[-1],
    )


def sent_contact() -> Contact:
    """The contact in the form. Raises a refusal of the reader when the field was tampered with."""
    return unpacked(request.form.get("contacts", ""))[0]


def kept(filled: Filled) -> ResponseReturnValue:
    """Say what was filled, and what could not be; go on in the editor."""
    flash(_("Filled from the contact file. Look through it, then publish."))
    if filled.left_out:
        words = ", ".join(words[:80] for words in filled.left_out[:8])
        flash(_("Left out, because it cannot be used: %(words)s", words=words), "warning")
    return redirect(url_for("cards.edit", card_id=filled.card.id), 303)


def _choice(card: Card | None, contacts: list[Contact], form: EntryForm) -> str:
    form.entry.choices = [(place, c.display_name) for place, c in enumerate(contacts)]
    return render_template(
        "cards/contact_choice.html",
        form=form,
        details=[second_line(contact) for contact in contacts],
        way=Way(card),
        card=card,
    )
