"""What programs may read of a shop without a token."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cardshop.accounts.models import Business
from cardshop.catalogue.models import ProductStatus
from tests.support import factories, shops

SHOP = "/api/v1/public/cards/golden-crumb/products"


@pytest.fixture
def business(each_engine: Flask) -> Business:
    made = factories.owner().business
    factories.card(made, slug="golden-crumb")
    return made


@pytest.fixture
def program(each_engine: Flask) -> FlaskClient:
    return each_engine.test_client()


def page(program: FlaskClient, query: str = "") -> dict[str, Any]:
    answer: dict[str, Any] = program.get(SHOP + query).get_json()
    return answer


def names(program: FlaskClient, query: str = "") -> list[str]:
    return [item["name"] for item in page(program, query)["items"]]


def test_only_what_can_be_ordered_is_listed(business: Business, program: FlaskClient) -> None:
    for status in ProductStatus:
        shops.product(business, status.value, status=status)
    shops.product(business, "none left", stock=0)
    shops.product(factories.owner().business, "of somebody else")
    assert names(program) == ["active"]


def test_a_product_comes_with_its_choices_and_its_page(
    business: Business, program: FlaskClient
) -> None:
    shops.product(business, "Cake", slug="cake", sizes={"S": 100, "L": 300}, extras={"Candle": 5})
    item = page(program)["items"][0]
    assert item["url"] == "http://localhost/golden-crumb/shop/cake"
    assert [variant["price"] for variant in item["variants"]] == [100, 300]
    assert item["modifier_groups"][0]["modifiers"][0]["name"] == "Candle"
    assert (item["currency"], item["pictures"]) == ("KES", [])


def test_a_category_holds_what_stands_in_its_children(
    business: Business, program: FlaskClient
) -> None:
    cakes = shops.category(business, "Cakes")
    slices = shops.category(business, "Slices", parent_id=cakes.id)
    shops.product(business, "Brownie", category_id=slices.id)
    shops.product(business, "Rye")
    assert names(program, f"?category={cakes.id}") == ["Brownie"]
    assert names(program, "?q=RYE") == ["Rye"]


def test_pages_hold_every_product_once(business: Business, program: FlaskClient) -> None:
    for n in range(5):
        shops.product(business, f"Loaf {n}")
    first = page(program, "?limit=3")
    second = page(program, f"?limit=3&after={first['next']}")
    assert [i["name"] for i in first["items"] + second["items"]] == [f"Loaf {n}" for n in range(5)]
    assert second["next"] is None


@pytest.mark.parametrize("query", ["?after=loaf", "?limit=0", "?category=bread", "?colour=red"])
def test_a_question_that_is_none_is_refused(
    business: Business, program: FlaskClient, query: str
) -> None:
    assert program.get(SHOP + query).status_code == 422


def test_a_card_that_is_not_published_sells_nothing(program: FlaskClient) -> None:
    factories.card(factories.owner().business, slug="golden-crumb", published_at=None)
    assert program.get(SHOP).status_code == 404
