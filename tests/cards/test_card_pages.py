"""The pages around the editor: first card, new cards, the list, the address, the end."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from cardshop.cards import queries
from cardshop.cards.models import Card
from cardshop.db import db
from tests.support import factories
from tests.support.factories import Owner
from tests.support.people import Browser


@pytest.fixture
def card(owner: Owner) -> Card:
    return factories.card(owner.business, slug="crumb", sections={"about": {"text": "Hi"}})


def only_card(owner: Owner) -> Card:
    db.session.expire_all()
    return queries.listed(owner.business.id)[-1]


def test_the_last_step_of_signing_up_proposes_an_address(app: Flask) -> None:
    owner = factories.owner(name="Pan Dulce")
    browser = Browser(app).sign_in(owner)
    page = browser.get("/app/cards/")
    assert page.url == "/app/cards/first"
    assert page.field("slug").get("value") == "pan-dulce"
    page = browser.post(page.url, {"slug": "Pan-Dulce-Rosario"})
    assert page.url == f"/app/cards/{only_card(owner).id}"
    assert only_card(owner).slug == "pan-dulce-rosario"


def test_a_second_press_makes_no_second_card(owner: Owner, owner_browser: Browser) -> None:
    for _ in range(2):
        owner_browser.post("/app/cards/first", {"slug": "crumb"})
    assert len(queries.listed(owner.business.id)) == 1
    assert owner_browser.get("/app/cards/first").url == f"/app/cards/{only_card(owner).id}"


def test_two_presses_at_once_lead_to_the_same_card(each_engine: Flask) -> None:
    owner = factories.owner()
    browsers = [Browser(each_engine).sign_in(owner) for _ in range(4)]

    def press(browser: Browser) -> str:
        return browser.raw("POST", "/app/cards/first", data={"slug": "crumb"}).location or ""

    with ThreadPoolExecutor(4) as pool:
        places = set(pool.map(press, browsers))

    db.session.rollback()
    card = only_card(owner)
    assert places <= {f"/app/cards/{card.id}", "/app/cards/"}
    assert len(queries.listed(owner.business.id)) == 1


BAD_SLUGS = [
    ("app", "kept for the site"),
    ("a", "Use 3 to 40"),
    ("gоld", "Use 3 to 40"),
    ("x" * 300, "Use 3 to 40"),
    ("taken-one", "belongs to someone else"),
]


@pytest.mark.parametrize(("slug", "words"), BAD_SLUGS)
def test_an_address_that_cannot_be_had_is_explained(
    owner_browser: Browser, slug: str, words: str
) -> None:
    factories.card(factories.owner().business, slug="taken-one")
    page = owner_browser.post("/app/cards/first", {"slug": slug})
    assert page.status == 422
    assert words in page.error_of("slug")
    assert page.field("slug").get("value") == slug
    answer = owner_browser.raw("GET", "/app/cards/availability", query_string={"slug": slug})
    assert answer.get_json()["free"] is False
    assert words in answer.get_json()["says"]


def test_without_scripts_a_button_says_whether_it_is_free(
    owner: Owner, owner_browser: Browser
) -> None:
    page = owner_browser.post("/app/cards/first", {"slug": "golden-crumb", "check": "1"})
    assert "golden-crumb is free." in page.text
    assert queries.listed(owner.business.id) == []
    answer = owner_browser.raw("GET", "/app/cards/availability?slug=golden-crumb")
    assert answer.get_json() == {"free": True, "says": "golden-crumb is free."}


def test_one_more_card_gets_its_address_from_its_name(
    owner: Owner, owner_browser: Browser, card: Card
) -> None:
    page = owner_browser.post("/app/cards/new", {"name": "Amina Njeri", "slug": ""})
    assert only_card(owner).slug == "amina-njeri"
    assert page.url == f"/app/cards/{only_card(owner).id}"
    listed = owner_browser.get("/app/cards/")
    assert listed.url == "/app/cards/"
    assert "Amina Njeri" in listed.text
    assert "Golden Crumb" in listed.text


def test_a_card_needs_a_name(owner_browser: Browser, card: Card) -> None:
    page = owner_browser.post("/app/cards/new", {"name": " ", "slug": "other"})
    assert page.error_of("name") == "Enter the name that people read on the card."


def test_one_card_is_opened_at_once(owner_browser: Browser, card: Card) -> None:
    assert owner_browser.get("/app/cards/").url == f"/app/cards/{card.id}"


def test_a_new_address_keeps_the_old_one(owner_browser: Browser, card: Card) -> None:
    page = owner_browser.post(f"/app/cards/{card.id}/address", {"slug": "golden-crumb"})
    assert "Your card has a new address." in page.text
    assert "These lead here too: /crumb" in page.text
    factories.card(factories.owner().business, slug="taken-one")
    page = owner_browser.post(f"/app/cards/{card.id}/address", {"slug": "taken-one"})
    assert page.status == 422
    assert "belongs to someone else" in page.error_of("slug")
    page = owner_browser.post(f"/app/cards/{card.id}/address", {"slug": "crumb", "check": "1"})
    assert "crumb is free." in page.text


def test_off_show_and_on_again(owner: Owner, owner_browser: Browser, card: Card) -> None:
    page = owner_browser.post(f"/app/cards/{card.id}/publication/removal")
    assert "Not live yet" in page.text
    assert not only_card(owner).is_published
    page = owner_browser.post(f"/app/cards/{card.id}/publication")
    assert "Your card is live" in page.text
    assert only_card(owner).is_published


def test_without_a_name_it_says_what_to_do(owner: Owner, owner_browser: Browser) -> None:
    nameless = factories.card(owner.business, display_name="", published_at=None)
    page = owner_browser.post(f"/app/cards/{nameless.id}/publication")
    assert page.status == 422
    assert "Give the card a name before you publish it." in page.text


def test_a_new_preview_link_is_shown(owner: Owner, owner_browser: Browser, card: Card) -> None:
    old = card.preview_token
    page = owner_browser.post(f"/app/cards/{card.id}/preview-link")
    assert old not in page.text
    assert only_card(owner).preview_token in page.text


def test_a_copy_is_opened(owner: Owner, owner_browser: Browser, card: Card) -> None:
    page = owner_browser.post(f"/app/cards/{card.id}/copy")
    assert page.url == f"/app/cards/{only_card(owner).id}"
    assert only_card(owner).slug == "crumb-2"


def test_deleting_asks_first(owner: Owner, owner_browser: Browser, card: Card) -> None:
    page = owner_browser.get(f"/app/cards/{card.id}/removal")
    assert "The address stays yours" in page.text
    page = owner_browser.post(f"/app/cards/{card.id}/removal")
    assert "No card yet" in page.text
    assert queries.listed(owner.business.id) == []


OWN_PAGES = [
    ("GET", "/app/cards/{id}/address"),
    ("POST", "/app/cards/{id}/address"),
    ("POST", "/app/cards/{id}/publication"),
    ("POST", "/app/cards/{id}/publication/removal"),
    ("POST", "/app/cards/{id}/preview-link"),
    ("POST", "/app/cards/{id}/copy"),
    ("GET", "/app/cards/{id}/removal"),
    ("POST", "/app/cards/{id}/removal"),
    ("GET", "/app/cards/{id}/contact-file"),
    ("POST", "/app/cards/{id}/contact-file"),
    ("POST", "/app/cards/{id}/contact-file/entry"),
    ("POST", "/app/cards/{id}/contact-file/filling"),
]


@pytest.mark.parametrize(("method", "path"), OWN_PAGES)
@pytest.mark.parametrize("key", ["", str(2**31), str(2**70)])
def test_a_stranger_finds_nothing(
    stranger_browser: Browser, card: Card, method: str, path: str, key: str
) -> None:
    before = (card.version, card.slug)
    answer = stranger_browser.raw(method, path.format(id=key or card.id), data={"slug": "mine"})
    assert answer.status_code == 404
    db.session.expire_all()
    assert (card.version, card.slug) == before


def test_a_visitor_is_asked_to_sign_in(visitor: Browser, card: Card) -> None:
    for path in ("/app/cards/", "/app/cards/first", f"/app/cards/{card.id}/address"):
        answer = visitor.raw("GET", path)
        assert answer.status_code == 303
        assert "/account/sign-in" in answer.headers["Location"]
