"""Many products changed at once from the list: ticked, or all that it shows."""

from __future__ import annotations

from typing import Any

import pytest

from cardshop.catalogue.models import Product, ProductStatus
from cardshop.db import db
from tests.catalogue.test_product_pages_list import LIST
from tests.support import factories, shops
from tests.support.pages import Page
from tests.support.people import Browser

MANY, PRICES = f"{LIST}/many", f"{LIST}/prices"


def prices(owner: factories.Owner) -> list[int]:
    db.session.expire_all()
    rows = db.session.query(Product.price).filter_by(business_id=owner.business.id)
    return [price for (price,) in rows.order_by(Product.id)]


def hidden(page: Page) -> dict[str, Any]:
    """What the page of new prices sends when it is agreed to."""
    named = {f.get("name", ""): f.get("value", "") for f in page.all("input", type="hidden")}
    return named | {"ids": [f.get("value") for f in page.all("input", name="ids")]}


def test_ticked_products_get_another_status(owner_browser: Browser, owner: factories.Owner) -> None:
    rye, roll = shops.product(owner.business, "Rye"), shops.product(owner.business, "Roll")
    shops.product(owner.business, "Cake")

    page = owner_browser.post(
        MANY, {"ids": [rye.id, roll.id], "act": "status", "status": "archived"}
    )

    assert "2 products changed." in page.text
    archived = db.session.query(Product).filter_by(status=ProductStatus.ARCHIVED)
    assert archived.count() == 2


def test_everything_in_the_list_is_more_than_its_page(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    for n in range(52):
        shops.product(owner.business, f"Bread {n}")
    shops.product(owner.business, "Cake")

    page = owner_browser.post(f"{MANY}?q=bread", {"all": "1", "act": "status", "status": "draft"})

    assert "52 products changed." in page.text


def test_ticked_products_go_to_a_category(owner_browser: Browser, owner: factories.Owner) -> None:
    bread = shops.category(owner.business, "Bread")
    rye = shops.product(owner.business, "Rye")

    owner_browser.post(MANY, {"ids": rye.id, "act": "category", "category_id": bread.id})
    db.session.refresh(rye)
    assert rye.category_id == bread.id

    owner_browser.post(MANY, {"ids": rye.id, "act": "category", "category_id": "0"})
    db.session.refresh(rye)
    assert rye.category_id is None


def test_new_prices_are_looked_at_before_they_are(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    shops.product(owner.business, "Rye", price=48000)
    shops.product(owner.business, "Cake", sizes={"Small": 90000, "Large": 150000})

    page = owner_browser.post(MANY, {"all": "1", "act": "prices", "percent": "5"})

    assert "Prices up by 5 %. Nothing is changed yet." in page.text
    cells = ["".join(cell.itertext()) for cell in page.all("td")]
    assert cells[:3] == ["Rye", "Ksh\xa0480", "Ksh\xa0504"]
    assert "Large" in cells[6]
    assert prices(owner) == [48000, 90000]

    done = owner_browser.post(PRICES, hidden(page))
    assert "2 products changed." in done.text
    assert prices(owner) == [50400, 94500]


def test_pressing_twice_changes_prices_once(owner_browser: Browser, owner: factories.Owner) -> None:
    rye = shops.product(owner.business, "Rye", price=48000)
    page = owner_browser.post(MANY, {"ids": rye.id, "act": "prices", "percent": "-10"})

    owner_browser.post(PRICES, hidden(page))
    again = owner_browser.post(PRICES, hidden(page))

    assert again.status == 409
    assert "Prices changed meanwhile." in again.text
    assert prices(owner) == [43200]


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"act": "prices", "percent": ""}, "percent", "Enter a percentage"),
        ({"act": "prices", "percent": "-91"}, "percent", "Enter a percentage"),
        ({"act": "category", "category_id": "999"}, "category_id", "no such category"),
        ({"act": "category", "category_id": ""}, "category_id", "Choose the category"),
    ],
)
def test_what_is_wrong_is_said_and_the_ticks_stay(
    owner_browser: Browser, owner: factories.Owner, typed: dict[str, str], field: str, words: str
) -> None:
    rye = shops.product(owner.business, "Rye")

    page = owner_browser.post(MANY, typed | {"ids": str(rye.id)})

    assert page.status == 422
    assert words in page.error_of(field)
    assert page.field("ids").get("checked") is not None


def test_nothing_ticked_is_told(owner_browser: Browser, owner: factories.Owner) -> None:
    shops.product(owner.business)

    page = owner_browser.post(MANY, {"act": "status", "status": "draft"})

    assert "Tick the products first." in page.text


@pytest.mark.parametrize("act", ["status", "category", "prices"])
def test_products_of_others_stay_as_they_are(
    stranger_browser: Browser, owner: factories.Owner, act: str
) -> None:
    rye = shops.product(owner.business, "Rye")
    typed = {"ids": rye.id, "act": act, "status": "draft", "category_id": "0", "percent": "5"}

    assert stranger_browser.post(MANY, typed).status == 404
    changed = {"ids": rye.id, "percent": "500", "seen": "x"}
    assert stranger_browser.post(PRICES, changed).status == 404
    db.session.refresh(rye)
    assert rye.version == 1


@pytest.mark.parametrize("ids", ["x", "-1", "9" * 30, "٣", "0", "1.5"])
def test_keys_that_are_none_choose_nothing(
    owner_browser: Browser, owner: factories.Owner, ids: str
) -> None:
    shops.product(owner.business)

    assert "Tick the products first." in owner_browser.post(MANY, {"ids": ids}).text


def test_a_price_that_would_be_too_large_is_refused(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    rye = shops.product(owner.business, price=10**12)

    page = owner_browser.post(MANY, {"ids": rye.id, "act": "prices", "percent": "5"})

    assert page.status == 422
    assert "too large" in page.error_of("percent")
