"""The page of one product: everything that can be said of it, and what cannot."""

from __future__ import annotations

from typing import Any

import pytest

from cardshop.catalogue import queries
from cardshop.catalogue.models import Product
from cardshop.db import db
from cardshop.media.models import Picture
from tests.cards.pictures import PRETENDERS, png, upload
from tests.catalogue.test_product_pages_list import LIST
from tests.support import factories, shops
from tests.support.pages import Page
from tests.support.people import Browser

NEW = f"{LIST}/new"


def sent(page: Page) -> dict[str, Any]:
    """What a browser would send of the form as it stands."""
    fields = [f for f in page.all("input") + page.all("textarea") if f.get("name")]
    chosen = {
        s.get("name", ""): o.get("value", "")
        for s in page.all("select")
        for o in s.iter()
        if o.get("selected") is not None
    }
    typed = {
        f.get("name", ""): f.get("value") or ("".join(f.itertext()).strip("\n"))
        for f in fields
        if f.get("type") not in ("file", "radio", "checkbox") or f.get("checked") is not None
    }
    return typed | chosen


def only(owner: factories.Owner) -> Product:
    """The one product there is, complete."""
    key = db.session.query(Product.id).filter_by(business_id=owner.business.id).scalar()
    return queries.product_of(owner.business.id, key)


