"""A card as visitors see it."""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from flask import Flask

from cardshop.cards.models import Card, Section, SectionKind
from cardshop.db import transaction
from tests.storefront.samples import EVERY_SECTION, bakery
from tests.support import factories
from tests.support.pages import Page, elements, name_of
from tests.support.people import Browser

MONDAY_NOON = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def card(app: Flask) -> Card:
    return bakery()


@pytest.fixture
def page(card: Card, visitor: Browser) -> Page:
    with time_machine.travel(MONDAY_NOON, tick=False):
        return visitor.get("/golden-crumb")


def test_every_kind_of_section_is_shown(page: Page) -> None:
    ids = [section.get("id") for section in page.all("section")]
    assert ids == [*EVERY_SECTION, "gallery"]
    for words in ("Best bread.", "Within 5 km.", "Shaping a loaf", "Closed on market days"):
        assert words in page.text


def test_the_head_says_who_what_and_whether_it_is_open(page: Page) -> None:
    assert page.title == "Golden Crumb · Neighbourhood bakery"
    for words in ("Neighbourhood bakery", "Slow bread", "Open now", "Closes 19:00"):
        assert words in page.text


def test_one_tap_reaches_the_business(page: Page) -> None:
    head = page.all("header", class_="hero")[0]
    links = {name_of(a): a.get("href") for a in elements(head, "a")}
    maps = "https://www.google.com/maps/search/?api=1&query=-1.2921,36.7856"
    assert (
        links.items()
        >= {
            "WhatsApp us": "https://wa.me/254700000123",
            "Save contact": "/golden-crumb.vcf",
            "Call": "tel:+254700000456",
            "Directions": maps,
            "Email": "mailto:hello@goldencrumb.example",
            "Website": "https://goldencrumb.example/menu",
        }.items()
    )


def test_without_whatsapp_the_first_button_calls(app: Flask, visitor: Browser) -> None:
    card = factories.card(
        factories.owner(whatsapp="").business,
        phones=[{"kind": "work", "number": "+254700000456"}],
    )
    first = visitor.get(f"/{card.slug}").all("a", class_="btn b1")[0]
    assert (name_of(first), first.get("href")) == ("Call", "tel:+254700000456")


def test_sections_without_anything_to_show_are_left_out(app: Flask, visitor: Browser) -> None:
    empty: dict[str, dict[str, Any]] = {
        "contact": {},
        "about": {"text": ""},
        "links": {},
        "gallery": {"pictures": []},
        "testimonials": {"items": []},
        "faq": {"items": []},
        "map": {"address_index": 0, "url": ""},
        "video": {"url": ""},
        "text": {"text": ""},
    }
    card = factories.card(factories.owner().business, sections=empty)
    page = visitor.get(f"/{card.slug}")
    assert page.all("section") == []
    assert page.all("nav", class_="nav") == []


def test_two_sections_of_a_kind_have_places_of_their_own(app: Flask, visitor: Browser) -> None:
    card = bakery()
    with transaction() as session:
        more = {"title": "Payment", "settings": {"text": "M-Pesa"}, "position": 50}
        section = Section(card_id=card.id, kind=SectionKind.TEXT, **more)
        session.add(section)
        session.flush()
        place = f"text-{section.id}"
    page = visitor.get("/golden-crumb")
    assert page.all("section", id=place)
    assert page.links()["Payment"] == f"#{place}"


def test_the_data_for_search_engines_describes_the_business(page: Page) -> None:
    data = json.loads(page.all("script", type="application/ld+json")[0].text or "")
    assert data["@type"] == "LocalBusiness"
    assert data["url"] == "http://localhost/golden-crumb"
    assert data["geo"] == {
        "@type": "GeoCoordinates", "latitude": -1.2921, "longitude": 36.7856,
    }  # fmt: skip
    assert data["openingHoursSpecification"] == [
        {
            "@type": "OpeningHoursSpecification",
            "opens": "06:00",
            "closes": "19:00",
            "dayOfWeek": ["Monday"],
        }
    ]
    assert "https://instagram.com/goldencrumb" in data["sameAs"]


def test_someone_with_a_job_and_no_hours_is_a_person(app: Flask, visitor: Browser) -> None:
    card = factories.card(factories.owner().business, job_title="Designer", organisation="Rosa")
    page = visitor.get(f"/{card.slug}")
    data = json.loads(page.all("script", type="application/ld+json")[0].text or "")
    assert (data["@type"], data["jobTitle"], data["worksFor"]["name"]) == (
        "Person", "Designer", "Rosa",
    )  # fmt: skip


def test_typed_words_cannot_leave_the_data(app: Flask, visitor: Browser) -> None:
    hostile = "</script><script>alert(1)</script>"
    card = factories.card(factories.owner().business, display_name=hostile)
    page = visitor.get(f"/{card.slug}")
    data = json.loads(page.all("script", type="application/ld+json")[0].text or "")
    assert data["name"] == hostile
    assert page.all("h1")[0][0].text == hostile


def test_messengers_are_told_what_to_show(page: Page) -> None:
    said = {m.get("property"): m.get("content") for m in page.all("meta") if m.get("property")}
    assert said["og:title"] == "Golden Crumb · Neighbourhood bakery"
    assert said["og:url"] == "http://localhost/golden-crumb"
    assert str(said["og:image"]).startswith("http://localhost/media/")
    assert page.all("link", rel="canonical")[0].get("href") == "http://localhost/golden-crumb"


def test_the_cover_comes_in_every_width_and_first(page: Page) -> None:
    cover = page.all("img", fetchpriority="high")[0]
    preload = page.all("link", rel="preload")[0]
    assert str(cover.get("srcset")).count("w") >= 4
    assert preload.get("imagesrcset") == cover.get("srcset")
    assert preload.get("imagesizes") == cover.get("sizes")


def test_nothing_is_loaded_from_elsewhere(page: Page) -> None:
    loaded = [
        element.get(attribute) or ""
        for element in page.root.iter()
        for attribute in ("src", "srcset", "imagesrcset", "data", "poster")
        if element.get(attribute)
    ]
    loaded += [
        link.get("href") or "" for link in page.all("link") if link.get("rel") != "canonical"
    ]
    assert loaded
    assert not [address for address in loaded if urlsplit(address).netloc]


def test_a_persian_card_runs_from_right_to_left(app: Flask, visitor: Browser) -> None:
    hours = {"weekly": {"sat": [["09:00", "20:00"]]}, "overrides": {}}
    business = factories.owner(timezone="Asia/Tehran", opening_hours=hours).business
    card = factories.card(business, locale="fa", sections={"hours": {"note": ""}})
    page = visitor.get(f"/{card.slug}")
    assert (page.root.get("lang"), page.root.get("dir")) == ("fa", "rtl")
    rows = page.all("tr")
    assert "".join(rows[0].itertext()).startswith("شنبه۹:۰۰ – ۲۰:۰۰")


def test_the_language_of_the_card_decides_and_not_the_visitors(app: Flask) -> None:
    card = factories.card(factories.owner().business, locale="fa")
    client = app.test_client()
    languages = ("es", "fa", "en")
    pages = {
        client.get(f"/{card.slug}", headers={"Accept-Language": language}).data
        for language in languages
    }
    assert len(pages) == 1
