"""What a contact file brings, as pages list it before anything is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from cardshop.cards.domain import contact_content, networks, vcard_reader, vcard_writer
from cardshop.cards.domain.contact import Contact
from cardshop.cards.domain.content import CardChanges
from cardshop.cards.models import Card
from cardshop.lib import phones

_LABELS = {
    "display_name": _l("Name"),
    "headline": _l("Headline"),
    "organisation": _l("Business"),
    "job_title": _l("Job title"),
    "bio": _l("About"),
    "phones": _l("Phone"),
    "emails": _l("E-mail"),
    "websites": _l("Website"),
    "addresses": _l("Address"),
    "links": _l("Links"),
}
_LONGEST_SHOWN = 120
_NOTHING: Mapping[str, Any] = {
    name: field.get_default() for name, field in CardChanges.model_fields.items()
}


@dataclass(frozen=True, slots=True)
class Brought:
    """One line of the list: what it is, and its values."""

    label: str
    values: list[str]


@dataclass(frozen=True, slots=True)
class Preview:
    """All that a card would gain."""

    name: str
    lines: list[Brought]
    has_photo: bool
    left_out: list[str]


def packed(contacts: Iterable[Contact]) -> str:
    """Contacts as text for a hidden field; `unpacked` reads it back."""
    return b"".join(vcard_writer.write(contact) for contact in contacts).decode()


def unpacked(text: str) -> list[Contact]:
    """The contacts in a hidden field. Raises a refusal of `vcard_reader.read`."""
    return vcard_reader.read(text.encode())


def preview(contact: Contact, country: str, card: Card | None = None) -> Preview:
    """What this card, or a new one, would gain from the contact."""
    reading = contact_content.read(contact, country=country)
    there = {name: getattr(card, name) for name in _NOTHING} if card else _NOTHING
    gains = contact_content.additions(there, reading)
    return Preview(
        name=contact.display_name,
        lines=[
            Brought(str(label), _values(name, gains[name]))
            for name, label in _LABELS.items()
            if name in gains
        ],
        has_photo=bool(contact.photo) and (card is None or card.avatar_id is None),
        left_out=[words[:_LONGEST_SHOWN] for words in reading.left_out],
    )


def second_line(contact: Contact) -> str:
    """What tells contacts of one name apart."""
    known = (
        contact.organisation,
        *(phone.number for phone in contact.phones),
        *(email.address for email in contact.emails),
    )
    return next((words for words in known if words), "")


def _values(name: str, gained: Any) -> list[str]:
    if isinstance(gained, str):
        return [gained]
    return [_shown(name, entry) for entry in gained]


def _shown(name: str, entry: Mapping[str, Any]) -> str:
    if name == "phones":
        return phones.show(entry["number"])
    if name == "addresses":
        parts = ("street", "postal_code", "city", "region", "country")
        return ", ".join(entry[part] for part in parts if entry[part])
    return str(entry["address"] if name == "emails" else networks.display_text(entry["url"]))
