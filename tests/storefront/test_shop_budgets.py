"""What the shop may cost, whatever it holds: statements, bytes, memory."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert

from cardshop.accounts.models import Business
from cardshop.catalogue.models import Product, ProductStatus, ProductTag
from cardshop.db import db, transaction
from cardshop.web import assets
from tests.storefront.samples import bakery, picture
from tests.storefront.test_budgets import counted
from tests.support import factories, shops
from tests.support.factories import NOW
from tests.support.people import Browser

PAGES = (
    "/shop",
    "/shop?category=1&sort=price",
    "/shop?tag=vegan",
    "/shop?q=loaf+rye",
    "/shop/loaf-7",
)


def fill(business: Business, many: int) -> None:
    """So many products on ten shelves, each with a word."""
    shelves = [shops.category(business, f"Shelf {n}").id for n in range(10)]
    rows = [_row(business.id, n, shelves[n % 10]) for n in range(many)]
    with transaction() as session:
        session.execute(insert(Product), rows)
        keys = session.scalars(db.select(Product.id).where(Product.business_id == business.id))
        session.execute(insert(ProductTag), [{"product_id": k, "tag": "vegan"} for k in keys])


def _row(business_id: int, n: int, category_id: int) -> dict[str, Any]:
    return {
        "business_id": business_id,
        "category_id": category_id,
        "slug": f"loaf-{n}",
        "name": f"Loaf of rye and something longer, number {n}",
        "price": 40000 + n,
        "status": ProductStatus.ACTIVE,
        "position": n,
        "search_text": f"loaf of rye {n}",
        "created_at": NOW,
        "updated_at": NOW,
    }


def selects(app: Flask, address: str) -> int:
    with counted() as asked:
        answer = app.test_client().get(f"/golden-crumb{address}")
    assert answer.status_code == 200
    return len([one for one in asked if one.startswith("SELECT")])


@pytest.mark.parametrize("address", PAGES)
def test_a_page_costs_as_many_statements_for_8_as_for_800_products(
    each_engine: Flask, address: str
) -> None:
    few, many = factories.owner().business, factories.owner().business
    factories.card(few, slug="golden-crumb")
    factories.card(many, slug="golden-crust")
    fill(few, 8)
    fill(many, 800)
    first = selects(each_engine, address)
    with counted() as asked:
        each_engine.test_client().get(f"/golden-crust{address}")
    assert first == len([one for one in asked if one.startswith("SELECT")])
    assert first <= 8


@pytest.fixture
def large(app: Flask) -> Flask:
    business = factories.owner().business
    bakery(business)
    fill(business, 5000)
    return app


@pytest.mark.parametrize("address", ["/shop", "/shop?sort=new", "/shop?q=rye", "/shop/loaf-7"])
def test_a_page_of_5000_products_is_light(large: Flask, address: str) -> None:
    page = large.test_client().get(f"/golden-crumb{address}").data
    assert len(gzip.compress(page, 6)) <= 20_000


def test_the_scripts_of_the_shop_are_light(app: Flask) -> None:
    assert len(gzip.compress(assets.script("shop").identity, 9)) <= 5_000


def test_a_card_with_products_keeps_its_budget(each_engine: Flask) -> None:
    business = factories.owner().business
    shown: dict[str, dict[str, Any]] = {
        "products": {"count": 6},
        "featured": {"count": 6},
        "hours": {"note": ""},
    }
    cover = picture(business, "orange")
    factories.card(business, slug="golden-crumb", sections=shown, cover_id=cover)
    bread = shops.category(business)
    for n in range(8):
        shops.product(business, f"Loaf {n}", category_id=bread.id, tags=("featured",))
    assert selects(each_engine, "") <= 6
    page = each_engine.test_client().get("/golden-crumb").data
    assert len(gzip.compress(page, 6)) <= 14_000


@pytest.mark.parametrize("address", PAGES)
def test_everyone_gets_the_same_bytes_and_no_cookie(app: Flask, address: str) -> None:
    owner = factories.owner()
    bakery(owner.business)
    fill(owner.business, 8)
    people = [Browser(app), Browser(app).sign_in(owner)]
    answers = [person.raw("GET", f"/golden-crumb{address}") for person in people]
    assert len({answer.data for answer in answers}) == 1
    assert not [answer for answer in answers if "Set-Cookie" in answer.headers]
