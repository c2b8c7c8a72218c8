"""The page of a product: what it costs, what can be chosen, what search engines are told."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from cardshop.accounts.models import Business
from cardshop.catalogue.models import Product, ProductImage, ProductStatus, Variant
from cardshop.db import transaction
from tests.storefront.samples import bakery, picture
from tests.support import factories, shops
from tests.support.pages import Page, elements
from tests.support.people import Browser

CAKE = "/golden-crumb/shop/cake"


@pytest.fixture
def business(app: Flask) -> Business:
    made = factories.owner().business
    bakery(made)
    return made


def cake(business: Business, **columns: Any) -> Product:
    return shops.product(business, "Chocolate cake", slug="cake", **columns)


def show(product: Product, *pictures: int) -> None:
    """Give the product pictures."""
    with transaction() as session:
        session.add_all(
            ProductImage(product_id=product.id, picture_id=key, position=n)
            for n, key in enumerate(pictures)
        )


def offers(page: Page) -> Any:
    return data_of(page)["offers"]


def data_of(page: Page) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(page.all("script", type="application/ld+json")[0].text or "")
    return said


def legends(page: Page) -> list[str]:
    return ["".join(legend.itertext()) for legend in page.all("legend")]


def test_variants_are_chosen_from_with_their_prices(business: Business, visitor: Browser) -> None:
    cake(business, sizes={"For 8": 320000, "For 12": 460000})
    page = visitor.get(CAKE)
    rows = page.all("input", name="variant_id")
    assert [row.get("checked") for row in rows] == ["", None]
    assert legends(page) == ["Size"]
    assert "For 12" in page.text
    assert "Ksh 4,600" in page.text.replace("\u00a0", " ")


def test_a_feed_s_link_opens_the_product_at_its_variant(
    business: Business, visitor: Browser
) -> None:
    cake(business, sizes={"For 8": 320000, "For 12": 460000})
    visitor.get(CAKE)
    second = offers(visitor.get(CAKE))[1]["url"].removeprefix("http://localhost")

    chosen = [row.get("checked") for row in visitor.get(second).all("input", name="variant_id")]
    plain = [row.get("checked") for row in visitor.get(CAKE).all("input", name="variant_id")]
    stray = visitor.get(f"{CAKE}?variant=99999").all("input", name="variant_id")

    assert (chosen, plain) == ([None, ""], ["", None])
    assert [row.get("checked") for row in stray] == ["", None]


def test_a_variant_that_is_sold_out_cannot_be_chosen(business: Business, visitor: Browser) -> None:
    product = cake(business, sizes={"For 8": 320000, "For 12": 460000})
    with transaction() as session:
        first = Variant.product_id == product.id, Variant.position == 0
        session.execute(update(Variant).where(*first).values(stock=0))
    rows = visitor.get(CAKE).all("input", name="variant_id")
    assert [row.get("disabled") for row in rows] == ["", None]
    assert [row.get("checked") for row in rows] == [None, ""]


def test_a_hundred_variants_are_chosen_from_a_list_that_opens(
    business: Business, visitor: Browser
) -> None:
    cake(business, sizes={f"Size {n}": 100 + n for n in range(100)})
    page = visitor.get(CAKE)
    assert len(elements(page.field("variant_id"), "option")) == 100


@pytest.mark.parametrize(
    ("picks", "rule", "kind"),
    [
        ((0, 1), "Choose one, if you like", "radio"),
        ((1, 1), "Choose one", "radio"),
        ((0, 3), "Choose any", "checkbox"),
        ((0, 2), "Choose up to 2", "checkbox"),
        ((2, 2), "Choose 2", "checkbox"),
        ((1, 2), "Choose 1 to 2", "checkbox"),
        ((2, 3), "Choose at least 2", "checkbox"),
    ],
)
def test_a_group_of_extras_says_how_many(
    business: Business, visitor: Browser, picks: tuple[int, int], rule: str, kind: str
) -> None:
    cake(business, extras={"Candle": 100, "Name": 0, "Flowers": 500}, picks=picks)
    page = visitor.get(CAKE)
    group = page.all("fieldset")[0]
    note = page.all("p", id=str(group.get("aria-describedby")))[0]
    assert note.text == rule
    assert {field.get("type") for field in elements(group, "input")} == {kind}


def test_one_that_has_to_be_picked_begins_picked(business: Business, visitor: Browser) -> None:
    cake(business, extras={"White": 0, "Rye": 10}, picks=(1, 1))
    rows = visitor.get(CAKE).all("input", type="radio")
    assert [row.get("checked") for row in rows] == ["", None]


def test_every_picture_is_a_link_to_itself(business: Business, visitor: Browser) -> None:
    show(cake(business), *(picture(business, colour) for colour in ("red", "blue")))
    page = visitor.get(CAKE)
    shown = page.all("div", id="pictures")[0]
    assert [img.get("alt") for img in elements(shown, "img")] == ["All red", "All blue"]
    assert all(str(a.get("href")).startswith("/media/") for a in elements(shown, "a"))
    assert page.all("img", fetchpriority="high")


def test_words_are_markdown_and_never_html(business: Business, visitor: Browser) -> None:
    cake(business, description="With **walnuts**. <script>alert(1)</script>")
    page = visitor.get(CAKE)
    assert page.all("strong")[0].text == "walnuts"
    assert "<script>alert(1)</script>" in page.text


def test_search_engines_are_told_the_price(business: Business, visitor: Browser) -> None:
    product = cake(business, price=123450, sku="CC-1", description="With *walnuts*.")
    show(product, picture(business, "red"))
    page = visitor.get(CAKE)
    data = data_of(page)
    assert data["offers"] == {
        "@type": "Offer",
        "priceCurrency": "KES",
        "url": "http://localhost" + CAKE,
        "price": "1234.50",
        "availability": "https://schema.org/InStock",
    }
    assert (data["description"], data["sku"]) == ("With walnuts.", "CC-1")
    assert data["image"][0].startswith("http://localhost/media/")
    assert page.all("link", rel="canonical")[0].get("href") == "http://localhost" + CAKE


def test_each_variant_is_an_offer_of_its_own(business: Business, visitor: Browser) -> None:
    cake(business, sizes={"For 8": 320000, "For 12": 460000})
    said = offers(visitor.get(CAKE))
    assert [offer["price"] for offer in said] == ["3200.00", "4600.00"]


@pytest.mark.parametrize("gone", [{"stock": 0}, {"status": ProductStatus.SOLD_OUT}])
def test_what_is_sold_out_is_shown_without_a_form(
    business: Business, visitor: Browser, gone: dict[str, Any]
) -> None:
    cake(business, **gone)
    page = visitor.get(CAKE)
    assert page.status == 200
    assert not page.all("input", name="product_id")
    assert offers(page)["availability"] == "https://schema.org/OutOfStock"


def test_the_last_few_are_told(business: Business, visitor: Browser) -> None:
    cake(business, stock=3)
    assert "Only 3 left" in visitor.get(CAKE).text


@pytest.mark.parametrize("status", [ProductStatus.DRAFT, ProductStatus.ARCHIVED])
def test_what_is_not_offered_leads_to_what_is(
    business: Business, visitor: Browser, status: ProductStatus
) -> None:
    cake(business, status=status)
    page = visitor.get(CAKE)
    assert page.status == 404
    assert page.links()["See what there is"] == "/golden-crumb/shop"


def test_the_product_of_another_business_is_not_here(business: Business, visitor: Browser) -> None:
    cake(factories.owner().business)
    assert visitor.get(CAKE).status == 404


def test_a_preview_stays_a_preview(business: Business, visitor: Browser) -> None:
    card = factories.card(business, published_at=None)
    cake(business)
    page = visitor.get(f"/{card.slug}/shop/cake?draft={card.preview_token}")
    assert page.status == 200
    assert page.links()["Back to the shop"].endswith(f"/shop?draft={card.preview_token}")
