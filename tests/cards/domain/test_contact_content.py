"""What a card takes from a contact file, and what it names as left out."""

from __future__ import annotations

from dataclasses import replace

from cardshop.cards.domain import contact_content
from cardshop.cards.domain.contact import Address, Contact, Email, Phone, SocialLink, Website
from cardshop.cards.domain.content import CardChanges

AMINA = Contact(
    "Amina Njeri",
    headline="Bread at six",
    organisation="Golden Crumb",
    job_title="Baker",
    note="Since 1998",
    language="sw",
    phones=(Phone("mobile", "0700 000 123"),),
    emails=(Email("work", "amina@example.com"),),
    websites=(Website("Menu", "https://crumb.example.com/menu"),),
    addresses=(Address("work", street="Moi Avenue 4", city="Nairobi"),),
    links=(SocialLink("instagram", "https://instagram.com/goldencrumb"),),
)
EMPTY = {name: field.get_default() for name, field in CardChanges.model_fields.items()}


def gains(contact: Contact, **there: object) -> dict[str, object]:
    reading = contact_content.read(contact, country="KE")
    return contact_content.additions(EMPTY | there, reading)


def test_everything_that_fits_is_taken() -> None:
    reading = contact_content.read(AMINA, country="KE")
    found = reading.changes.changes()
    assert reading.left_out == ()
    assert (found["display_name"], found["bio"], found["locale"]) == (
        "Amina Njeri",
        "Since 1998",
        "sw",
    )
    assert found["phones"] == [{"kind": "mobile", "number": "+254700000123"}]
    assert found["addresses"][0]["street"] == "Moi Avenue 4"
    assert found["links"][0]["network"] == "instagram"


def test_what_cannot_be_used_is_named_and_the_rest_taken() -> None:
    broken = replace(
        AMINA,
        phones=(Phone("mobile", "12"), *AMINA.phones),
        emails=(Email("work", "nobody"),),
        websites=(Website("", "javascript:alert(1)"),),
    )
    reading = contact_content.read(broken, country="KE")
    assert reading.left_out == ("12", "nobody", "javascript:alert(1)")
    assert len(reading.changes.phones) == 1


def test_long_words_are_cut_and_long_lists_named() -> None:
    many = tuple(Phone("mobile", f"+2547000001{n}") for n in range(10, 23))
    reading = contact_content.read(
        replace(AMINA, display_name="x" * 300, note="y" * 2000, phones=many), country="KE"
    )
    assert (len(reading.changes.display_name), len(reading.changes.bio)) == (80, 600)
    assert len(reading.changes.phones) == 10
    assert reading.left_out == ("+254700000120", "+254700000121", "+254700000122")


def test_characters_that_cannot_be_shown_are_dropped() -> None:
    reading = contact_content.read(replace(AMINA, display_name="A\0mi\x07na"), country="KE")
    assert reading.changes.display_name == "Amina"


def test_unknown_kinds_become_other() -> None:
    pager = replace(AMINA, phones=(Phone("pager", "+254700000123"),))
    assert contact_content.read(pager, country="KE").changes.phones[0].kind == "other"


def test_words_that_are_there_stay() -> None:
    found = gains(AMINA, display_name="Golden Crumb", headline="Bread")
    assert "display_name" not in found
    assert "headline" not in found
    assert found["job_title"] == "Baker"


def test_only_new_entries_are_added() -> None:
    there = [{"kind": "work", "number": "+254700000123"}]
    assert "phones" not in gains(AMINA, phones=there)
    more = replace(AMINA, phones=(*AMINA.phones, Phone("work", "+254711000000")))
    found = gains(more, phones=there)
    assert found["phones"] == [{"kind": "work", "number": "+254711000000"}]
    assert contact_content.merged(EMPTY | {"phones": there}, found)["phones"][0] == there[0]
