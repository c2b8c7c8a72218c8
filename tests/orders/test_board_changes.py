"""How an open board learns of changes: cheaply, without keeping a session alive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from werkzeug.test import TestResponse

from cardshop.accounts.models import UserSession
from cardshop.db import db
from cardshop.orders.models import OrderState
from cardshop.orders.queries.ledger import ledger
from cardshop.orders.queries.pulse import Pulse, pulse
from tests.orders.looking import statements
from tests.support import factories, shops
from tests.support.factories import NOW, Owner
from tests.support.people import Browser

CHANGES = "/app/orders/changes"


@pytest.fixture(autouse=True)
def _at_nine() -> Iterator[None]:
    """The clock stands when everything was ordered."""
    with time_machine.travel(NOW, tick=False):
        yield


def version(browser: Browser, address: str = "/app/orders/") -> dict[str, str]:
    live = browser.get(address).all("div", data_behavior="liveOrders")[0]
    return {"If-None-Match": f'"{live.get("data-version")}"'}


def test_nothing_is_sent_while_nothing_changes(owner: Owner, owner_browser: Browser) -> None:
    shops.order(owner.business, sent_at=NOW)
    known = version(owner_browser)
    with statements() as asked:
        answer = owner_browser.client.get(CHANGES, headers=known)
    assert answer.status_code == 304
    assert not answer.data
    assert len(asked) <= 3, asked


def test_a_new_order_comes_with_the_next_question(owner: Owner, owner_browser: Browser) -> None:
    known = version(owner_browser)
    order = shops.order(owner.business, customer_name="Nia New", sent_at=NOW)
    answer = owner_browser.client.get(CHANGES, headers=known)
    assert told(answer)["waiting"] == [order.id]
    assert "Nia New" in told(answer)["html"]
    assert answer.get_etag()[0] == told(answer)["version"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_waiting_times_are_told_anew_each_minute(owner: Owner, owner_browser: Browser) -> None:
    shops.order(owner.business, sent_at=NOW)
    known = version(owner_browser)
    with time_machine.travel(NOW + timedelta(minutes=20), tick=False):
        answer = owner_browser.client.get(CHANGES, headers=known)
    assert "Waiting 20 minutes" in told(answer)["html"]


def test_filters_stay_with_the_question(owner: Owner, owner_browser: Browser) -> None:
    shops.order(owner.business, sent_at=NOW)
    answer = owner_browser.client.get(f"{CHANGES}?how=delivery&show=ready")
    assert "<article" not in told(answer)["html"]
    assert 'aria-current="true">Ready' in told(answer)["html"]
    assert len(told(answer)["waiting"]) == 1


def test_the_kitchen_is_told_of_what_is_to_make(owner: Owner, owner_browser: Browser) -> None:
    known = version(owner_browser, "/app/orders/kitchen")
    shops.order(owner.business, ("Rye loaf", 100, 3), state=OrderState.ACCEPTED)
    answer = owner_browser.client.get(f"{CHANGES}?view=kitchen", headers=known)
    assert "Rye loaf" in told(answer)["html"]


def test_a_page_that_asks_keeps_no_session_alive(owner: Owner, app: Flask) -> None:
    browser = Browser(app).sign_in(owner)
    browser.get("/app/orders/")
    with time_machine.travel(NOW + timedelta(hours=5), tick=False):
        answer = browser.client.get(CHANGES)
        assert seen() == NOW
        assert "Set-Cookie" not in answer.headers
        browser.get("/app/orders/")
        assert seen() == NOW + timedelta(hours=5)


def test_a_visitor_is_told_nothing(owner: Owner, visitor: Browser) -> None:
    shops.order(owner.business)
    assert visitor.client.get(CHANGES).status_code == 303


def seen() -> object:
    db.session.rollback()
    return db.session.query(UserSession.last_seen_at).scalar()


def test_pulse_and_books_are_alike_on_both_engines(each_engine: Flask) -> None:
    business = factories.owner().business
    assert pulse(business.id) == Pulse(None, 0, 0)
    orders = [shops.order(business, sent_at=NOW), shops.order(business)]
    assert pulse(business.id) == Pulse(NOW, orders[-1].id, 1)
    known = list(ledger(business.id, NOW, NOW + timedelta(days=1)))
    assert [order.id for order in known] == [order.id for order in orders]
    assert not list(ledger(business.id, NOW - timedelta(days=1), NOW))


def told(answer: TestResponse) -> dict[str, Any]:
    found: dict[str, Any] = answer.get_json()
    return found
