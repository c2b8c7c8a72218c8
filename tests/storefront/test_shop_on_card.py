"""Products on a card: two kinds of section, and the ways into the shop."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from cardshop.accounts.models import Business
from cardshop.cards.models import Card
from tests.storefront.samples import bakery
from tests.support import factories, shops
from tests.support.pages import Page, elements
from tests.support.people import Browser


@pytest.fixture
def business(app: Flask) -> Business:
    return factories.owner().business


def card(business: Business, kind: str = "products", **settings: Any) -> Card:
    return factories.card(business, slug="golden-crumb", sections={kind: settings})


def names(page: Page) -> list[str]:
    sections = page.all("section")
    return ["".join(h3.itertext()).strip() for one in sections[:1] for h3 in elements(one, "h3")]


def test_a_section_shows_the_first_products_and_leads_to_all(
    business: Business, visitor: Browser
) -> None:
    card(business, count=2)
    for name in ("Rye", "Spelt", "Wheat"):
        shops.product(business, name)
    page = visitor.get("/golden-crumb")
    assert names(page) == ["Rye", "Spelt"]
    assert page.links()["See all 3"] == "/golden-crumb/shop"


def test_a_section_of_one_category_shows_what_stands_in_it(
    business: Business, visitor: Browser
) -> None:
    cakes = shops.category(business, "Cakes")
    slices = shops.category(business, "Slices", parent_id=cakes.id)
    shops.product(business, "Brownie", category_id=slices.id)
    shops.product(business, "Rye")
    card(business, category_id=cakes.id)
    page = visitor.get("/golden-crumb")
    assert names(page) == ["Brownie"]
    assert page.links()["See all"] == f"/golden-crumb/shop?category={cakes.id}"


def test_featured_products_are_those_with_the_word(business: Business, visitor: Browser) -> None:
    shops.product(business, "Rye")
    shops.product(business, "Croissant", tags=("featured",))
    card(business, "featured")
    assert names(visitor.get("/golden-crumb")) == ["Croissant"]


def test_the_shelves_lead_into_the_shop(business: Business, visitor: Browser) -> None:
    bread = shops.category(business, "Bread")
    for n in range(3):
        shops.product(business, f"Loaf {n}", category_id=bread.id)
    card(business, count=2)
    assert (
        visitor.get("/golden-crumb").links()["Bread"] == f"/golden-crumb/shop?category={bread.id}"
    )


def test_the_category_of_another_business_shows_nothing(
    business: Business, visitor: Browser
) -> None:
    other = factories.owner().business
    theirs = shops.category(other)
    shops.product(other, "Secret", category_id=theirs.id)
    shops.product(business, "Rye")
    card(business, category_id=theirs.id)
    page = visitor.get("/golden-crumb")
    assert page.all("section") == []


def test_without_products_there_is_no_shop_to_go_to(business: Business, visitor: Browser) -> None:
    card(business)
    page = visitor.get("/golden-crumb")
    assert "Shop" not in page.links()
    assert page.all("section") == []
    assert not page.all("div", class_="bar")


def test_with_products_the_shop_is_one_tap_away(business: Business, visitor: Browser) -> None:
    shops.product(business)
    factories.card(business, slug="golden-crumb")
    page = visitor.get("/golden-crumb")
    assert page.links()["Shop"] == "/golden-crumb/shop"
    assert page.all("div", class_="bar")[0].get("data-href") == "/golden-crumb/cart/bar"


def test_without_whatsapp_the_shop_is_the_main_thing(app: Flask, visitor: Browser) -> None:
    business = factories.owner(whatsapp="").business
    shops.product(business)
    factories.card(business, slug="golden-crumb")
    assert visitor.get("/golden-crumb").all("a", class_="btn b1")[0].get("href") == (
        "/golden-crumb/shop"
    )


def test_a_card_shows_a_list_where_its_owner_wants_one(
    business: Business, visitor: Browser
) -> None:
    shops.product(business)
    card(business, layout="list")
    assert visitor.get("/golden-crumb").all("ul", class_="grid list")


def test_a_preview_leads_into_the_preview_of_the_shop(business: Business, visitor: Browser) -> None:
    bread = shops.category(business)
    shops.product(business, category_id=bread.id)
    draft = bakery(business, published_at=None)
    token = draft.preview_token
    assert visitor.get(f"/golden-crumb?draft={token}").links()["Shop"].endswith(f"?draft={token}")
