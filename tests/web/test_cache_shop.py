"""The layer before Flask and the shop: which questions share an answer, and how much is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from cardshop.accounts import content
from cardshop.accounts.models import Business
from cardshop.db import transaction
from cardshop.web.cache import Keep, Layer
from tests.support import factories, shops
from tests.support.factories import NOW

SHOP = "/golden-crumb/shop"


@pytest.fixture
def business(app: Flask) -> Business:
    made = factories.owner().business
    factories.card(made, slug="golden-crumb")
    bread = shops.category(made)
    shops.product(made, "Rye", slug="rye", category_id=bread.id, tags=("vegan",))
    return made


def made_for(app: Flask, *addresses: str) -> int:
    """How often Flask was asked for these addresses, one after the other."""
    asked: list[str] = []
    app.before_request(lambda: asked.append("flask"))
    client = app.test_client()
    for address in addresses:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    "query", ["", "?category=1", "?tag=vegan", "?sort=price", "?after=1-1-1", "/rye"]
)
def test_a_second_visit_asks_flask_nothing(app: Flask, business: Business, query: str) -> None:
    assert made_for(app, SHOP + query, SHOP + query) == 1


def test_words_of_campaigns_share_an_answer(app: Flask, business: Business) -> None:
    assert made_for(app, SHOP, f"{SHOP}?utm_source=ig", f"{SHOP}?fbclid=1") == 1


def test_each_question_has_an_answer_of_its_own(app: Flask, business: Business) -> None:
    assert made_for(app, SHOP, f"{SHOP}?sort=price", f"{SHOP}?sort=new", f"{SHOP}?tag=price") == 4


def test_a_search_is_found_anew(app: Flask, business: Business) -> None:
    assert made_for(app, f"{SHOP}?q=rye", f"{SHOP}?q=rye") == 2


def test_a_change_of_the_shop_is_seen_at_once(app: Flask, business: Business) -> None:
    client = app.test_client()
    assert "Rye" in client.get(SHOP).text
    shops.product(business, "Spelt")
    with transaction():
        content.raise_version(business.id)
    assert "Spelt" in client.get(SHOP).text


def test_questions_push_out_no_page_that_was_asked_none() -> None:
    def app(environ: dict[str, object], start: Callable[..., object]) -> list[bytes]:
        environ["cardshop.keep"] = Keep(1, 1, NOW + timedelta(days=9999))
        start("200 OK", [("Content-Type", "image/png")])
        return [b"x" * 1000]

    layer = Layer(app, lambda _: 1, bundles={}, largest=9000, largest_asked=3000)
    for query in ["", *(f"after={n}" for n in range(50))]:
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": SHOP, "wsgi.url_scheme": "http"}
        layer(environ | {"QUERY_STRING": query}, lambda *_: None)  # type: ignore[arg-type]
    assert layer._memory.size == 1000
    assert layer._asked.size <= 3000
