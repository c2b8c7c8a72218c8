"""An order's page: what, who, where, what happened, the ready replies; and cancelling."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import unquote

import pytest
from flask import Flask

from cardshop.db import transaction
from cardshop.orders import operations, queries
from cardshop.orders.models import Customer, Fulfilment, OrderState
from tests.orders.looking import statements
from tests.support import factories, shops
from tests.support.factories import NOW, Owner
from tests.support.pages import Page
from tests.support.people import Browser

EXTRAS = {
    "options": [{"name": "Size", "value": "Large"}],
    "modifiers": [{"group": "Extras", "name": "Sliced", "price": 0}],
    "note": "Zawadi on top",
}


def replies(page: Page) -> list[str]:
    chats = [h for h in page.links().values() if h.startswith("https://wa.me/") and "?" in h]
    return [unquote(chat.partition("?text=")[2]) for chat in chats]


def test_it_tells_what_was_ordered(owner: Owner, owner_browser: Browser) -> None:
    order = shops.order(owner.business, ("Berry cake", 340000, 2), note="Slice it")
    with transaction() as session:
        line = session.merge(queries.order_of(owner.business.id, order.id)).lines[0]
        for name, value in EXTRAS.items():
            setattr(line, name, value)
    words = owner_browser.get(f"/app/orders/{order.id}").text
    for expected in ("2 items", "Berry cake", "Large · Sliced", "Zawadi on top", "Slice it"):
        assert expected in words
    assert "Total" in words


def test_parts_of_the_total_are_told_where_there_are_any(
    owner: Owner, owner_browser: Browser
) -> None:
    more = {"discount": 10000, "coupon_code": "TEN", "delivery_fee": 20000, "total": 106000}
    order = shops.order(owner.business, fulfilment=Fulfilment.DELIVERY, **more)
    words = owner_browser.get(f"/app/orders/{order.id}").text.replace("\u00a0", " ")
    assert "Subtotal" in words
    assert "Discount TEN" in words
    plain = shops.order(owner.business)
    assert "Subtotal" not in owner_browser.get(f"/app/orders/{plain.id}").text


def test_it_tells_who_ordered_and_what_came_before(owner: Owner, owner_browser: Browser) -> None:
    customer = shops.customer(owner.business, notes="Rings twice")
    orders = [shops.order(owner.business, customer_id=customer.id) for _ in range(3)]
    page = owner_browser.get(f"/app/orders/{orders[-1].id}")
    assert "3 orders" in page.text
    assert "Rings twice" in page.text
    assert page.links()["Wanjiru Mwangi"] == f"/app/customers/{customer.id}"
    assert page.links()["Call"] == "tel:+254711000111"


def test_a_customer_who_was_deleted_leaves_the_order(owner: Owner, owner_browser: Browser) -> None:
    customer = shops.customer(owner.business)
    order = shops.order(owner.business, customer_id=customer.id)
    with transaction() as session:
        session.delete(session.get(Customer, customer.id))
    assert "Wanjiru Mwangi" in owner_browser.get(f"/app/orders/{order.id}").text


def test_an_address_leads_to_a_map(owner: Owner, owner_browser: Browser) -> None:
    place = {"address": "Ring Road 14\nsecond floor", "zone_name": "Kilimani"}
    order = shops.order(owner.business, fulfilment=Fulfilment.DELIVERY, **place)
    page = owner_browser.get(f"/app/orders/{order.id}")
    href = page.links()["Open the map"]
    assert unquote(href).endswith("query=Ring Road 14, second floor, Kilimani")


def test_the_history_is_told_with_who_did_it(owner: Owner, owner_browser: Browser) -> None:
    card = factories.card(owner.business)
    tag = factories.primary_tag(card.id)
    with transaction() as session:
        session.merge(tag).label = "Counter"
    order = shops.order(owner.business, source_tag_id=tag.id, sent_at=NOW + timedelta(minutes=1))
    with transaction():
        locked = queries.order_of(owner.business.id, order.id, for_change=True)
        operations.move(locked, OrderState.ACCEPTED, actor="ali@example.com", at=NOW)
    owner_browser.post(f"/app/orders/{order.id}/state", {"state": "ready"})
    words = owner_browser.get(f"/app/orders/{order.id}").text
    assert "Ordered with the code “Counter” · Customer" in words
    assert "Message sent on WhatsApp · Customer" in words
    assert "Accepted · ali@example.com" in words
    assert "Ready · You" in words


def test_after_each_step_the_reply_for_it_is_ready(owner: Owner, owner_browser: Browser) -> None:
    order = shops.order(owner.business)
    steps = {"accepted": "We accepted your order", "ready": "ready to collect"}
    for state, words in steps.items():
        page = owner_browser.post(f"/app/orders/{order.id}/state", {"state": state})
        assert page.url == f"/app/orders/{order.id}"
        assert words in replies(page)[0]
        assert replies(page)[0].endswith(f"http://localhost/o/{order.token}")


def test_cancelling_asks_why_and_keeps_the_reason(owner: Owner, owner_browser: Browser) -> None:
    order = shops.order(owner.business)
    assert "stock goes back" in owner_browser.get(f"/app/orders/{order.id}/cancellation").text
    data = {"reason": "sold_out", "words": "No more rye"}
    page = owner_browser.post(f"/app/orders/{order.id}/cancellation", data)
    assert page.url == f"/app/orders/{order.id}"
    assert "Something is sold out: No more rye" in page.text
    assert "is cancelled" in replies(page)[0]
    assert "Cancel order" not in page.links()


@pytest.mark.parametrize(
    "data", [{"reason": "other", "words": " "}, {"reason": "x"}, {"words": "a" * 201}]
)
def test_a_reason_must_be_given(owner: Owner, owner_browser: Browser, data: dict[str, str]) -> None:
    order = shops.order(owner.business)
    page = owner_browser.post(f"/app/orders/{order.id}/cancellation", data)
    assert page.status == 422
    assert page.error_of("words")
    assert queries.order_of(owner.business.id, order.id).state is OrderState.PLACED


def test_what_is_over_cannot_be_cancelled(owner: Owner, owner_browser: Browser) -> None:
    order = shops.order(owner.business, state=OrderState.COMPLETED)
    address = f"/app/orders/{order.id}/cancellation"
    for page in (owner_browser.get(address), owner_browser.post(address, {"reason": "closed"})):
        assert page.url == f"/app/orders/{order.id}"
        assert "is now: Done" in page.text


def test_a_long_order_costs_no_more_questions(owner: Owner, app: Flask) -> None:
    browser = Browser(app).sign_in(owner)
    product = shops.product(owner.business)
    short = shops.order(owner.business)
    lines = [(f"Bread {n}", 100, 1) for n in range(60)]
    long = shops.order(owner.business, *lines)
    with transaction() as session:
        for one in (short, long):
            for line in session.merge(queries.order_of(owner.business.id, one.id)).lines:
                line.product_id = product.id
    counts = []
    for one in (short, long):
        with statements() as asked:
            browser.get(f"/app/orders/{one.id}")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 16
