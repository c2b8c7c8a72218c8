"""The owner's page of categories."""

from __future__ import annotations

import pytest

from cardshop.catalogue import queries
from cardshop.catalogue.models import Category
from cardshop.db import db
from tests.support import factories, shops
from tests.support.people import Browser

SHELVES = "/app/products/categories"


def standing(owner: factories.Owner) -> list[tuple[str, bool]]:
    """(name, stands in another one) of each category, in order."""
    found = queries.categories(owner.business.id)
    return [(category.name, category.parent_id is not None) for category in found]


def test_without_categories_the_page_says_what_they_are_for(owner_browser: Browser) -> None:
    assert "No categories yet" in owner_browser.get(SHELVES).text


def test_categories_are_added_nested_and_moved(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    for name in ("Bread", "نان", "Cakes"):
        page = owner_browser.post(SHELVES, {"name": name, "parent_id": ""})
        assert f"{name} is added." in page.text
    bread, nan, cakes = queries.categories(owner.business.id)

    owner_browser.post(f"{SHELVES}/{nan.id}", {"name": "نان", "parent_id": str(bread.id)})
    page = owner_browser.post(f"{SHELVES}/{cakes.id}/place", {"direction": "up"})

    assert standing(owner) == [("Cakes", False), ("Bread", False), ("نان", True)]
    assert "Cakes is one up." in page.text


def test_a_category_gets_another_name(owner_browser: Browser, owner: factories.Owner) -> None:
    bread = shops.category(owner.business, "Bread")

    page = owner_browser.get(f"{SHELVES}/{bread.id}")
    assert page.field("name").get("value") == "Bread"
    owner_browser.post(f"{SHELVES}/{bread.id}", {"name": "Loaves", "parent_id": ""})

    assert standing(owner) == [("Loaves", False)]


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"name": ""}, "name", "Enter a name."),
        ({"name": "n" * 81}, "name", "Use at most 80 characters"),
        ({"name": "Bread\x00"}, "name", "cannot be shown"),
        ({"name": "Bread", "parent_id": "999"}, "parent_id", "no such category"),
        ({"name": "Bread", "parent_id": "x"}, "parent_id", "no such category"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    owner_browser: Browser,
    owner: factories.Owner,
    typed: dict[str, str],
    field: str,
    words: str,
) -> None:
    kept = shops.category(owner.business, "Kept")
    for address in (SHELVES, f"{SHELVES}/{kept.id}"):
        page = owner_browser.post(address, typed)

        assert page.status == 422
        assert words in page.error_of(field)
        assert page.field("name").get("value") == typed["name"].replace("\x00", "")
    assert standing(owner) == [("Kept", False)]


def test_nesting_goes_one_deep(owner_browser: Browser, owner: factories.Owner) -> None:
    top = shops.category(owner.business, "Top")
    inner = shops.category(owner.business, "Inner", parent_id=top.id)

    page = owner_browser.post(SHELVES, {"name": "Deep", "parent_id": str(inner.id)})

    assert page.status == 422
    assert page.error_of("parent_id")


def test_products_outlive_their_category(owner_browser: Browser, owner: factories.Owner) -> None:
    bread = shops.category(owner.business, "Bread")
    rye = shops.product(owner.business, "Rye", category_id=bread.id)

    asked = owner_browser.get(f"{SHELVES}/{bread.id}/removal")
    assert "1 product" in asked.text
    owner_browser.post(f"{SHELVES}/{bread.id}/removal")

    db.session.refresh(rye)
    assert rye.category_id is None
    assert db.session.query(Category).count() == 0
