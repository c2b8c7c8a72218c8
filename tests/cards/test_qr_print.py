"""Codes to take away: files that decode, and posters of one page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page

from cardshop.cards.models import QrTag
from cardshop.db import db, transaction
from cardshop.web import assets
from tests.support import factories
from tests.support.people import Browser

STYLE = {"foreground": "#7d3510", "shape": "rounded", "big": "Order fresh bread"}


@pytest.fixture
def tag(owner: factories.Owner) -> QrTag:
    made = factories.card(owner.business, display_name="Golden Crumb", slug="golden-crumb")
    with transaction():
        tag = factories.primary_tag(made.id)
        tag.style = STYLE
    return db.session.get_one(QrTag, tag.id)


@pytest.fixture
def paper(browser: Chromium) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, device_scale_factor=2)
    yield context.new_page()
    context.close()


def read(data: bytes) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(Image.open(BytesIO(data)))]


def shown(paper: Page, html: str) -> None:
    """The poster as Chromium lays it out, with its own style sheet."""
    paper.set_content(html.replace("</head>", f"<style>{assets.css('poster')}</style></head>"))


def test_the_png_holds_the_permanent_address(owner_browser: Browser, tag: QrTag) -> None:
    answer = owner_browser.raw("GET", f"/app/qr/{tag.id}/png?size=300")

    assert Image.open(BytesIO(answer.data)).size == (300, 300)
    assert read(answer.data) == [f"http://localhost/q/{tag.code}"]
    assert f'filename="qr-{tag.code}.png"' in answer.headers["Content-Disposition"]


def test_the_svg_is_drawn_in_its_own_colours(owner_browser: Browser, tag: QrTag) -> None:
    answer = owner_browser.raw("GET", f"/app/qr/{tag.id}/svg")

    assert answer.mimetype == "image/svg+xml"
    assert 'fill="#7d3510"' in answer.text


def test_the_pdf_is_one_code_or_a_page_of_labels(owner_browser: Browser, tag: QrTag) -> None:
    one = owner_browser.raw("GET", f"/app/qr/{tag.id}/pdf").data
    labels = owner_browser.raw("GET", f"/app/qr/{tag.id}/pdf?rows=6&columns=4").data

    assert one.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", labels)) == 1
    assert len(labels) > len(one)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("png?size=100", "128 to 2048"),
        ("png?size=99999", "128 to 2048"),
        ("png?size=big", "128 to 2048"),
        ("pdf?rows=40&columns=4", "smaller than 2 cm"),
        ("pdf?rows=0", "smaller than 2 cm"),
        ("pdf?columns=-1", "smaller than 2 cm"),
    ],
)
def test_a_size_that_cannot_be_is_refused_in_words(
    owner_browser: Browser, tag: QrTag, query: str, sentence: str
) -> None:
    page = owner_browser.get(f"/app/qr/{tag.id}/{query}")

    assert page.status == 422
    assert sentence in page.text


def test_the_poster_says_what_to_do_in_the_cards_language(
    owner_browser: Browser, tag: QrTag
) -> None:
    page = owner_browser.get(f"/app/qr/{tag.id}/poster")

    assert "Order fresh bread" in page.text
    assert "Scan with your phone camera" in page.text
    assert "localhost/golden-crumb" in page.text


@pytest.mark.parametrize("size", ["a4", "a6", "tent", "sticker"])
def test_a_poster_prints_on_one_page(
    owner_browser: Browser, tag: QrTag, paper: Page, size: str
) -> None:
    shown(paper, owner_browser.get(f"/app/qr/{tag.id}/poster?paper={size}").html)

    printed = paper.pdf(prefer_css_page_size=True, print_background=True)

    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    wide = re.search(rb"/MediaBox \[0 0 (\d+)", printed)
    assert wide is not None
    assert int(wide[1]) == pytest.approx(297 if size == "a6" else 594, abs=2)


@pytest.mark.parametrize(("size", "codes"), [("a4", 1), ("tent", 2), ("sticker", 6)])
def test_a_phone_reads_the_poster(
    owner_browser: Browser, tag: QrTag, paper: Page, size: str, codes: int
) -> None:
    shown(paper, owner_browser.get(f"/app/qr/{tag.id}/poster?paper={size}").html)

    found = read(paper.screenshot(full_page=True))

    assert found == [f"http://localhost/q/{tag.code}"] * codes
