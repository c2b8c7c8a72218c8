"""Services on a card: what is listed, where it leads, and the first thing to do."""

from __future__ import annotations

import gzip
import json
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from cardshop.accounts.models import Business
from cardshop.booking.models import Place
from cardshop.cards.models import Card
from cardshop.lib import clock
from tests.storefront.test_budgets import counted
from tests.support import factories, salons, shops
from tests.support.factories import NOW
from tests.support.pages import Page
from tests.support.people import Browser

NEXT = "/golden-crumb/book/next.json"


@pytest.fixture
def business(app: Flask) -> Business:
    return factories.owner().business


def card(business: Business, **settings: Any) -> Card:
    return factories.card(business, slug="golden-crumb", sections={"services": settings})


def given(business: Business, *names: str, **columns: Any) -> list[int]:
    """Services of these names that somebody gives; their keys."""
    made = [salons.service(business, name, slug=name.lower(), **columns) for name in names]
    salons.calendar(business, *made)
    return [one.id for one in made]


def rows(page: Page) -> list[str]:
    return [" ".join(" ".join(row.itertext()).split()) for row in page.all("a", class_="rw")]


def test_each_service_says_its_length_and_price_and_leads_to_its_times(
    business: Business, visitor: Browser
) -> None:
    given(business, "Haircut", "Shave")
    card(business)
    page = visitor.get("/golden-crumb")
    assert rows(page) == [
        "Book: Haircut 30 mins Ksh 1,500",
        "Book: Shave 30 mins Ksh 1,500",
    ]
    assert [row.get("href") for row in page.all("a", class_="rw")] == [
        "/golden-crumb/book/haircut",
        "/golden-crumb/book/shave",
    ]


def test_a_free_video_call_says_so(business: Business, visitor: Browser) -> None:
    given(business, "First talk", price=0, place=Place.VIDEO, duration_minutes=150)
    card(business)
    assert rows(visitor.get("/golden-crumb")) == [
        "Book: First talk 2 hrs 30 mins · Video call Free"
    ]


def test_only_the_ticked_ones_are_listed_and_the_rest_is_one_tap_away(
    business: Business, visitor: Browser
) -> None:
    keys = given(business, "Haircut", "Shave", "Beard")
    card(business, service_ids=[keys[1]], prices=False)
    page = visitor.get("/golden-crumb")
    assert rows(page) == ["Book: Shave 30 mins"]
    assert page.links()["See all"] == "/golden-crumb/book"


def test_what_cannot_be_booked_is_not_listed(business: Business, visitor: Browser) -> None:
    given(business, "Haircut")
    given(business, "Asleep", is_active=False)
    salons.service(business, "Given by nobody")
    lone = salons.service(business, "Given by somebody who left")
    salons.calendar(business, lone, is_active=False)
    given(factories.owner().business, "Of somebody else")
    card(business)
    assert len(rows(visitor.get("/golden-crumb"))) == 1


def test_a_business_that_takes_no_bookings_shows_no_services(
    business: Business, visitor: Browser
) -> None:
    given(business, "Haircut")
    salons.settings(business, is_taking_bookings=False)
    card(business)
    page = visitor.get("/golden-crumb")
    assert page.all("section") == []
    assert not [href for href in page.links().values() if "/book" in href]


def main(page: Page) -> str:
    return " ".join("".join(page.all("div", class_="cta")[0][0].itertext()).split())


def test_where_nothing_is_sold_booking_is_the_first_thing(
    business: Business, visitor: Browser
) -> None:
    given(business, "Haircut")
    factories.card(business, slug="golden-crumb")
    page = visitor.get("/golden-crumb")
    assert main(page) == "Book a time"
    assert page.links()["WhatsApp"].startswith("https://wa.me/")


