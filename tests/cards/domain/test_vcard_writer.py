"""The contact file is what phones and address books expect, octet for octet."""

import base64
from dataclasses import replace

import icalendar
import pytest
import vobject
from hypothesis import given, settings

from cardshop.cards.domain.contact import Address, Contact, Phone, SocialLink
from cardshop.cards.domain.vcard_writer import Version, write
from tests.cards.domain.contacts import ANA, JPEG, contacts

VERSIONS: tuple[Version, ...] = ("3.0", "4.0")


def _lines(contact: Contact, version: Version = "3.0") -> list[str]:
    return write(contact, version).replace(b"\r\n ", b"").decode().split("\r\n")


@pytest.mark.parametrize("version", VERSIONS)
@settings(max_examples=40)
@given(contact=contacts)
def test_lines_are_short_end_in_crlf_and_never_part_a_character(
    version: Version, contact: Contact
) -> None:
    written = write(contact, version)

    assert written.endswith(b"END:VCARD\r\n")
    for line in written.split(b"\r\n"):
        assert len(line) <= 75
        assert not set(line) & set(b"\r\n\0")
        line.decode()


@pytest.mark.parametrize("version", VERSIONS)
def test_the_version_comes_right_after_the_beginning(version: Version) -> None:
    assert _lines(ANA, version)[:2] == ["BEGIN:VCARD", f"VERSION:{version}"]


def test_every_phone_reads_the_first_kind_of_file() -> None:
    lines = _lines(ANA)

    assert "N:Müller;Ana;;;" in lines
    assert "ORG:Golden Crumb\\, Nairobi" in lines
    assert "TEL;TYPE=cell:+254700000123" in lines
    assert "ADR;TYPE=work:;;Moi Avenue 4;Nairobi;;00100;Kenya" in lines
    assert "X-SOCIALPROFILE;TYPE=instagram:https://instagram.com/crumb" in lines
    assert "X-SOCIALPROFILE;TYPE=twitter:https://x.com/crumb" in lines
    assert "IMPP;X-SERVICE-TYPE=WhatsApp:whatsapp:+254700000123" in lines
    assert "REV:2026-11-24T10:30:00Z" in lines
    assert any(line.startswith("PHOTO;ENCODING=b;TYPE=JPEG:/9j/") for line in lines)
    assert not any("CHARSET" in line or "QUOTED-PRINTABLE" in line for line in lines)


def test_the_second_kind_says_the_same_in_its_own_words() -> None:
    lines = _lines(replace(ANA, language="fa", phones=(Phone("main", "+49 30 1-23"),)), "4.0")

    assert "TEL;VALUE=uri;TYPE=voice;PREF=1:tel:+4930123" in lines
    assert "SOCIALPROFILE;SERVICE-TYPE=Instagram:https://instagram.com/crumb" in lines
    assert "IMPP;SERVICE-TYPE=WhatsApp:whatsapp:+254700000123" in lines
    assert "LANG:fa" in lines
    assert "REV:20261124T103000Z" in lines
    assert any(line.startswith("PHOTO:data:image/jpeg;base64,/9j/") for line in lines)
    assert not any(line.startswith("X-SOCIALPROFILE") or "ENCODING" in line for line in lines)


def test_vobject_reads_what_we_write() -> None:
    card = vobject.readOne(write(ANA).decode())

    assert card.fn.value == "Ana Müller"
    assert card.n.value.family == "Müller"
    assert card.note.value == ANA.note
    assert card.adr.value.street == "Moi Avenue 4"
    assert card.photo.value == JPEG
    assert [tel.value for tel in card.tel_list] == ["+254700000123", "+254200000000"]


@settings(max_examples=40)
@given(contacts)
def test_vobject_reads_any_name_and_note_as_typed(contact: Contact) -> None:
    card = vobject.readOne(write(replace(contact, photo=None)).decode())

    assert card.fn.value == contact.display_name
    assert [note.value for note in card.contents.get("note", [])] == [contact.note] * bool(
        contact.note
    )


def test_icalendar_reads_the_newer_kind() -> None:
    card = icalendar.Component.from_ical(write(ANA, "4.0"))

    assert str(card["FN"]) == "Ana Müller"
    assert "tel:+254700000123" in str(card["TEL"])
    assert base64.b64decode(str(card["PHOTO"]).partition(",")[2]) == JPEG
    assert card.errors == []


def test_a_business_is_filed_under_its_name() -> None:
    crumb = Contact("Golden Crumb", organisation="Golden Crumb")

    assert {"N:;;;;", "X-ABShowAs:COMPANY"} <= set(_lines(crumb))
    assert "KIND:org" in _lines(crumb, "4.0")
    assert "N:;Ana;;;" in _lines(Contact("Ana"))


def test_every_address_keeps_its_place_on_the_map() -> None:
    both = replace(
        ANA, addresses=(*ANA.addresses, Address("home", "Here", latitude=1, longitude=2))
    )

    assert [line for line in _lines(both) if line.startswith("GEO")] == [
        "GEO:-1.280000;36.820000",
        "GEO:1.000000;2.000000",
    ]
    assert 'ADR;TYPE=home;GEO="geo:1.000000,2.000000":;;Here;;;;' in _lines(both, "4.0")


def test_nothing_typed_can_add_a_property() -> None:
    sly = Contact(
        "A\r\nTEL:1\x00\x1b",
        phones=(Phone('cell"\r\nX:1', "1\nNOTE:x"),),
        links=(SocialLink('a";b:c\n', "https://x.com/\r\nNOTE:x"),),
    )

    for version in VERSIONS:
        names = {line.partition(":")[0].partition(";")[0] for line in _lines(sly, version)}
        assert names.isdisjoint({"NOTE", "X"})


def test_a_photo_that_phones_cannot_show_is_left_out() -> None:
    for photo in (b"", b"GIF89a", b"RIFF....WEBP"):
        assert not any(line.startswith("PHOTO") for line in _lines(replace(ANA, photo=photo)))


def test_a_page_is_named_once_and_without_a_label() -> None:
    linked = replace(
        ANA, card_url="https://crumb.ke/menu", links=(SocialLink("website", "https://a.ke"),)
    )

    assert [line for line in _lines(linked) if line.startswith("URL")] == [
        "URL:https://crumb.ke/menu",
        "URL:https://a.ke",
    ]
