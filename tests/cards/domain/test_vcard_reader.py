"""A person's contact comes out of the file of any phone, and no file does harm."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardshop.cards.domain.contact import Address, Contact, Email, Phone, SocialLink, Website
from cardshop.cards.domain.vcard_lines import (
    ContactFileTooLarge,
    ContactFileUnreadable,
    NoContactInFile,
)
from cardshop.cards.domain.vcard_reader import read
from cardshop.cards.domain.vcard_writer import Version, write
from tests.cards.domain.contacts import ANA, contacts


def _card(*lines: str) -> bytes:
    return "\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""]).encode()


def _one(*lines: str) -> Contact:
    return read(_card(*lines))[0]


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_what_we_write_we_read(version: Version) -> None:
    assert read(write(ANA, version)) == [ANA]


@settings(max_examples=60)
@given(contact=contacts, version=st.sampled_from(["3.0", "4.0"]))
def test_any_contact_survives_the_way_there_and_back(contact: Contact, version: Version) -> None:
    [again] = read(write(contact, version))

    given_name = "" if contact.given_name == contact.display_name else contact.given_name
    assert replace(again, given_name="") == replace(contact, given_name="")
    assert again.given_name in (contact.given_name, given_name)


def test_a_business_and_its_language_survive_too() -> None:
    crumb = Contact("Golden Crumb", organisation="Golden Crumb", language="sw")

    assert read(write(crumb, "4.0")) == [crumb]
    assert read(write(Contact("Ana"))) == [Contact("Ana")]


def test_the_cards_own_address_comes_back_as_a_website() -> None:
    written = write(Contact("Ana", card_url="https://cards.ke/ana"))

    assert read(written)[0].websites == (Website("", "https://cards.ke/ana"),)


def test_an_iphones_labels_are_understood() -> None:
    found = _one(
        "VERSION:3.0",
        "PRODID:-//Apple Inc.//iPhone OS 17.1//EN",
        "N:Otieno;Grace;;;",
        "FN:Grace Otieno",
        "item1.TEL:+254 711 000 222",
        "item1.X-ABLabel:_$!<Mobile>!$_",
        "TEL;type=WORK;type=VOICE;type=pref:+254 20 222",
        "item2.URL;type=pref:https://grace.ke/",
        "item2.X-ABLabel:Price list",
        "item3.URL:https://www.instagram.com/grace.o/",
        "item3.X-ABLabel:_$!<HomePage>!$_",
        "item4.ADR;type=HOME:;;1 Ngong Rd\\nFlat 2;Nairobi;;00100;Kenya",
        "X-SOCIALPROFILE;type=twitter;x-user=grace:http://twitter.com/grace",
        "IMPP;X-SERVICE-TYPE=WhatsApp;type=HOME:x-apple:%2B254711000222",
    )

    assert found.phones == (Phone("work", "+254 20 222"), Phone("mobile", "+254 711 000 222"))
    assert found.websites == (Website("Price list", "https://grace.ke"),)
    assert found.addresses[0] == Address(
        "home", "1 Ngong Rd, Flat 2", "Nairobi", "", "00100", "Kenya"
    )
    assert [link.network for link in found.links] == ["instagram", "x"]


def test_an_old_androids_quoted_printable_is_read() -> None:
    found = _one(
        "VERSION:2.1",
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9F=D0=B5=D1=82=D1=80=D0=BE=D0=B2;=",
        "=D0=98=D0=B2=D0=B0=D0=BD;;;",
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=98=D0=B2=D0=B0=D0=BD=20=D0=9F=D0=B5=",
        "=D1=82=D1=80=D0=BE=D0=B2",
        "TEL;CELL;PREF:+79001234567",
        "TEL;X-Custom(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=D0=A0):1",
        "EMAIL;HOME:ivan@example.ru",
        "NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0Atwo=3B three",
        "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ",
        " SkZJRg==",
        "",
    )

    assert (found.family_name, found.given_name) == ("Петров", "Иван")
    assert found.display_name == "Иван Петров"
    assert found.phones[0] == Phone("mobile", "+79001234567")
    assert found.emails == (Email("home", "ivan@example.ru"),)
    assert found.note == "one\ntwo; three"
    assert found.photo == b"\xff\xd8\xff\xe0\x00\x10JFIF"


def test_outlooks_windows_letters_are_read() -> None:
    data = _card(
        "VERSION:2.1", "N;LANGUAGE=de:Müller;Jürgen;;Dr.", "FN:Dr. Jürgen Müller",
        "ORG:Bäckerei Müller;Einkauf", "TITLE:Geschäftsführer", "TEL;WORK;VOICE:+49 (30) 123-45",
        "TEL;WORK;FAX:+49 30 12346", "ADR;WORK;PREF:;;Hauptstraße 1;Köln;NRW;50667;Deutschland",
        "LABEL;WORK;ENCODING=QUOTED-PRINTABLE:Hauptstra=DFe 1=0D=0A=", "50667 K=F6ln",
        "EMAIL;PREF;INTERNET:jm@baeckerei.de", "REV:20240102T030405Z",
    )  # fmt: skip

    [found] = read(data.decode().encode("windows-1252"))

    assert (found.display_name, found.name_prefix) == ("Dr. Jürgen Müller", "Dr.")
    assert found.organisation == "Bäckerei Müller, Einkauf"
    assert found.phones == (Phone("work", "+49 (30) 123-45"), Phone("fax", "+49 30 12346"))
    assert found.addresses[0].lines[0] == "Hauptstraße 1"
    assert found.revised_at == datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_googles_export_of_several_people_is_read() -> None:
    first = _card("VERSION:3.0", "FN:Ana", "item1.EMAIL;TYPE=INTERNET:ana@x.org", "X-TWITTER:ana")
    second = _card("VERSION:3.0", "FN:Bea", "CATEGORIES:myContacts,Work", "IMPP:telegram:bea_b")

    ana, bea = read((first + second).replace(b"\r\n", b"\n"))

    assert ana.links == (SocialLink("x", "https://x.com/ana"),)
    assert bea.links == (SocialLink("telegram", "https://t.me/bea_b"),)
    assert bea.categories == ("myContacts", "Work")


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_other_encodings_of_the_whole_file_are_read(charset: str) -> None:
    text = _card("VERSION:3.0", "FN:Zoë").decode()

    assert read(text.encode(charset))[0].display_name == "Zoë"


def test_broken_properties_are_left_out_and_the_rest_is_kept() -> None:
    found = _one(
        "VERSION:3.0", "FN:Ana", "no colon here", "TEL:", "TEL;TYPE=cell:123", "EMAIL:nobody",
        "REV:yesterday", "REV:0001-01-01T00:00:00+23:59", "GEO:north;south", "GEO:95;200",
        "PHOTO;ENCODING=b:%%%", "PHOTO;VALUE=uri:https://x.org/a.jpg", "URL:javascript:alert(1)",
        "URL:https://ana@evil.com", 'TEL;TYPE="cell:5', ";:", ":x",
        "NOTE;ENCODING=QUOTED-PRINTABLE:=ZZ",
    )  # fmt: skip

    assert found == Contact("Ana", phones=(Phone("mobile", "123"),), note="=ZZ")


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["N:Otieno;Grace;A.;Dr.;"], "Dr. Grace A. Otieno"),
        (["ORG:Golden Crumb"], "Golden Crumb"),
        (["EMAIL:ana@x.org"], "ana@x.org"),
        (["TEL:+254700"], "+254700"),
        (["FN: ", "ORG:Golden Crumb"], "Golden Crumb"),
    ],
)
def test_a_contact_without_its_full_name_is_called_by_what_there_is(
    lines: list[str], name: str
) -> None:
    assert _one(*lines).display_name == name


def test_an_agents_card_is_not_mixed_with_its_persons() -> None:
    found = read(_card("FN:Ana", "AGENT:", "BEGIN:VCARD", "FN:Bob", "END:VCARD", "TITLE:Boss"))

    assert found == [Contact("Ana", job_title="Boss")]


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", NoContactInFile),
        (b"Dear Ana, see you tomorrow", NoContactInFile),
        (_card("VERSION:3.0", "NOTE:nameless"), NoContactInFile),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ContactFileUnreadable),
        (b"\xff\xfeB", ContactFileUnreadable),
        (_card("FN:A\0na"), ContactFileUnreadable),
        (b"x" * (5 * 1024 * 1024 + 1), ContactFileTooLarge),
        (_card("FN:" + "a" * 300_000), ContactFileTooLarge),
        (b";" * 300_000, ContactFileTooLarge),
        (_card("FN:a", "NOTE:") * 501, ContactFileTooLarge),
        (_card("FN:a") + b"\n" * 100_001, ContactFileTooLarge),
    ],
)
def test_what_is_no_contact_file_is_refused_in_plain_words(
    data: bytes, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal, match=r"[a-z]+ [a-z]+.*\."):
        read(data)


def test_a_large_photo_is_no_reason_to_refuse() -> None:
    assert (
        len(read(write(replace(ANA, photo=b"\xff\xd8\xff" * 300_000)))[0].photo or b"") == 900_000
    )


pieces = st.sampled_from(
    "BEGIN:VCARD|END:VCARD|VERSION:2.1|FN:|N:;|TEL;|TYPE=|CELL|:|;|=|\\|,|\"|\n|\r\n |PHOTO;|BASE64"
    "|QUOTED-PRINTABLE|ENCODING=|CHARSET=|utf-7|punycode|data:image/jpeg;base64,|REV:|2020-01-01T"
    "|item1.|GEO:|X-ABLabel:|IMPP:|whatsapp:|ADR:|URL:|https://|xn--|instagram.com/|@|AGENT:|é|\u0660|1e999".split("|")
)  # fmt: skip
files = st.binary() | st.lists(pieces | st.text(max_size=3), max_size=40).map(
    lambda parts: b"BEGIN:VCARD\nFN:a\n" + "".join(parts).encode("utf-8", "surrogatepass")
)


@settings(max_examples=500)
@given(files, st.binary(max_size=4))
def test_no_file_whatever_does_anything_but_be_read_or_refused(data: bytes, junk: bytes) -> None:
    try:
        found = read(data + junk)
    except (ContactFileTooLarge, ContactFileUnreadable, NoContactInFile):
        return

    assert all(contact.display_name for contact in found)
    assert all(write(contact).endswith(b"END:VCARD\r\n") for contact in found)