@pytest.mark.parametrize(
    ("kinds", "first"),
    [(("services", "products"), "Book a time"), (("products", "services"), "WhatsApp us")],
)
def test_the_owner_says_what_comes_first(
    business: Business, visitor: Browser, kinds: tuple[str, ...], first: str
) -> None:
    given(business, "Haircut")
    shops.product(business)
    factories.card(business, slug="golden-crumb", sections={kind: {} for kind in kinds})
    page = visitor.get("/golden-crumb")
    assert main(page) == first
    assert {"/golden-crumb/book", "/golden-crumb/shop"} <= set(page.links().values())


def test_search_engines_read_the_offers(business: Business, visitor: Browser) -> None:
    given(business, "Haircut", description="Wash *and* cut.")
    card(business)
    data = json.loads(visitor.get("/golden-crumb").all("script")[0].text or "")
    assert data["makesOffer"] == [
        {
            "@type": "Offer",
            "url": "http://localhost/golden-crumb/book/haircut",
            "price": "1500.00",
            "priceCurrency": "KES",
            "itemOffered": {
                "@type": "Service",
                "name": "Haircut",
                "description": "Wash and cut.",
            },
        }
    ]


def test_a_preview_leads_into_the_preview(business: Business, visitor: Browser) -> None:
    given(business, "Haircut")
    draft = factories.card(
        business, slug="golden-crumb", sections={"services": {}}, published_at=None
    )
    page = visitor.get(f"/golden-crumb?draft={draft.preview_token}")
    assert page.all("a", class_="rw")[0].get("href") == (
        f"/golden-crumb/book/haircut?draft={draft.preview_token}"
    )


def test_a_card_with_everything_keeps_its_budget(each_engine: Flask) -> None:
    business = factories.owner().business
    given(business, *(f"Service {n}" for n in range(20)))
    bread = shops.category(business)
    for n in range(8):
        shops.product(business, f"Loaf {n}", category_id=bread.id, tags=("featured",))
    kinds: dict[str, dict[str, Any]] = {"services": {}, "products": {"count": 6}, "featured": {}}
    factories.card(business, slug="golden-crumb", sections=kinds)
    with counted() as asked:
        page = each_engine.test_client().get("/golden-crumb").data
    assert len([one for one in asked if one.startswith("SELECT")]) <= 6
    assert len(gzip.compress(page, 6)) <= 14_000


def test_the_next_free_time_of_each_service_is_told(
    business: Business, visitor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    cut = salons.service(business, "Haircut", slug="haircut")
    class_ = salons.service(business, "Class", slug="class", minimum_notice_minutes=24 * 60)
    amina = salons.calendar(business, cut, class_)
    # It is noon in Nairobi, and until one somebody sits in the chair.
    salons.booking(business, cut, amina, starts_at=NOW)
    salons.booking(business, cut, amina, starts_at=NOW + timedelta(minutes=30))
    card(business)
    answer = visitor.raw("GET", NEXT)
    assert answer.json == {
        "timezone": "Africa/Nairobi",
        "next": {"haircut": "2026-11-24T10:00:00Z", "class": "2026-11-25T09:00:00Z"},
    }
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert "Set-Cookie" not in answer.headers


def test_what_is_full_for_weeks_has_no_next_time(
    business: Business, visitor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    closed = salons.hours(days=("mon",), **{"2026-11-30": []})
    service = salons.service(business, horizon_days=10)
    salons.calendar(business, service, hours=closed)
    card(business)
    assert (visitor.raw("GET", NEXT).json or {})["next"] == {}


def test_next_times_cost_the_same_for_many_services_and_bookings(each_engine: Flask) -> None:
    few, many = factories.owner().business, factories.owner().business
    factories.card(few, slug="golden-crumb")
    factories.card(many, slug="golden-crust")
    given(few, "Haircut")
    for person in range(3):
        keys = [salons.service(many, f"Service {n}") for n in range(4)]
        at = salons.calendar(many, *keys, name=f"Person {person}")
        salons.booking(many, keys[0], at)
    costs = []
    for slug in ("golden-crumb", "golden-crust"):
        with counted() as asked:
            each_engine.test_client().get(f"/{slug}/book/next.json")
        costs.append(len([one for one in asked if one.startswith("SELECT")]))
    assert costs[0] == costs[1] <= 11
