"""Paper: the ticket for a roll or a sheet; and the kitchen's view."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cardshop.orders.models import Fulfilment, OrderState
from tests.support import shops
from tests.support.factories import NOW, Owner
from tests.support.people import Browser


@pytest.mark.parametrize("paper", ["", "?paper=80mm", "?paper=a4", "?paper=x"])
def test_a_ticket_stands_alone_with_the_items_first(
    owner: Owner, owner_browser: Browser, paper: str
) -> None:
    place = {"fulfilment": Fulfilment.DELIVERY, "zone_name": "Kilimani", "address": "Ring Road"}
    order = shops.order(owner.business, ("Rye loaf", 48000, 3), note="Ring the bell", **place)
    page = owner_browser.get(f"/app/orders/{order.id}/ticket{paper}")
    words = page.text
    assert words.index(f"#{order.number}") < words.index("Rye loaf") < words.index("Total")
    assert words.index("Total") < words.index("Wanjiru Mwangi")
    assert "Ring the bell" in words
    assert words.index("Kilimani") < words.index("Ring Road")
    assert not page.all("img")
    assert not page.all("link", rel="stylesheet")


def test_a_ticket_has_no_colour(owner: Owner, owner_browser: Browser) -> None:
    order = shops.order(owner.business)
    css = "".join(owner_browser.get(f"/app/orders/{order.id}/ticket").all("style")[0].itertext())
    colours = {part.split("}")[0].split(";")[0].split()[0] for part in css.split("#")[1:]}
    assert colours <= {"000", "fff", "000!important"}


def test_the_kitchen_sees_only_what_must_be_made(owner: Owner, owner_browser: Browser) -> None:
    shops.order(owner.business, ("Later loaf", 1, 1), state=OrderState.ACCEPTED, ready_at=NOW)
    soon = NOW - timedelta(minutes=30)
    shops.order(owner.business, ("Soon bun", 1, 2), state=OrderState.ACCEPTED, ready_at=soon)
    shops.order(owner.business, ("New roll", 1, 1), sent_at=NOW)
    shops.order(owner.business, ("Ready cake", 1, 1), state=OrderState.READY)
    words = owner_browser.get("/app/orders/kitchen").text
    assert words.index("Soon bun") < words.index("Later loaf")
    assert "1 new order waits to be accepted" in words
    assert "New roll" not in words
    assert "Ready cake" not in words


def test_the_kitchen_marks_ready_and_stays(owner: Owner, owner_browser: Browser) -> None:
    order = shops.order(owner.business, state=OrderState.ACCEPTED)
    data = {"state": "ready", "page": "kitchen"}
    page = owner_browser.post(f"/app/orders/{order.id}/state", data)
    assert page.url == "/app/orders/kitchen"
    assert "Nothing to make now" in page.text
