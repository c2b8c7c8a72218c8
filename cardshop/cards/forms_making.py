"""Forms for making a card: its address, its name, and the contact file it may come from."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import HiddenField, RadioField, StringField

from cardshop.cards.domain.content import LONGEST_NAME, NameMissing
from cardshop.lib import slugs
from cardshop.lib.errors import Conflict, FieldError, FieldErrors, Invalid
from cardshop.lib.typed import Typed
from cardshop.web.forms import Form, Says

_NAME = Typed(LONGEST_NAME, needed=NameMissing)


def _check_or_none(typed: str) -> str:
    return slugs.check(typed) if typed.strip() else ""


class FileMissing(Invalid):
    """Choose a contact file first."""


class AddressForm(Form):
    """Where a card is found."""

    slug = StringField(_l("Address of the card"), [Says(slugs.check)])

    def taken(self, refusal: Conflict) -> None:
        """Say that somebody else has the address."""
        self.take(FieldErrors([FieldError("/slug", refusal.detail)]))


class NewCardForm(AddressForm):
    """One more card."""

    name = StringField(_l("Name on the card"), [Says(_NAME.check)])
    slug = StringField(_l("Address of the card"), [Says(_check_or_none)])


class ContactFileForm(Form):
    """A file that a phone or an address book wrote."""

    file = FileField(_l("Contact file"))

    def read(self) -> bytes:
        """The bytes that were sent. Raises FileMissing."""
        if not self.file.data or not self.file.data.filename:
            raise FileMissing
        return bytes(self.file.data.read())


class EntryForm(Form):
    """One contact of several. The contacts travel in the page, so the server keeps nothing."""

    contacts = HiddenField()
    entry = RadioField(_l("Whose card is it?"), coerce=int, validate_choice=False, default=0)


class CardFromContactForm(AddressForm):
    """The same, with the address of the card that will be made."""

    contacts = HiddenField()
