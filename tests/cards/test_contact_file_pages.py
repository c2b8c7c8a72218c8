"""From the file that a phone exports to a card."""

from __future__ import annotations

import base64
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from cardshop.cards import queries
from cardshop.cards.models import Card
from cardshop.db import db
from cardshop.media.models import Picture, PictureUse
from tests.support import factories
from tests.support.factories import Owner
from tests.support.pages import Page
from tests.support.people import Browser


def photo() -> bytes:
    held = BytesIO()
    Image.new("RGB", (400, 300), "#b4531a").save(held, "JPEG")
    return held.getvalue()


def entry(name: str, *lines: str) -> str:
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", *lines, "END:VCARD", ""])


AMINA = entry(
    "Amina Njeri",
    "N:Njeri;Amina;;;",
    "ORG:Golden Crumb",
    "TITLE:Baker",
    "TEL;TYPE=CELL:0700 000 123",
    "EMAIL:amina@example.com",
    "X-SOCIALPROFILE;TYPE=instagram:https://instagram.com/goldencrumb",
    "PHOTO;ENCODING=b;TYPE=JPEG:" + base64.b64encode(photo()).decode(),
)
JUMA = entry("Juma 👩‍🍳 کلینیک", "TEL:+254711222333")


def sent(browser: Browser, url: str, data: bytes | str) -> Page:
    data = data if isinstance(data, bytes) else data.encode()
    return multipart(browser, url, {"file": FileStorage(BytesIO(data), "me.vcf")})


def multipart(browser: Browser, url: str, values: dict[str, Any]) -> Page:
    """Sent from memory: the test client would leave large bodies in open temporary files."""
    boundary, body = encode_multipart(values)
    kind = f'multipart/form-data; boundary="{boundary}"'
    answer = browser.client.post(url, data=body, content_type=kind, follow_redirects=True)
    return browser._page(answer)


def hidden(page: Page) -> str:
    return page.field("contacts").get("value", "")


def only_card(owner: Owner) -> Card:
    db.session.expire_all()
    return queries.listed(owner.business.id)[-1]


def test_a_file_of_one_becomes_a_card_with_its_photo(owner: Owner, owner_browser: Browser) -> None:
    page = sent(owner_browser, "/app/cards/contact-file", AMINA)
    assert "+254 700 000123" in page.text
    assert page.field("slug").get("value") == "amina-njeri"
    typed = {"contacts": hidden(page), "slug": "amina"}
    page = owner_browser.post("/app/cards/contact-file/card", typed)
    card = only_card(owner)
    assert page.url == f"/app/cards/{card.id}"
    assert (card.slug, card.display_name, card.job_title) == ("amina", "Amina Njeri", "Baker")
    assert card.phones == [{"kind": "mobile", "number": "+254700000123"}]
    assert card.links[0]["network"] == "instagram"
    assert db.session.get_one(Picture, card.avatar_id).width == 400
    assert db.session.get(PictureUse, (card.avatar_id, f"card:{card.id}"))


def test_of_several_one_is_chosen(owner: Owner, owner_browser: Browser) -> None:
    page = sent(owner_browser, "/app/cards/contact-file", AMINA + JUMA)
    assert "2 contacts are in the file." in page.text
    typed: dict[str, Any] = {"contacts": hidden(page), "entry": "1"}
    page = owner_browser.post("/app/cards/contact-file/entry", typed)
    assert "Juma 👩‍🍳 کلینیک" in page.text
    typed = {"contacts": hidden(page), "slug": "juma"}
    owner_browser.post("/app/cards/contact-file/card", typed)
    assert only_card(owner).display_name == "Juma 👩‍🍳 کلینیک"


@pytest.mark.parametrize("chosen", ["", "7", "-1", "x"])
def test_without_a_choice_the_file_is_not_lost(owner_browser: Browser, chosen: str) -> None:
    page = sent(owner_browser, "/app/cards/contact-file", AMINA + JUMA)
    typed = {"contacts": hidden(page), "entry": chosen}
    again = owner_browser.post("/app/cards/contact-file/entry", typed)
    assert again.status == 422
    assert "Choose one of the contacts." in again.text
    assert hidden(again) == hidden(page)


