"""The shop as visitors see it: shelves, search, words, order, pages."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from cardshop.accounts.models import Business
from cardshop.catalogue.models import ProductStatus
from tests.storefront.samples import bakery
from tests.support import factories, shops
from tests.support.pages import Page, elements, words_of
from tests.support.people import Browser

SHOP = "/golden-crumb/shop"


@pytest.fixture
def business(app: Flask) -> Business:
    made = factories.owner().business
    bakery(made)
    return made


def names(page: Page) -> list[str]:
    """The products of the page, in order."""
    return ["".join(h3.itertext()).strip() for h3 in page.all("h3")]


def headings(page: Page) -> list[str]:
    return ["".join(h2.itertext()).strip() for h2 in page.all("h2")]


def shelf_with_two_below(business: Business) -> dict[str, int]:
    """Bread, and cakes with two categories in it; one product on each."""
    bread, cakes = shops.category(business, "Bread"), shops.category(business, "Cakes")
    whole = shops.category(business, "Whole", parent_id=cakes.id)
    slices = shops.category(business, "Slices", parent_id=cakes.id)
    for name, category in {"Rye": bread, "Gateau": whole, "Brownie": slices}.items():
        shops.product(business, name, category_id=category.id)
    return {"Bread": bread.id, "Cakes": cakes.id, "Slices": slices.id}


def test_products_stand_under_their_shelves(business: Business, visitor: Browser) -> None:
    shelf_with_two_below(business)
    shops.product(business, "Apron")
    page = visitor.get(SHOP)
    assert headings(page) == ["Bread", "Whole", "Slices", "More"]
    assert names(page) == ["Rye", "Gateau", "Brownie", "Apron"]
    assert "4 products" in page.text


def test_a_shelf_leads_to_what_stands_in_it(business: Business, visitor: Browser) -> None:
    keys = shelf_with_two_below(business)
    page = visitor.get(f"{SHOP}?category={keys['Cakes']}")
    assert names(page) == ["Gateau", "Brownie"]
    assert page.links()["Slices"] == f"{SHOP}?category={keys['Slices']}"
    below = visitor.get(page.links()["Slices"])
    assert names(below) == ["Brownie"]
    assert below.links()["All of Cakes"] == f"{SHOP}?category={keys['Cakes']}"


def test_a_shelf_with_nothing_on_it_is_not_shown(business: Business, visitor: Browser) -> None:
    shops.category(business, "Empty")
    drafts = shops.category(business, "Drafts")
    shops.product(business, category_id=drafts.id, status=ProductStatus.DRAFT)
    shops.product(business, "Rye")
    assert {"Empty", "Drafts"}.isdisjoint(visitor.get(SHOP).links())


def test_a_search_finds_every_word_in_any_case(business: Business, visitor: Browser) -> None:
    shops.product(business, "Dark Rye Loaf")
    shops.product(business, "Rye crackers")
    page = visitor.get(f"{SHOP}?q=LOAF+rye")
    assert names(page) == ["Dark Rye Loaf"]
    assert page.field("q").get("value") == "LOAF rye"


def test_a_percent_sign_is_a_letter_like_others(business: Business, visitor: Browser) -> None:
    shops.product(business, "Rye 100% wholegrain")
    shops.product(business, "White")
    assert names(visitor.get(f"{SHOP}?q=%25")) == ["Rye 100% wholegrain"]


def test_a_search_that_finds_nothing_says_so_and_leads_on(
    business: Business, visitor: Browser
) -> None:
    shops.product(business, "Rye")
    page = visitor.get(f"{SHOP}?q=%3Cscript%3E+pizza")
    assert "Nothing found for “<script> pizza”" in page.text
    assert page.links()["Show everything"] == SHOP


def test_an_empty_shop_says_so(business: Business, visitor: Browser) -> None:
    page = visitor.get(SHOP)
    assert "Nothing for sale yet" in page.text
    assert not page.all("input")


def test_a_word_is_switched_on_and_off(business: Business, visitor: Browser) -> None:
    shops.product(business, "Rye", tags=("vegan", "featured"))
    shops.product(business, "Brioche")
    page = visitor.get(SHOP)
    assert "featured" not in page.links()
    vegan = visitor.get(page.links()["vegan"])
    assert names(vegan) == ["Rye"]
    assert names(visitor.get(vegan.links()["vegan"])) == ["Rye", "Brioche"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Lowest price first", ["Roll", "Rye", "Cake"]),
        ("Highest price first", ["Cake", "Rye", "Roll"]),
        ("Newest first", ["Roll", "Cake", "Rye"]),
    ],
)
def test_visitors_choose_the_order(
    business: Business, visitor: Browser, words: str, expected: list[str]
) -> None:
    for name, price in (("Rye", 200), ("Cake", 300), ("Roll", 100)):
        shops.product(business, name, price=price)
    page = visitor.get(SHOP)
    assert names(visitor.get(page.links()[words])) == expected


@pytest.mark.parametrize("sort", ["", "new", "price", "-price"])
def test_pages_show_every_product_once(business: Business, visitor: Browser, sort: str) -> None:
    shelves = [shops.category(business, word).id for word in ("Bread", "Cakes")]
    for n in range(60):
        shops.product(business, f"Loaf {n}", price=100 + n % 7, category_id=shelves[n % 2])
    seen, address = list[str](), f"{SHOP}?sort={sort}"
    while address:
        page = visitor.get(address)
        seen += names(page)
        address = page.links().get("Show more", "")
    assert sorted(seen) == sorted(f"Loaf {n}" for n in range(60))


@pytest.mark.parametrize(
    "query", ["category=x", "category=99999999999", "after=-1", "after=%00", "sort=1;", "tag=%00"]
)
def test_what_makes_no_sense_is_not_an_error(
    business: Business, visitor: Browser, query: str
) -> None:
    shops.product(business, "Rye")
    assert visitor.get(f"{SHOP}?{query}").status == 200


def test_nothing_of_another_business_is_shown(business: Business, visitor: Browser) -> None:
    other = factories.owner().business
    theirs = shops.category(other, "Theirs")
    shops.product(other, "Secret", category_id=theirs.id, tags=("secret",))
    shops.product(business, "Rye")
    for query in ("", f"?category={theirs.id}", "?q=secret", "?tag=secret"):
        assert "Secret" not in names(visitor.get(SHOP + query))


def test_the_shop_of_a_card_that_is_not_published_is_closed(
    business: Business, visitor: Browser
) -> None:
    card = factories.card(business, published_at=None)
    assert visitor.get(f"/{card.slug}/shop").status == 404
    preview = visitor.get(f"/{card.slug}/shop?draft={card.preview_token}")
    assert preview.status == 200
    assert all(card.preview_token in href for href in preview.links().values() if "/shop?" in href)


def tile(visitor: Browser, business: Business, **columns: Any) -> Page:
    shops.product(business, "Rye", slug="rye", **columns)
    return visitor.get(SHOP)


def test_what_costs_less_than_before_says_both(business: Business, visitor: Browser) -> None:
    page = tile(visitor, business, price=40000, compare_at_price=48000)
    assert "Was" in page.text
    assert "".join(words_of(elements(page.root, "s")[0])).split() == ["Was", "Ksh", "480"]


def test_a_former_price_that_was_lower_is_not_boasted_of(
    business: Business, visitor: Browser
) -> None:
    assert not tile(visitor, business, price=40000, compare_at_price=30000).all("s")


def test_variants_of_several_prices_begin_at_one(business: Business, visitor: Browser) -> None:
    page = tile(visitor, business, sizes={"Half": 20000, "Whole": 40000})
    assert "From Ksh" in page.text
    assert page.links()["Choose options: Rye"] == f"{SHOP}/rye"


def test_variants_of_one_price_have_that_price(business: Business, visitor: Browser) -> None:
    assert "From" not in tile(visitor, business, sizes={"Dark": 20000, "White": 20000}).text


@pytest.mark.parametrize(
    "gone",
    [
        {"stock": 0},
        {"status": ProductStatus.SOLD_OUT},
        {"status": ProductStatus.SOLD_OUT, "stock": 5},
    ],
)
def test_what_is_sold_out_says_so_and_cannot_be_added(
    business: Business, visitor: Browser, gone: dict[str, Any]
) -> None:
    page = tile(visitor, business, **gone)
    assert "Sold out" in page.text
    assert not page.all("form", method="post")


def test_what_needs_no_choice_is_added_from_the_list(business: Business, visitor: Browser) -> None:
    page = tile(visitor, business, extras={"Butter": 100})
    form = page.all("form", method="post")[0]
    sent = {field.get("name") for field in elements(form, "input")}
    assert (form.get("action"), sent) == ("/golden-crumb/cart/add", {"product_id", "quantity"})


def test_searches_and_later_pages_are_not_for_search_engines(
    business: Business, visitor: Browser
) -> None:
    keys = shelf_with_two_below(business)
    shelf = visitor.get(f"{SHOP}?category={keys['Cakes']}")
    sorted_shelf = visitor.get(f"{SHOP}?category={keys['Cakes']}&sort=price")
    true = f"http://localhost{SHOP}?category={keys['Cakes']}"
    assert [p.all("link", rel="canonical")[0].get("href") for p in (shelf, sorted_shelf)] == [
        true
    ] * 2
    assert not shelf.all("meta", name="robots")
    assert sorted_shelf.all("meta", name="robots")


def test_a_persian_shop_runs_from_right_to_left(app: Flask, visitor: Browser) -> None:
    business = factories.owner(currency="IRR", currency_exponent=2).business
    factories.card(business, locale="fa", slug="golden-crumb")
    shops.product(business, "نان", price=45000000)
    page = visitor.get(SHOP)
    assert page.root.get("dir") == "rtl"
    assert "۴۵۰" in page.text


def test_an_old_address_leads_to_the_same_shelf(business: Business, visitor: Browser) -> None:
    answer = visitor.raw("GET", "/Golden-Crumb/shop?sort=new")
    assert (answer.status_code, answer.location) == (301, f"{SHOP}?sort=new")
