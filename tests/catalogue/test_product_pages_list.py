"""The owner's list of products: searched, filtered, and changed in its rows."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from cardshop.catalogue.models import Product, ProductStatus
from cardshop.db import db
from tests.support import factories, shops
from tests.support.pages import Page
from tests.support.people import Browser

LIST = "/app/products"


def names(page: Page) -> list[str]:
    """The names in the list, in order."""
    return ["".join(a.itertext()) for a in page.all("a", class_="plainl")]


def chips(page: Page) -> dict[str, str]:
    """The words of each chip to its address."""
    return {"".join(a.itertext()): a.get("href", "") for a in page.all("a", class_="chip")}


def kept(product: Product) -> Product:
    db.session.refresh(product)
    return product


def test_who_sells_nothing_yet_is_told_how_to_begin(owner_browser: Browser) -> None:
    page = owner_browser.get(LIST)

    assert "No products yet" in page.text
    assert page.links()["Add the first product"] == "/app/products/new"


def test_products_stand_in_the_order_of_the_shop(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    bread = shops.category(owner.business, "Bread")
    shops.product(owner.business, "Loose")
    shops.product(owner.business, "Rye", category_id=bread.id, stock=7, price=45000)

    page = owner_browser.get(LIST)

    assert names(page) == ["Rye", "Loose"]
    assert page.all("input", name="price")[0].get("value") == "450"
    assert page.all("input", name="stock")[0].get("value") == "7"
    assert list(chips(page)) == ["All 2", "Bread 1", "No category 1"]


def test_a_category_shows_its_products_and_the_ones_in_it(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    cakes = shops.category(owner.business, "Cakes")
    birthday = shops.category(owner.business, "Birthday", parent_id=cakes.id)
    shops.product(owner.business, "Candle cake", category_id=birthday.id)
    shops.product(owner.business, "Loose")

    page = owner_browser.get(chips(owner_browser.get(LIST))["Cakes 1"])

    assert names(page) == ["Candle cake"]
    assert "Birthday 1" in chips(page)


def test_words_and_status_narrow_the_list(owner_browser: Browser, owner: factories.Owner) -> None:
    shops.product(owner.business, "Rye bread")
    shops.product(owner.business, "Rye roll", status=ProductStatus.SOLD_OUT)
    shops.product(owner.business, "Cake", status=ProductStatus.DRAFT)

    assert names(owner_browser.get(f"{LIST}?q=RYE")) == ["Rye bread", "Rye roll"]
    page = owner_browser.get(f"{LIST}?q=rye&status=sold_out")
    assert names(page) == ["Rye roll"]
    assert chips(page)["Sold out 1"] == f"{LIST}?q=rye"
    assert "Nothing found" in owner_browser.get(f"{LIST}?q=pizza").text


@pytest.mark.parametrize(
    "args", ["category=x&status=y", "category=99999999999999", "q=%00", "category=٣"]
)
def test_an_address_that_means_nothing_is_a_page(
    owner_browser: Browser, owner: factories.Owner, args: str
) -> None:
    shops.product(owner.business)

    assert owner_browser.get(f"{LIST}?{args}").status == 200


def test_a_long_list_goes_on_on_the_next_page(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    for n in range(51):
        shops.product(owner.business, f"Bread {n}")

    page = owner_browser.get(LIST)
    rest = owner_browser.get(page.links()["More products"])

    assert len(names(page)) == 50
    assert names(rest) == ["Bread 50"]
    assert rest.links()["First page"] == LIST
    assert owner_browser.get(f"{LIST}?after=xyz").status == 422


def test_a_price_and_a_count_change_in_the_row(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    rye = shops.product(owner.business, "Rye", stock=3)

    page = owner_browser.post(
        f"{LIST}/{rye.id}/price-and-stock?q=rye", {"price": "1,250.50", "stock": "٨"}
    )

    assert "Saved." in page.text
    assert page.field("q").get("value") == "rye"
    assert (kept(rye).price, rye.stock, rye.version) == (125050, 8, 3)


def test_a_count_that_nobody_touched_stays_what_orders_made_it(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    rye = shops.product(owner.business, "Rye", stock=2)

    owner_browser.post(
        f"{LIST}/{rye.id}/price-and-stock", {"price": "5", "stock": "3", "stock_was": "3"}
    )

    assert (kept(rye).price, rye.stock) == (500, 2)


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"price": "abc", "stock": ""}, "price", "Enter a price, like 12.50."),
        ({"price": "", "stock": ""}, "price", "Enter a price"),
        ({"price": "-5", "stock": ""}, "price", "Enter a price"),
        ({"price": "5", "stock": "-1"}, "stock", "Enter a whole number"),
        ({"price": "5", "stock": "1000001"}, "stock", "from 0 to 1,000,000"),
        ({"price": "5", "stock": "1\x00"}, "stock", "Enter a whole number"),
    ],
)
def test_what_cannot_be_read_is_said_in_the_row(
    owner_browser: Browser, owner: factories.Owner, typed: dict[str, Any], field: str, words: str
) -> None:
    rye = shops.product(owner.business, "Rye")
    shops.product(owner.business, "Roll")

    page = owner_browser.post(f"{LIST}/{rye.id}/price-and-stock", typed)

    assert page.status == 422
    assert page.title.startswith("Error: ")
    assert words in page.error_of(field)
    assert page.field(field).get("value") == typed[field].replace("\x00", "")
    assert kept(rye).version == 1


def test_prices_of_choices_are_changed_on_their_own_page(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    cake = shops.product(owner.business, "Cake", sizes={"Small": 90000, "Large": 150000})

    page = owner_browser.get(LIST)

    assert "From" in page.text
    assert "2 choices" in page.text
    assert not page.all("input", name="price")
    refused = owner_browser.post(f"{LIST}/{cake.id}/price-and-stock", {"price": "5", "stock": ""})
    assert refused.status == 422


def test_a_switch_says_sold_out_and_on_sale(owner_browser: Browser, owner: factories.Owner) -> None:
    rye = shops.product(owner.business, "Rye")

    page = owner_browser.post(f"{LIST}/{rye.id}/sold-out", {"sold_out": "1"})
    assert "Rye is sold out." in page.text
    assert kept(rye).status is ProductStatus.SOLD_OUT
    assert page.all("button", role="switch")[0].get("aria-checked") == "false"

    owner_browser.post(f"{LIST}/{rye.id}/sold-out", {"sold_out": "0"})
    assert kept(rye).status is ProductStatus.ACTIVE


def test_a_draft_has_no_switch(owner_browser: Browser, owner: factories.Owner) -> None:
    draft = shops.product(owner.business, "Rye", status=ProductStatus.DRAFT)

    assert not owner_browser.get(LIST).all("button", role="switch")
    assert owner_browser.post(f"{LIST}/{draft.id}/sold-out", {"sold_out": "1"}).status == 409


def test_products_are_moved_and_copied(owner_browser: Browser, owner: factories.Owner) -> None:
    rye = shops.product(owner.business, "Rye", position=0)
    shops.product(owner.business, "Roll", position=1)

    page = owner_browser.post(f"{LIST}/{rye.id}/place", {"direction": "down"})
    copy = owner_browser.post(f"{LIST}/{rye.id}/copies")

    assert names(page) == ["Roll", "Rye"]
    assert copy.field("name").get("value") == "Rye (copy)"
    assert names(owner_browser.get(f"{LIST}?status=draft")) == ["Rye (copy)"]


def test_the_list_asks_as_often_for_one_as_for_many(
    app: Flask, owner_browser: Browser, owner: factories.Owner
) -> None:
    asked: list[str] = []
    bread = shops.category(owner.business)
    shops.product(owner.business, sizes={"S": 1, "L": 2}, category_id=bread.id)
    owner_browser.get(LIST)
    event.listen(db.engine, "before_cursor_execute", lambda *words: asked.append(str(words[2])))

    owner_browser.get(LIST)
    once = len(asked)
    for n in range(20):
        shops.product(owner.business, f"Rye {n}", tags=("new",), sizes={"S": 1, "L": 2})
    asked.clear()
    owner_browser.get(LIST)

    assert len(asked) <= once <= 12


def test_a_slash_at_the_end_of_the_address_does_no_harm(owner_browser: Browser) -> None:
    assert owner_browser.get("/app/products/").status == 200
