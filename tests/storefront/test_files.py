"""The contact to save, and the codes to print."""

from io import BytesIO

import pytest
import vobject
import zxingcpp
from flask import Flask
from PIL import Image

from cardshop.cards.models import Card
from cardshop.db import db
from tests.storefront.samples import bakery
from tests.support import factories
from tests.support.people import Browser


@pytest.fixture
def card(app: Flask) -> Card:
    return bakery(display_name="Golden Crümb")


def test_the_contact_file_is_what_phones_expect(card: Card, visitor: Browser) -> None:
    answer = visitor.raw("GET", "/golden-crumb.vcf")
    assert answer.content_type == "text/vcard; charset=utf-8"
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=\"golden-crumb.vcf\"; filename*=UTF-8''Golden%20Cr%C3%BCmb.vcf"
    )
    contact = vobject.readOne(answer.text)
    assert contact.version.value == "3.0"
    assert contact.fn.value == "Golden Crümb"
    assert {tel.value for tel in contact.contents["tel"]} == {"+254700000456", "+254700000123"}


def test_the_contact_file_carries_a_small_square_photo(card: Card, visitor: Browser) -> None:
    contact = vobject.readOne(visitor.raw("GET", "/golden-crumb.vcf").text)
    with Image.open(BytesIO(contact.photo.value)) as photo:
        assert photo.format == "JPEG"
        assert photo.width == photo.height <= 320


def test_the_newer_version_is_given_to_those_who_ask(card: Card, visitor: Browser) -> None:
    assert "VERSION:4.0" in visitor.raw("GET", "/golden-crumb.vcf?version=4.0").text
    assert "VERSION:3.0" in visitor.raw("GET", "/golden-crumb.vcf?version=9").text


def test_the_code_in_pixels_leads_through_the_tag(card: Card, visitor: Browser) -> None:
    answer = visitor.raw("GET", "/golden-crumb/qr.png?size=400")
    with Image.open(BytesIO(answer.data)) as image:
        assert (answer.mimetype, *image.size) == ("image/png", 400, 400)
        found = zxingcpp.read_barcodes(image.convert("L"))
    assert found[0].text == f"http://localhost/q/{factories.primary_tag(card.id).code}"


@pytest.mark.parametrize("size", ["127", "2049", "-1", "1e3", "", "99999999"])
def test_a_size_that_cannot_be_drawn_is_refused(card: Card, visitor: Browser, size: str) -> None:
    page = visitor.get("/golden-crumb/qr.png", query_string={"size": size})
    assert page.status == 422
    assert "from 128 to 2048 pixels" in page.text


def test_the_code_comes_as_a_drawing_and_to_print(card: Card, visitor: Browser) -> None:
    drawing = visitor.raw("GET", "/golden-crumb/qr.svg")
    sheet = visitor.raw("GET", "/golden-crumb/qr.pdf")
    assert drawing.mimetype == "image/svg+xml"
    assert drawing.text.startswith("<svg")
    assert sheet.mimetype == "application/pdf"
    assert sheet.data.startswith(b"%PDF-")


def test_the_code_is_drawn_as_its_owner_chose(app: Flask, visitor: Browser) -> None:
    card = bakery()
    tag = factories.primary_tag(card.id)
    tag.style = {"foreground": "#7d3510", "background": "#ffffff", "shape": "dots", "logo": True}
    db.session.commit()
    drawing = visitor.raw("GET", "/golden-crumb/qr.svg").text
    assert "#7d3510" in drawing
    assert "data:image/png;base64," in drawing


def test_sharing_works_without_javascript(card: Card, visitor: Browser) -> None:
    links = visitor.get("/golden-crumb/share").links()
    assert links["WhatsApp"] == "https://wa.me/?text=http%3A//localhost/golden-crumb"
    assert links["PNG"] == "/golden-crumb/qr.png"
    assert links["Back"] == "/golden-crumb"


def test_a_card_with_nothing_but_a_name_has_its_files(app: Flask, visitor: Browser) -> None:
    card = factories.card(factories.owner(whatsapp="").business)
    for ending in (".vcf", "/qr.svg", "/qr.png", "/qr.pdf", "/share"):
        assert visitor.raw("GET", f"/{card.slug}{ending}").status_code == 200
