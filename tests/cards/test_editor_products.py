"""The editor's pages of the two kinds of section that show products."""

from __future__ import annotations

import pytest
from flask import Flask

from cardshop.cards import queries
from cardshop.cards.models import Card
from tests.support import factories, shops
from tests.support.factories import Owner
from tests.support.pages import elements
from tests.support.people import Browser


@pytest.fixture
def card(app: Flask, owner: Owner) -> Card:
    return factories.card(owner.business, sections={"products": {}, "featured": {}})


def page_of(card: Card, place: int) -> str:
    section = queries.sections_of(card.id)[place]
    return f"/app/cards/{card.id}/sections/{section.id}"


def kept(card: Card, place: int) -> dict[str, object]:
    return dict(queries.sections_of(card.id)[place].settings)


def test_a_category_of_the_shop_is_chosen(card: Card, owner: Owner, owner_browser: Browser) -> None:
    bread = shops.category(owner.business, "Bread")
    shops.category(factories.owner().business, "Of somebody else")
    page = owner_browser.get(page_of(card, 0))
    offered = ["".join(o.itertext()) for o in elements(page.field("category_id"), "option")]
    assert offered == ["Everything in the shop", "Bread"]
    sent = {"category_id": bread.id, "count": "4", "layout": "list", "visible": "y", "act": "save"}
    assert owner_browser.post(page_of(card, 0), sent).status == 200
    assert kept(card, 0) == {"category_id": bread.id, "count": 4, "layout": "list"}
    again = owner_browser.get(page_of(card, 0)).field("category_id")
    assert [o.get("selected") for o in elements(again, "option")] == [None, ""]


def test_featured_products_are_so_many(card: Card, owner_browser: Browser) -> None:
    sent = {"count": "3", "layout": "grid", "visible": "y", "act": "save"}
    owner_browser.post(page_of(card, 1), sent)
    assert kept(card, 1) == {"count": 3, "layout": "grid"}


@pytest.mark.parametrize("count", ["0", "13", "many", "٣", ""])
def test_a_number_that_is_none_is_refused(card: Card, owner_browser: Browser, count: str) -> None:
    sent = {"count": count, "layout": "grid", "visible": "y", "act": "save"}
    page = owner_browser.post(page_of(card, 1), sent)
    assert page.status == 422
    assert page.error_of("count")


def test_the_editor_leads_to_the_products(card: Card, owner_browser: Browser) -> None:
    for place in (0, 1):
        assert owner_browser.get(page_of(card, place)).links()["Edit products"] == "/app/products"