def test_a_taken_address_keeps_the_contact(owner: Owner, owner_browser: Browser) -> None:
    factories.card(factories.owner().business, slug="taken-one")
    page = sent(owner_browser, "/app/cards/contact-file", AMINA)
    for slug, words in (("taken-one", "belongs to someone else"), ("app", "kept for the site")):
        typed = {"contacts": hidden(page), "slug": slug}
        again = owner_browser.post("/app/cards/contact-file/card", typed)
        assert again.status == 422
        assert words in again.error_of("slug")
        assert hidden(again) == hidden(page)
    assert queries.listed(owner.business.id) == []
    assert db.session.query(Picture).count() == 0


BAD_FILES = [
    (b"", "There is no contact in this file."),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "This is not a contact file."),
    (b"<html><body>hello</body></html>", "There is no contact in this file."),
    (b"BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n", "There is no contact in this file."),
    (b"BEGIN:VCARD\r\nNOTE:" + b"x" * (5 * 1024 * 1024) + b"\r\nEND:VCARD", "at most 5 MB"),
]


@pytest.mark.parametrize(("data", "words"), BAD_FILES)
def test_a_bad_file_is_explained(owner_browser: Browser, data: bytes, words: str) -> None:
    page = sent(owner_browser, "/app/cards/contact-file", data)
    assert page.status == 422
    assert words in page.error_of("file")


def test_without_a_file_it_asks_for_one(owner_browser: Browser) -> None:
    page = owner_browser.post("/app/cards/contact-file", {})
    assert page.error_of("file") == "Choose a contact file first."


def test_a_card_is_filled_where_it_is_empty(owner: Owner, owner_browser: Browser) -> None:
    number = {"kind": "work", "number": "+254711000000"}
    card = factories.card(owner.business, display_name="Golden Crumb", phones=[number])
    page = sent(owner_browser, f"/app/cards/{card.id}/contact-file", AMINA)
    found = page.text
    assert "Baker" in found
    typed = {"contacts": hidden(page)}
    owner_browser.post(f"/app/cards/{card.id}/contact-file/filling", typed)
    db.session.expire_all()
    assert (card.display_name, card.job_title) == ("Golden Crumb", "Baker")
    assert [phone["number"] for phone in card.phones] == ["+254711000000", "+254700000123"]
    assert (card.avatar_id is not None, card.version) == (True, 2)
    again = sent(owner_browser, f"/app/cards/{card.id}/contact-file", AMINA)
    assert "The card has all of this already." in again.text


def test_what_cannot_be_used_is_named(owner_browser: Browser) -> None:
    broken = base64.b64encode(b"not a picture").decode()
    contact = entry("Amina", "TEL:12", f"PHOTO;ENCODING=b;TYPE=JPEG:{broken}")
    page = sent(owner_browser, "/app/cards/contact-file", contact)
    assert "This cannot be used and is left out:12" in page.text
    typed = {"contacts": hidden(page), "slug": "amina"}
    page = owner_browser.post("/app/cards/contact-file/card", typed)
    assert "Left out, because it cannot be used: 12" in page.text


def test_a_large_photo_travels_along(owner: Owner, owner_browser: Browser) -> None:
    held = BytesIO()
    Image.effect_noise((1800, 1800), 100).save(held, "JPEG", quality=95)
    encoded = base64.b64encode(held.getvalue()).decode()
    assert len(encoded) > 2_500_000
    contact = entry("Amina", f"PHOTO;ENCODING=b;TYPE=JPEG:{encoded}")
    page = sent(owner_browser, "/app/cards/contact-file", contact)
    typed = {"contacts": hidden(page), "slug": "amina"}
    multipart(owner_browser, "/app/cards/contact-file/card", typed)
    assert only_card(owner).avatar_id


def test_a_form_that_was_tampered_with_is_refused(owner_browser: Browser) -> None:
    page = owner_browser.post("/app/cards/contact-file/card", {"contacts": "x", "slug": "amina"})
    assert page.status == 422
