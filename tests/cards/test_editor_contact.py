"""The contact page of the editor: lists that keep what was typed."""

from __future__ import annotations

import pytest

from cardshop.cards.models import Card
from cardshop.db import db
from tests.support import factories
from tests.support.pages import Page
from tests.support.people import Browser

TYPED = {
    "phones-0-kind": "work",
    "phones-0-number": "0711 222 333",
    "phones-1-kind": "mobile",
    "phones-1-number": "+44 20 7946 0958",
    "emails-0-kind": "home",
    "emails-0-address": "amina@goldencrumb.example",
    "websites-0-url": "goldencrumb.example/menu",
    "websites-0-label": "منو 🥐",
    "addresses-0-kind": "work",
    "addresses-0-street": "Argwings Kodhek Road 41\nFirst floor",
    "addresses-0-city": "Nairobi",
    "addresses-0-latitude": "-1,2921",
    "addresses-0-longitude": "36.8219",
}


@pytest.fixture
def card(owner: factories.Owner) -> Card:
    phones = [{"kind": "mobile", "number": "+254700000123"}]
    return factories.card(owner.business, phones=phones)


def page_of(card: Card) -> str:
    return f"/app/cards/{card.id}/contact"


def typed_in(page: Page, name: str) -> str:
    field = page.field(name)
    return field.get("value") or (field.text or "").strip()


def test_the_page_shows_the_card_and_an_empty_row_where_there_is_nothing(
    owner_browser: Browser, card: Card
) -> None:
    page = owner_browser.get(page_of(card))

    assert typed_in(page, "phones-0-number") == "+254 700 000123"
    assert typed_in(page, "emails-0-address") == ""
    assert "No website yet." in page.text


def test_everything_is_saved_at_once(owner_browser: Browser, card: Card) -> None:
    page = owner_browser.post(page_of(card), TYPED | {"act": "save"})

    assert "Saved." in page.text
    db.session.refresh(card)
    assert [p["number"] for p in card.phones] == ["+254711222333", "+442079460958"]
    assert card.emails == [{"kind": "home", "address": "amina@goldencrumb.example"}]
    assert card.websites == [{"label": "منو 🥐", "url": "https://goldencrumb.example/menu"}]
    assert card.addresses[0]["street"] == "Argwings Kodhek Road 41\nFirst floor"
    assert card.addresses[0]["latitude"] == -1.2921


def test_blank_rows_are_left_out(owner_browser: Browser, card: Card) -> None:
    typed = {
        "phones-0-number": "  ",
        "phones-1-number": "+254711222333",
        "addresses-0-kind": "work",
    }

    owner_browser.post(page_of(card), typed)

    db.session.refresh(card)
    assert [p["number"] for p in card.phones] == ["+254711222333"]
    assert card.addresses == []


@pytest.mark.parametrize(
    ("act", "numbers"),
    [
        ("phones:up:1", ["+44 20 7946 0958", "0711 222 333"]),
        ("phones:down:0", ["+44 20 7946 0958", "0711 222 333"]),
        ("phones:add", ["0711 222 333", "+44 20 7946 0958", ""]),
        ("phones:remove:0", ["+44 20 7946 0958"]),
    ],
)
def test_a_list_button_keeps_what_was_typed_and_saves_nothing(
    owner_browser: Browser, card: Card, act: str, numbers: list[str]
) -> None:
    page = owner_browser.post(page_of(card), TYPED | {"act": act})

    assert page.status == 200
    assert [typed_in(page, f"phones-{n}-number") for n in range(len(numbers))] == numbers
    assert typed_in(page, "websites-0-label") == "منو 🥐"
    assert "Not saved yet." in page.text
    db.session.refresh(card)
    assert [p["number"] for p in card.phones] == ["+254700000123"]


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("phones-1-number", "12", "Enter the phone number"),
        ("phones-1-number", "7" * 300, "Enter the phone number"),
        ("phones-1-number", "<script>alert(1)</script>", "Enter the phone number"),
        ("phones-1-kind", "pager", "Choose one of"),
        ("emails-0-address", "amina@", "Enter an e-mail address"),
        ("websites-0-url", "javascript:alert(1)", ""),
        ("websites-0-url", "data:text/html,x", ""),
        ("websites-0-label", "x" * 300, "Use at most 60 characters"),
        ("addresses-0-latitude", "north", "This must be a number"),
        ("addresses-0-longitude", "181", "Use 180"),
    ],
)
def test_a_fault_stands_at_its_field_and_nothing_is_stored(
    owner_browser: Browser, card: Card, name: str, typed: str, sentence: str
) -> None:
    page = owner_browser.post(page_of(card), TYPED | {name: typed})

    assert page.status == 422
    assert page.title.startswith("Error")
    assert sentence in page.error_of(name)
    assert page.error_of(name)
    assert typed_in(page, "phones-0-number") == "0711 222 333"
    db.session.refresh(card)
    assert card.emails == []


def test_a_fault_below_a_blank_row_stands_at_the_right_row(
    owner_browser: Browser, card: Card
) -> None:
    page = owner_browser.post(page_of(card), {"phones-0-number": "", "phones-5-number": "12"})

    assert "Enter the phone number" in page.error_of("phones-0-number")
    assert typed_in(page, "phones-0-number") == "12"


def test_too_many_rows_are_refused_in_words(owner_browser: Browser, card: Card) -> None:
    flood = {f"phones-{n}-number": f"+2547000001{n:02}" for n in range(100)}

    page = owner_browser.post(page_of(card), flood)

    assert page.status == 422
    assert "Use at most 10 entries." in page.text


def test_nothing_else_of_the_card_is_touched(owner_browser: Browser, card: Card) -> None:
    before = (card.display_name, card.bio, card.theme)

    owner_browser.post(page_of(card), TYPED)

    db.session.refresh(card)
    assert (card.display_name, card.bio, card.theme) == before
    assert card.version == 2
