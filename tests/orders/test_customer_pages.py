"""Who ordered: found by name and number, with what their orders come to."""

from __future__ import annotations

from datetime import timedelta

from cardshop.db import db
from cardshop.orders import queries
from cardshop.orders.models import OrderState
from tests.orders.looking import statements
from tests.support import factories, shops
from tests.support.factories import NOW
from tests.support.people import Browser


def test_nobody_yet(owner_browser: Browser) -> None:
    assert "No customers yet" in owner_browser.get("/app/customers/").text


def test_customers_are_listed_with_their_orders(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    who = shops.customer(owner.business, notes="Likes rye")
    shops.order(owner.business, customer_id=who.id)
    shops.order(owner.business, customer_id=who.id)
    shops.order(owner.business, customer_id=who.id, state=OrderState.CANCELLED)
    text = owner_browser.get("/app/customers/").text
    for words in ("Wanjiru Mwangi", "+254 711 000111", "2 orders", "1,920", "Likes rye"):
        assert words in text


def test_the_search_finds_by_name_and_number(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    shops.customer(owner.business)
    shops.customer(owner.business, "+254722000222", name="Brian", search_text="brian +254722000222")
    assert "Brian" in owner_browser.get("/app/customers/?q=BRIAN").text
    found = owner_browser.get("/app/customers/?q=722000222").text
    assert "Brian" in found
    assert "Wanjiru" not in found
    nobody = owner_browser.get("/app/customers/?q=%25%00x")
    assert "Nobody found" in nobody.text


def test_the_list_has_pages(owner_browser: Browser, owner: factories.Owner) -> None:
    for n in range(51):
        phone = f"+2547110{n:05}"
        seen = NOW - timedelta(minutes=n)
        shops.customer(owner.business, phone, name=f"Customer {n}", last_seen_at=seen)
    first = owner_browser.get("/app/customers/")
    assert "Customer 49" in first.text
    assert "Customer 50" not in first.text
    assert "Customer 50" in owner_browser.get(first.links()["More customers"]).text


def test_a_foreign_place_in_the_list_is_not_found(
    stranger_browser: Browser, owner: factories.Owner
) -> None:
    who = shops.customer(owner.business)
    assert stranger_browser.get(f"/app/customers/?after={who.id}").status == 404
    assert stranger_browser.get("/app/customers/?after=9x").status == 200


def test_a_customer_s_page_shows_every_order(
    owner_browser: Browser, owner: factories.Owner
) -> None:
    who = shops.customer(owner.business, "+5491123456789", email="w@example.com")
    order = shops.order(owner.business, customer_id=who.id, customer_phone="+541123456789")
    page = owner_browser.get(f"/app/customers/{who.id}")
    assert page.links()["WhatsApp"] == "https://wa.me/5491123456789"
    assert f"/app/orders/{order.id}" in page.links().values()
    assert "Also ordered with +54 11 2345-6789" in page.text
    assert "w@example.com" in page.text


def test_notes_are_kept(owner_browser: Browser, owner: factories.Owner) -> None:
    who = shops.customer(owner.business)
    owner_browser.post(f"/app/customers/{who.id}", {"notes": "Pays in cash\r\nRye"})
    db.session.expire_all()
    assert queries.customer_of(owner.business.id, who.id).notes == "Pays in cash\nRye"
    page = owner_browser.post(f"/app/customers/{who.id}", {"notes": "x" * 2001})
    assert page.status == 422
    assert "at most 2,000" in page.error_of("notes")


def test_the_pages_ask_as_much_for_many(owner_browser: Browser, owner: factories.Owner) -> None:
    people = [shops.customer(owner.business, f"+25471100{n:04}") for n in range(12)]
    for n in range(12):
        shops.order(owner.business, customer_id=people[n % 2].id)
    owner_browser.get("/app/customers/")
    with statements() as asked:
        owner_browser.get("/app/customers/")
    assert len(asked) <= 4
    with statements() as asked:
        owner_browser.get(f"/app/customers/{people[0].id}")
    assert len(asked) <= 9
