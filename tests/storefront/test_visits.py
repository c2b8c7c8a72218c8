"""The ways to a card: old addresses, capitals, slashes, previews, codes, and dead ends."""

import pytest
from flask import Flask

from cardshop.cards import operations, queries
from cardshop.cards.models import Card, QrTag
from cardshop.db import db, transaction
from tests.support import factories
from tests.support.people import Browser


@pytest.fixture
def card(app: Flask) -> Card:
    return factories.card(factories.owner().business, slug="golden-crumb")


@pytest.mark.parametrize("asked", ["/Golden-Crumb", "/golden-crumb/", "/GOLDEN-CRUMB/"])
def test_an_address_is_forgiven_capitals_and_a_slash(
    card: Card, visitor: Browser, asked: str
) -> None:
    answer = visitor.raw("GET", f"{asked}?from=poster")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/golden-crumb?from=poster"


@pytest.mark.parametrize("ending", ["", ".vcf", "/share", "/qr.svg", "/qr.png", "/qr.pdf"])
def test_an_old_address_leads_to_the_present_one(card: Card, visitor: Browser, ending: str) -> None:
    with transaction():
        held = queries.card_of(card.business_id, card.id, for_change=True)
        operations.rename(held, "golden-bread", at=factories.NOW)
    answer = visitor.raw("GET", f"/golden-crumb{ending}")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/golden-bread{ending}")


@pytest.mark.parametrize(
    "path", ["/nobody-here", "/nul%00byte", "/a%20b", "/İstanbul", "/q/zzzzzzzz"]
)
def test_an_address_that_leads_nowhere_says_so(visitor: Browser, path: str) -> None:
    page = visitor.get(path)
    assert page.status == 404
    assert "This card has moved or closed" in page.text


def test_a_card_that_is_not_published_is_shown_to_nobody(app: Flask, visitor: Browser) -> None:
    card = factories.card(factories.owner().business, published_at=None)
    for ending in ("", ".vcf", "/share", "/qr.svg"):
        assert visitor.raw("GET", f"/{card.slug}{ending}").status_code == 404
        assert visitor.raw("GET", f"/{card.slug}{ending}?draft=wrong").status_code == 404


def test_a_preview_is_for_those_who_have_its_link(app: Flask, visitor: Browser) -> None:
    card = factories.card(factories.owner().business, published_at=None)
    answer = visitor.raw("GET", f"/{card.slug}?draft={card.preview_token}")
    assert "Preview." in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert f"/{card.slug}.vcf?draft={card.preview_token}" in answer.text


def test_a_preview_shows_a_change_at_once(card: Card, visitor: Browser) -> None:
    draft = f"/golden-crumb?draft={card.preview_token}"
    visitor.get(draft)
    card.display_name = "Golden Bread"
    db.session.commit()  # Not even the content version is raised: nothing was kept.
    assert "Golden Bread" in visitor.get(draft).text


def scans(card: Card) -> int:
    db.session.expire_all()
    return factories.primary_tag(card.id).scans


@pytest.fixture
def tag(card: Card) -> QrTag:
    return factories.primary_tag(card.id)


def test_a_scanned_code_counts_and_leads_to_the_card(
    card: Card, tag: QrTag, visitor: Browser
) -> None:
    answer = visitor.raw("GET", f"/q/{tag.code}")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/golden-crumb")
    assert answer.headers["Cache-Control"] == "no-store"
    assert scans(card) == 1


def test_a_typed_code_is_forgiven_look_alikes(card: Card, tag: QrTag, visitor: Browser) -> None:
    typed = tag.code.replace("0", "o").replace("1", "l").upper()
    assert visitor.raw("GET", f"/q/{typed}").status_code == 302
    assert scans(card) == 1


def test_only_people_are_counted(card: Card, tag: QrTag, visitor: Browser) -> None:
    visitor.raw("HEAD", f"/q/{tag.code}")
    visitor.raw("GET", f"/q/{tag.code}", headers={"Purpose": "prefetch"})
    visitor.raw("GET", f"/q/{tag.code}", headers={"Sec-Purpose": "prefetch;prerender"})
    assert scans(card) == 0


def test_the_code_of_a_withdrawn_card_leads_nowhere(
    card: Card, tag: QrTag, visitor: Browser
) -> None:
    card.published_at = None
    db.session.commit()
    assert visitor.get(f"/q/{tag.code}").status == 404
    assert scans(card) == 0
