"""What home says of orders."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from cardshop.orders.models import OrderState
from tests.support import factories, shops
from tests.support.factories import NOW, Owner
from tests.support.people import Browser


@pytest.fixture(autouse=True)
def _at_nine() -> Iterator[None]:
    """The clock stands when everything was ordered."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(autouse=True)
def _with_a_card(owner: Owner) -> None:
    factories.card(owner.business)


def test_figures_of_the_day_lead_to_their_pages(owner: Owner, owner_browser: Browser) -> None:
    shops.order(owner.business, ("Rye", 48000, 1), sent_at=NOW)
    shops.order(owner.business, ("Rye", 48000, 1))
    shops.order(owner.business, ("Rye", 48000, 1), state=OrderState.ACCEPTED)
    before = NOW - timedelta(days=3)
    shops.order(owner.business, ("Rye", 48000, 1), state=OrderState.COMPLETED, placed_at=before)
    page = owner_browser.get("/app/")
    words = page.text.replace("\u00a0", " ")
    assert "New orders1 1 not sent yet" in words or "New orders11 not sent yet" in words
    assert "1,440" in words
    assert "1,920" in words
    assert "/app/orders/kitchen" in page.links().values()


def test_who_waits_is_accepted_in_the_row(owner: Owner, owner_browser: Browser) -> None:
    order = shops.order(owner.business, sent_at=NOW - timedelta(minutes=20))
    page = owner_browser.get("/app/")
    assert "Waiting for you" in page.text
    assert "Waiting 20 minutes" in page.text
    after = owner_browser.post(
        f"/app/orders/{order.id}/state", {"state": "accepted", "page": "home"}
    )
    assert after.url == "/app/"
    assert f"Order {order.number} is now: Making" in after.text
    assert any(href.startswith("https://wa.me/254711000111?") for href in after.links().values())


def test_home_without_orders_says_nothing_of_them(owner_browser: Browser) -> None:
    assert "New orders" not in owner_browser.get("/app/").text


@pytest.mark.parametrize("moved", ["0", "x", "99999999999", "2147483648", "²"])
def test_an_invented_order_is_nothing_to_tell(
    owner: Owner, owner_browser: Browser, moved: str
) -> None:
    shops.order(owner.business)
    for page in ("/app/", "/app/orders/"):
        assert owner_browser.get(f"{page}?moved={moved}").status == 200
