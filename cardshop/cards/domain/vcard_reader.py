"""Contacts out of the file of any phone or address book: vCard 2.1, 3.0 and 4.0."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping

from cardshop.cards.domain import vcard_values as values
from cardshop.cards.domain.contact import Address, Contact
from cardshop.cards.domain.vcard_draft import Draft
from cardshop.cards.domain.vcard_lines import (
    LARGEST_FILE,
    ContactFileTooLarge,
    NoContactInFile,
    Property,
    entries,
)
from cardshop.lib.errors import Invalid


def read(data: bytes) -> list[Contact]:
    """The contacts of a file, in its order; each has a name, and what could be read of the rest.

    Properties that are broken or unknown are left out; pictures are kept when they are embedded,
    and nothing is fetched. Raises ContactFileTooLarge (5 MB, 500 contacts, 200 kB a line),
    ContactFileUnreadable (no text) and NoContactInFile, and nothing else.
    """
    if len(data) > LARGEST_FILE:
        raise ContactFileTooLarge
    drafts = map(_draft, entries(values.text_of(data)))
    contacts = [contact for draft in drafts if (contact := draft.contact())]
    if not contacts:
        raise NoContactInFile
    return contacts


def _draft(properties: list[Property]) -> Draft:
    draft = Draft(
        labels={p.group: values.line(p) for p in properties if p.name == "X-ABLABEL" and p.group}
    )
    for prop in properties:
        take = _TAKERS.get(prop.name, _take_network)
        with contextlib.suppress(Invalid, ValueError, OverflowError):
            take(draft, prop)
    return draft


def _take_names(draft: Draft, prop: Property) -> None:
    names = ("family_name", "given_name", "additional_names", "name_prefix", "name_suffix")
    for name, value in zip(names, values.fields(prop, 5), strict=True):
        draft.say(name, value)


def _take_organisation(draft: Draft, prop: Property) -> None:
    draft.say("organisation", ", ".join(filter(None, values.fields(prop, 5))))


def _take_note(draft: Draft, prop: Property) -> None:
    draft.notes.append(values.text(prop))


def _take_phone(draft: Draft, prop: Property) -> None:
    draft.add_phone(prop, values.line(prop))


def _take_email(draft: Draft, prop: Property) -> None:
    draft.add_email(prop, values.line(prop))


def _take_address(draft: Draft, prop: Property) -> None:
    box, extension, street, *rest = values.fields(prop, 7)
    city, region, postal_code, country = rest
    whole = ", ".join(filter(None, (street, extension, box)))
    place = Address(draft.place_kind(prop), whole, city, region, postal_code, country)
    if place.lines:
        draft.addresses.append(place)
        if geo := prop.first("GEO"):
            draft.locate(geo)


def _take_place(draft: Draft, prop: Property) -> None:
    draft.locate(values.line(prop))


def _take_page(draft: Draft, prop: Property) -> None:
    draft.add_link(values.line(prop), label=draft.label(prop))


def _take_profile(draft: Draft, prop: Property) -> None:
    services = (prop.first("SERVICE-TYPE"), *prop.parameters.get("TYPE", []))
    draft.add_profile(services, values.line(prop), prop.first("X-USER"))


def _take_chat(draft: Draft, prop: Property) -> None:
    scheme, _, name = values.line(prop).partition(":")
    draft.add_profile((prop.first("X-SERVICE-TYPE"), prop.first("SERVICE-TYPE"), scheme), name)


def _take_network(draft: Draft, prop: Property) -> None:
    """`X-TWITTER:name` and the like, as older address books write profiles."""
    if prop.name.startswith("X-"):
        draft.add_profile((prop.name.removeprefix("X-"),), values.line(prop))


def _take_categories(draft: Draft, prop: Property) -> None:
    draft.categories.extend(values.items(prop))


def _take_photo(draft: Draft, prop: Property) -> None:
    draft.photo = draft.photo or values.picture(prop)


def _take_revision(draft: Draft, prop: Property) -> None:
    draft.revised_at = values.instant(prop.value)


def _takes(word: str) -> Callable[[Draft, Property], None]:
    """A taker of one line; the first that a file gives is kept."""
    return lambda draft, prop: draft.say(word, values.line(prop))


def _ignore(draft: Draft, prop: Property) -> None:
    """Known, and of no use to a card."""


_TAKERS: Mapping[str, Callable[[Draft, Property], None]] = {
    "FN": _takes("display_name"),
    "N": _take_names,
    "ORG": _take_organisation,
    "TITLE": _takes("job_title"),
    "ROLE": _takes("headline"),
    "NOTE": _take_note,
    "TEL": _take_phone,
    "EMAIL": _take_email,
    "ADR": _take_address,
    "GEO": _take_place,
    "URL": _take_page,
    "X-SOCIALPROFILE": _take_profile,
    "SOCIALPROFILE": _take_profile,
    "IMPP": _take_chat,
    "CATEGORIES": _take_categories,
    "PHOTO": _take_photo,
    "REV": _take_revision,
    "UID": _takes("uid"),
    "LANG": _takes("language"),
    "X-ABLABEL": _ignore,
}
