"""The order board: columns by state, the unsent apart, late flags, filters, one step a button."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from cardshop.db import db
from cardshop.orders import queries
from cardshop.orders.models import Fulfilment, Order, OrderState
from tests.orders.looking import cards, column, statements
from tests.support import shops
from tests.support.factories import NOW, Owner
from tests.support.people import Browser

SENT = {"sent_at": NOW}


@pytest.fixture(autouse=True)
def _at_nine() -> Iterator[None]:
    """The clock stands when everything was ordered."""
    with time_machine.travel(NOW, tick=False):
        yield


def test_an_order_stands_in_the_column_of_its_state(owner: Owner, owner_browser: Browser) -> None:
    for state in (OrderState.PLACED, OrderState.ACCEPTED, OrderState.READY):
        shops.order(owner.business, state=state, customer_name=f"Mx {state.value}", **SENT)
    page = owner_browser.get("/app/orders/")
    assert "Mx placed" in column(page, "placed")
    assert "Mx accepted" in column(page, "accepted")
    assert "Mx ready" in column(page, "ready")
    assert "Nothing here now." in column(page, "completed")


def test_the_unsent_stand_apart(owner: Owner, owner_browser: Browser) -> None:
    shops.order(owner.business, customer_name="Sent Sara", **SENT)
    shops.order(owner.business, customer_name="Silent Sam")
    words = column(owner_browser.get("/app/orders/"), "placed")
    assert words.index("Sent Sara") < words.index("Not sent yet 1") < words.index("Silent Sam")
    assert words.startswith("New 1 ")


def test_who_waits_too_long_is_told_in_words(owner: Owner, owner_browser: Browser) -> None:
    shops.order(owner.business, sent_at=NOW - timedelta(minutes=22))
    shops.order(owner.business, sent_at=NOW - timedelta(minutes=3))
    shops.order(owner.business, state=OrderState.ACCEPTED, ready_at=NOW - timedelta(minutes=5))
    page = owner_browser.get("/app/orders/")
    assert page.text.count("Waiting") == 1
    assert "Waiting 22 minutes" in page.text
    assert "5 minutes late" in column(page, "accepted")


@pytest.mark.parametrize(
    ("state", "words", "after"),
    [("placed", "Accept", "accepted"), ("accepted", "Mark ready", "ready")],
)
def test_one_button_brings_an_order_a_step_on(
    owner: Owner, owner_browser: Browser, state: str, words: str, after: str
) -> None:
    order = shops.order(owner.business, state=OrderState(state), **SENT)
    button = next(b for b in owner_browser.get("/app/orders/").all("button") if b.text == words)
    data = {"state": button.get("value"), "page": "board", "show": state}
    page = owner_browser.post(f"/app/orders/{order.id}/state", data)
    assert db.session.get(Order, order.id, populate_existing=True).state.value == after  # type: ignore[union-attr]
    assert page.url == "/app/orders/"
    assert any(
        href.startswith("https://wa.me/254711000111?text=") for href in page.links().values()
    )


@pytest.mark.parametrize(
    ("way", "words"),
    [("pickup", "Picked up"), ("delivery", "Delivered"), ("dine_in", "Served")],
)
def test_the_last_step_is_called_by_the_way(
    owner: Owner, owner_browser: Browser, way: str, words: str
) -> None:
    shops.order(owner.business, state=OrderState.READY, fulfilment=Fulfilment(way))
    assert words in column(owner_browser.get("/app/orders/"), "ready")


def test_the_history_says_who_took_a_step(owner: Owner, owner_browser: Browser) -> None:
    order = shops.order(owner.business, **SENT)
    owner_browser.post(f"/app/orders/{order.id}/state", {"state": "accepted"})
    events = queries.order_of(owner.business.id, order.id).events
    assert [event.actor for event in events] == ["customer", owner.account.email]


def test_who_is_too_late_is_told_so_and_shown_how_things_stand(
    owner: Owner, owner_browser: Browser
) -> None:
    order = shops.order(owner.business, state=OrderState.ACCEPTED)
    page = owner_browser.post(f"/app/orders/{order.id}/state", {"state": "accepted"})
    assert page.url == f"/app/orders/{order.id}"
    assert f"That step is no longer possible. Order {order.number} is now: Making." in page.text


@pytest.mark.parametrize("state", ["expired", "cancelled", "placed", "", "=1"])
def test_only_steps_are_taken(owner: Owner, owner_browser: Browser, state: str) -> None:
    order = shops.order(owner.business)
    answer = owner_browser.post(f"/app/orders/{order.id}/state", {"state": state})
    assert answer.status == 422
    assert len(queries.order_of(owner.business.id, order.id).events) == 1


def test_what_ended_today_is_done_and_older_is_not_shown(
    owner: Owner, owner_browser: Browser
) -> None:
    done = {"state": OrderState.COMPLETED}
    shops.order(owner.business, customer_name="Today Tina", **done)
    before = NOW - timedelta(days=1)
    shops.order(owner.business, customer_name="Old Olga", updated_at=before, **done)
    words = column(owner_browser.get("/app/orders/"), "completed")
    assert "Today Tina" in words
    assert "Old Olga" not in words


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("", {"Ann", "Ben", "Cem"}),
        ("day=today", {"Ann", "Ben"}),
        ("day=later", {"Cem"}),
        ("how=delivery", {"Ben"}),
        ("how=x&day=y&show=z", {"Ann", "Ben", "Cem"}),
    ],
)
def test_the_board_is_filtered_by_day_and_way(
    owner: Owner, owner_browser: Browser, asked: str, names: set[str]
) -> None:
    shops.order(owner.business, customer_name="Ann", **SENT)
    shops.order(owner.business, customer_name="Ben", fulfilment=Fulfilment.DELIVERY, **SENT)
    tomorrow = NOW + timedelta(days=1)
    shops.order(owner.business, customer_name="Cem", wanted_from=tomorrow, **SENT)
    assert cards(owner_browser.get(f"/app/orders/?{asked}")) == names


def test_a_shop_without_orders_is_told_what_will_come(owner_browser: Browser) -> None:
    assert "No orders yet" in owner_browser.get("/app/orders/").text


def test_the_board_asks_as_often_with_two_hundred_orders(owner: Owner, app: Flask) -> None:
    browser = Browser(app).sign_in(owner)
    shops.order(owner.business, **SENT)
    with statements() as one:
        browser.get("/app/orders/")
    for _ in range(199):
        shops.order(owner.business, ("Rye", 100, 1), ("Roll", 50, 2), **SENT)
    with statements() as many:
        page = browser.get("/app/orders/")
    assert len(page.all("article")) == 200
    assert len(many) == len(one) <= 8, many


def test_others_see_nothing_of_it(owner: Owner, stranger_browser: Browser) -> None:
    shops.order(owner.business, customer_name="Secret Sue", **SENT)
    assert "Secret Sue" not in stranger_browser.get("/app/orders/").text
    assert "Secret Sue" not in stranger_browser.get("/app/orders/kitchen").text


def test_typed_names_stay_words(owner: Owner, owner_browser: Browser) -> None:
    shops.order(owner.business, customer_name='<b>"&', note="<script>", **SENT)
    page = owner_browser.get("/app/orders/")
    assert cards(page) == {'<b>"&'}
    assert "<script>" in column(page, "placed")