def test_a_name_and_a_price_make_a_product_on_sale(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    typed = sent(owner_browser.get(NEW)) | {"name": "نان بربری", "price": "1,250"}

    page = owner_browser.post(NEW, typed)

    assert "نان بربری is saved." in page.text
    made = only(owner)
    assert (made.name, made.price, made.status.value, made.stock) == (
        "نان بربری",
        125000,
        "active",
        None,
    )


def test_everything_that_is_said_comes_back(owner_browser: Browser, owner: factories.Owner) -> None:
    cakes = shops.category(owner.business, "Cakes")
    typed = {
        "name": "Cake",
        "price": "900",
        "compare_at_price": "1000.50",
        "stock": "4",
        "description": "**Rich**",
        "category_id": str(cakes.id),
        "status": "draft",
        "preparation": "2",
        "unit": "days",
        "tags": "vegan، new",
        "featured": "y",
        "tax_rate": "16",
        "sku": "C-1",
        "brand": "Amina",
        "gtin": "4006381333931",
        "slug": "best-cake",
    }

    page = owner_browser.post(NEW, typed)

    again = {k: v for k, v in sent(page).items() if v}
    assert {name: again.get(name) for name in typed} == typed | {"tags": "new, vegan"}
    assert queries.as_content(only(owner))["tags"] == ["featured", "new", "vegan"]


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"name": ""}, "name", "Enter a name."),
        ({"name": "n" * 151}, "name", "Use at most 150 characters"),
        ({"price": ""}, "price", "Enter a price, like 12.50."),
        ({"price": "1.2.3"}, "price", "two ways"),
        ({"price": "1.234"}, "price", ""),
        ({"compare_at_price": "x"}, "compare_at_price", "Enter a price"),
        ({"stock": "1.5"}, "stock", "Enter a whole number"),
        ({"stock": "1000001"}, "stock", "Use 1000000 or less."),
        ({"preparation": "8", "unit": "days"}, "preparation", "or less"),
        ({"tax_rate": "101"}, "tax_rate", "from 0 to 100"),
        ({"gtin": "123"}, "gtin", "8, 12, 13 or 14 digits"),
        ({"slug": "Rye Bread"}, "slug", "like rye-bread"),
        ({"category_id": "77"}, "category_id", "no such category"),
        ({"category_id": "x"}, "category_id", "no such category"),
        ({"status": "gone"}, "status", "Choose one"),
        ({"tags": "t" * 41}, "tags", "Use at most 40 characters"),
        ({"groups-0-name": "Extras"}, "groups-0-maximum", ""),
        (
            {"groups-0-name": "X", "groups-0-modifiers-0-name": "Y", "groups-0-maximum": "z"},
            "groups-0-maximum",
            "Enter a whole number",
        ),
        (
            {"groups-0-name": "X", "groups-0-modifiers-0-name": "Y", "groups-0-minimum": "2"},
            "groups-0-maximum",
            "at least the least",
        ),
        (
            {"groups-0-name": "X", "groups-0-modifiers-0-price": "5"},
            "groups-0-modifiers-0-name",
            "Enter a name.",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(
    owner_browser: Browser, typed: dict[str, str], field: str, words: str
) -> None:
    given = {"name": "Rye", "price": "450", "description": "Dense", "status": "active"} | typed

    page = owner_browser.post(NEW, given)

    assert page.status == 422
    assert page.title.startswith("Error: ")
    assert words in (page.error_of(field) if field != "status" else page.text)
    shown = given.keys() - {"status", "category_id"}
    assert {name: sent(page).get(name) for name in shown} == {n: given[n] for n in shown}
    assert db.session.query(Product).count() == 0


def test_pictures_stay_when_something_else_is_wrong(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    files = [upload(png("red"), "a.png"), upload(png("blue"), "b.png")]
    page = owner_browser.post(NEW, {"name": "", "price": "5", "files": files})
    assert page.status == 422

    typed = sent(page) | {"name": "Rye", "images-1-alt": "Two loaves", "status": "active"}
    owner_browser.post(NEW, typed)

    made = only(owner)
    assert len(made.images) == 2
    assert db.session.get_one(Picture, made.images[1].picture_id).alt == "Two loaves"


@pytest.mark.parametrize("pretender", PRETENDERS)
def test_a_file_that_is_no_picture_spoils_no_other(owner_browser: Browser, pretender: str) -> None:
    files = [upload(PRETENDERS[pretender], "x.png"), upload(png(), "good.png")]

    page = owner_browser.post(NEW, {"name": "Rye", "price": "5", "files": files})

    assert page.status == 422
    assert "x.png: " in page.error_of("files")
    assert page.field("images-0-picture_id").get("value")
    assert page.field("name").get("value") == "Rye"


def test_an_eleventh_picture_finds_no_room(owner_browser: Browser) -> None:
    files = [upload(png("red", (n + 9, 9)), f"{n}.png") for n in range(11)]

    page = owner_browser.post(NEW, {"name": "Rye", "price": "5", "files": files})

    assert page.status == 422
    assert "room for 10 pictures" in page.text
    assert len(page.all("img", width="112")) == 10


def test_pictures_of_others_cannot_be_shown(
    owner_browser: Browser, stranger_browser: Browser, owner: factories.Owner
) -> None:
    page = stranger_browser.post(NEW, {"act": "images:kept", "files": [upload(png())]})
    key = page.field("images-0-picture_id").get("value")

    refused = owner_browser.post(
        NEW, {"name": "Rye", "price": "5", "images-0-picture_id": key, "images-0-alt": "Mine"}
    )

    assert refused.status == 422
    assert "no such picture" in refused.error_of("images-0-alt")
    assert db.session.query(Picture).one().alt == ""


def test_buttons_of_lists_keep_what_is_typed(owner_browser: Browser) -> None:
    typed = {"name": "Rye", "groups-0-name": "Extras", "groups-0-modifiers-0-name": "Nuts"}

    page = owner_browser.post(NEW, typed | {"act": "groups-0-modifiers:add"})
    page = owner_browser.post(
        NEW, sent(page) | {"groups-0-modifiers-1-name": "Oil", "act": "groups-0-modifiers:up:1"}
    )

    assert page.status == 200
    assert "Not saved yet." in page.text
    names = [page.field(f"groups-0-modifiers-{n}-name").get("value") for n in (0, 1)]
    assert names == ["Oil", "Nuts"]
    assert page.field("name").get("value") == "Rye"


def test_deleting_asks_first(owner_browser: Browser, owner: factories.Owner) -> None:
    rye = shops.product(owner.business, "Rye")

    asked = owner_browser.get(f"{LIST}/{rye.id}/removal")
    assert "Delete this product?" in asked.text
    page = owner_browser.post(f"{LIST}/{rye.id}/removal")

    assert "Rye is deleted." in page.text
    assert db.session.query(Product).count() == 0


def test_a_new_product_may_be_followed_by_another(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    bread = shops.category(owner.business, "Bread")
    typed = {"name": "Rye", "price": "5", "category_id": str(bread.id), "act": "another"}

    page = owner_browser.post(NEW, typed)

    assert page.url == NEW
    assert sent(page)["category_id"] == str(bread.id)


def test_what_a_program_sends_harms_nobody(owner_browser: Browser) -> None:
    odd = {
        "images-0-picture_id": "9" * 40,
        "variants-0-values": "{",
        "variants-0-sold": "y",
        "groups-0-id": "-1",
        "options-00-name": "\x00",
        "act": "groups-7-modifiers:up:99999",
    }

    assert owner_browser.post(NEW, odd).status == 200
    assert owner_browser.post(NEW, odd | {"act": "save"}).status == 422
