"""What Meta and Google fetch, held against their rules."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from flask import Flask

from cardshop.cards.models import Card
from cardshop.catalogue.exchange import feed_addresses
from cardshop.catalogue.models import ProductFeed, ProductImage, ProductStatus, Variant
from cardshop.db import db, transaction
from cardshop.media import operations as media
from tests.cards.pictures import png
from tests.support import factories, shops
from tests.support.factories import NOW, Owner
from tests.support.people import Browser

G = "{http://base.google.com/ns/1.0}"


@pytest.fixture
def card(owner: Owner) -> Card:
    return factories.card(owner.business, slug="golden-crumb")


@pytest.fixture
def token(owner: Owner, card: Card) -> str:
    with transaction():
        return feed_addresses.make(owner.business.id, card.id, at=NOW).token


def meta(browser: Browser, token: str) -> list[dict[str, str]]:
    answer = browser.client.get(f"/feeds/{token}/meta.csv")
    assert answer.content_type == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))


def google(browser: Browser, token: str) -> list[dict[str, str]]:
    answer = browser.client.get(f"/feeds/{token}/google.xml")
    assert answer.content_type == "application/xml; charset=utf-8"
    channel = ElementTree.fromstring(answer.data).find("channel")
    assert channel is not None
    assert all(channel.findtext(n) for n in ("title", "link", "description"))
    items = channel.findall("item")
    return [{e.tag.removeprefix(G): e.text or "" for e in item} for item in items]


def test_a_product_is_an_item_in_both_spellings(owner: Owner, visitor: Browser, token: str) -> None:
    bread = shops.product(owner.business, slug="bread", description="Slow **rye** bread", stock=3)
    (m,), (g,) = meta(visitor, token), google(visitor, token)
    assert m["id"] == g["id"] == f"p{bread.id}"
    assert (m["price"], g["price"]) == ("480.00 KES", "480.00 KES")
    assert (m["availability"], g["availability"]) == ("in stock", "in_stock")
    assert (m["condition"], m["brand"]) == ("new", owner.business.name)
    assert m["link"] == "http://localhost/golden-crumb/shop/bread"
    assert m["description"] == "Slow rye bread"
    assert g["identifier_exists"] == "no"


def test_variants_share_their_group_also_when_they_are_gone(
    owner: Owner, visitor: Browser, token: str
) -> None:
    cake = shops.product(owner.business, "Cake", sizes={"Small": 1000, "Large": 2000})
    db.session.query(Variant).filter_by(position=1).update({"stock": 0})
    db.session.commit()
    for item in (*meta(visitor, token), *google(visitor, token)):
        assert item["item_group_id"] == f"p{cake.id}"
        assert item["size"] in ("Small", "Large")
    small, large = meta(visitor, token)
    assert (small["availability"], large["availability"]) == ("in stock", "out of stock")
    assert (small["price"], large["price"]) == ("10.00 KES", "20.00 KES")
    assert [i["title"] for i in google(visitor, token)] == ["Cake – Small", "Cake – Large"]


def test_limits_of_both_are_kept(owner: Owner, visitor: Browser, token: str) -> None:
    shops.product(owner.business, "N" * 150, description="d" * 5000, brand="b" * 70, sku="s" * 100)
    (m,), (g,) = meta(visitor, token), google(visitor, token)
    assert len(m["id"]) <= 50
    assert len(g["title"]) <= 150
    assert len(m["description"]) <= 5000
    assert len(g["mpn"]) <= 70


def test_hostile_words_break_neither_format(owner: Owner, visitor: Browser, token: str) -> None:
    words = 'a,"b"\n<script>&\u2028]]> 👩‍🍳 سلام =1+1'
    shops.product(owner.business, words.replace("\n", " "), description=words)
    (m,), (g,) = meta(visitor, token), google(visitor, token)
    assert m["title"] == g["title"] == words.replace("\n", " ")


def test_drafts_and_archived_products_stay_out(owner: Owner, visitor: Browser, token: str) -> None:
    for status in ProductStatus:
        shops.product(owner.business, status.value, status=status)
    assert [(i["title"], i["availability"]) for i in meta(visitor, token)] == [
        ("active", "in stock"),
        ("sold_out", "out of stock"),
    ]


def test_a_feed_of_many_products_asks_as_little_as_one_of_few(
    app: Flask, owner: Owner, visitor: Browser, token: str
) -> None:
    from sqlalchemy import event

    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    numbers = []
    for more in (1, 30):
        for n in range(more):
            shops.product(owner.business, f"P{more}-{n}", sizes={"S": 1, "L": 2})
        asked.clear()
        meta(visitor, token)
        numbers.append(len([s for s in asked if s.startswith("SELECT")]))
    assert numbers[0] == numbers[1] <= 9


def test_the_same_feed_is_not_sent_twice(owner: Owner, visitor: Browser, token: str) -> None:
    first = visitor.client.get(f"/feeds/{token}/meta.csv")
    headers = {"If-None-Match": first.headers["ETag"]}
    assert visitor.client.get(f"/feeds/{token}/meta.csv", headers=headers).status_code == 304
    assert "Set-Cookie" not in first.headers
    feed = db.session.get_one(ProductFeed, owner.business.id, populate_existing=True)
    assert feed.last_fetched_at is not None


def test_an_unpublished_card_closes_its_feeds(
    owner: Owner, visitor: Browser, card: Card, token: str
) -> None:
    card.published_at = None
    db.session.commit()
    for path in ("meta.csv", "google.xml"):
        assert visitor.client.get(f"/feeds/{token}/{path}").status_code == 404
    assert visitor.client.get("/feeds/guessed/meta.csv").status_code == 404


def test_an_owner_makes_changes_and_closes_the_feeds(
    owner: Owner, owner_browser: Browser, visitor: Browser, card: Card
) -> None:
    page = owner_browser.post("/app/products/feeds", {"card": card.id})
    first = db.session.query(ProductFeed.token).scalar()
    assert f"/feeds/{first}/meta.csv" in page.html
    owner_browser.post("/app/products/feeds/address")
    assert visitor.client.get(f"/feeds/{first}/meta.csv").status_code == 404
    second = db.session.query(ProductFeed.token).scalar()
    assert visitor.client.get(f"/feeds/{second}/meta.csv").status_code == 200
    page = owner_browser.post("/app/products/feeds/removal")
    assert "Make the feeds" in page.text
    assert visitor.client.get(f"/feeds/{second}/meta.csv").status_code == 404


def test_faults_are_named_before_meta_or_google_do(
    owner: Owner, owner_browser: Browser, card: Card
) -> None:
    shops.product(owner.business, "LOUD BREAD", price=0)
    shops.product(owner.business, "Cake", sizes={"S": 1}, description="A cake of carrots and nuts")
    text = owner_browser.get("/app/products/feeds").text
    for words in ("no picture", "no description", "all capitals", "price is nothing"):
        assert words in text


def test_a_feed_leads_to_no_card_of_another_business(
    owner: Owner, owner_browser: Browser, card: Card
) -> None:
    theirs = factories.card(factories.owner(name="Another shop").business)
    for wrong in (theirs.id, "", "x", "9" * 30):
        assert owner_browser.post("/app/products/feeds", {"card": wrong}).status == 404
    assert db.session.query(ProductFeed).count() == 0


def test_the_price_is_that_of_the_page_it_leads_to(
    owner: Owner, visitor: Browser, token: str
) -> None:
    shops.product(owner.business, "Cake", slug="cake", sizes={"Small": 1050, "Large": 2000})
    page = visitor.get("/golden-crumb/shop/cake")
    told = [
        json.loads("".join(e.itertext())) for e in page.all("script", type="application/ld+json")
    ]
    offers = str(told)
    for item in meta(visitor, token):
        amount, _, currency = item["price"].partition(" ")
        assert f"'price': '{amount}'" in offers
        assert f"'priceCurrency': '{currency}'" in offers


def test_pictures_of_a_feed_are_jpeg(owner: Owner, visitor: Browser, token: str) -> None:
    bread = shops.product(owner.business)
    with transaction():
        picture = media.store(business_id=owner.business.id, data=png("red", (600, 600)), at=NOW)
        db.session.flush()
        db.session.add(ProductImage(product_id=bread.id, picture_id=picture.id, position=0))
    (item,) = meta(visitor, token)
    answer = visitor.client.get(item["image_link"].removeprefix("http://localhost"))
    assert (answer.mimetype, answer.data[:2]) == ("image/jpeg", b"\xff\xd8")
    assert visitor.client.get(f"/feeds/{token}/999.jpg").status_code == 404
