"""`/cards/from-vcard`: a card made of the contact file that a phone exports."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from cardshop.accounts.models import Business
from cardshop.api.answers import Answer
from cardshop.api.blueprint import api
from cardshop.api.bodies import File
from cardshop.api.operation import Call, Operation
from cardshop.api.paging import Number, Query
from cardshop.api.v1.card_shape import EXAMPLE, CardShape
from cardshop.api.v1.cards import GROUP, created
from cardshop.cards import operations, queries
from cardshop.cards.domain import vcard_reader
from cardshop.cards.domain.contact import Contact
from cardshop.cards.domain.vcard_lines import LARGEST_FILE
from cardshop.cards.operations import Photo
from cardshop.db import db
from cardshop.lib import ids, slugs
from cardshop.lib.errors import FieldError, FieldErrors, Invalid
from cardshop.web.guards import program

VCARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Amina Otieno\r\nORG:Golden Crumb\r\n"
    "TEL;TYPE=CELL:+254700000123\r\nEND:VCARD\r\n"
)


class SeveralContacts(Invalid):
    """This file holds several contacts. Say which one with `?entry=`, counted from 1."""

    def __init__(self, contacts: Sequence[Contact]) -> None:
        super().__init__(
            "This file holds %(count)s contacts. Say which one with `?entry=`, counted from 1.",
            count=len(contacts),
        )
        self.members = {
            "contacts": [
                {"entry": entry, "name": contact.display_name}
                for entry, contact in enumerate(contacts, 1)
            ]
        }


class Which(Query):
    """Which contact of the file."""

    entry: Number | None = Field(None, ge=1, description="Which contact, counted from 1.")


class FilledCardShape(CardShape):
    """The new card, and the words of the contact that a card cannot take."""

    left_out: list[str]


def chosen(which: Which, contacts: list[Contact]) -> tuple[Contact, Photo]:
    """The contact that is meant, its picture made ready. Raises SeveralContacts or FieldErrors."""
    entry = which.entry
    if entry is None and len(contacts) > 1:
        raise SeveralContacts(contacts)
    if entry is not None and entry > len(contacts):
        raise FieldErrors([FieldError("/entry", f"This file has {len(contacts)} contacts.")])
    contact = contacts[(entry or 1) - 1]
    return contact, operations.photo_of(contact)


@api.post("/cards/from-vcard")
@program
@Operation(
    summary="Make a card from a contact file",
    about="The body is a `.vcf` of any phone or address book (vCard 2.1, 3.0 or 4.0), as it is. "
    "The card is not published yet. For a file of several contacts, `entry` says which.",
    group=GROUP,
    query=Which,
    reads=File("text/vcard", LARGEST_FILE, vcard_reader.read),
    ready=chosen,
    example=VCARD,
    answer=FilledCardShape,
    answer_example=EXAMPLE | {"published": False, "left_out": []},
    status=201,
    creates=True,
    single=True,
    located=True,
)
def create_card_from_vcard(call: Call) -> Answer:
    """A new card with all that the contact says."""
    contact, photo = call.body
    business = db.session.get_one(Business, call.business_id)
    wanted = slugs.propose(contact.display_name) or ids.new_code()
    filled = operations.create_from_contact(
        business=business,
        contact=contact,
        photo=photo,
        slug=queries.free_slug(wanted, business.id),
        at=call.at,
    )
    return created(filled.card, left_out=list(filled.left_out))
