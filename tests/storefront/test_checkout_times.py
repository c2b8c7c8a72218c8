"""When an order is wanted: windows, closed shops, and shops that take none."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from flask import Flask

from cardshop.orders.models import WhenClosed
from tests.storefront.shopping import orders, shop, shopper_with_bread
from tests.support import shops

WEEKDAYS = "mon tue wed thu fri sat sun".split()
DAILY: dict[str, Any] = {
    "weekly": {day: [["06:00", "19:00"]] for day in WEEKDAYS},
    "overrides": {},
}
# Tuesday 24 November 2026 in Nairobi.
NOON, NIGHT = datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2026, 11, 24, 18, tzinfo=UTC)


def test_a_window_can_be_chosen(app: Flask) -> None:
    with time_machine.travel(NOON, tick=False):
        shopper = shopper_with_bread(app, shop(opening_hours=DAILY))
        page = shopper.checkout()
        first = page.all("option")[0].get("value", "")

        page = shopper.place(page, when="later", window=first)

    [order] = orders()
    assert order.wanted_from == datetime.fromisoformat(first)
    assert "Pickup: Today, 12:30 – 13:00" in page.text


@pytest.mark.parametrize("window", ["", "soon", "2026-11-24T09:05:00+00:00", "2026-11-24T10:00"])
def test_a_window_that_was_not_offered_is_refused(app: Flask, window: str) -> None:
    with time_machine.travel(NOON, tick=False):
        shopper = shopper_with_bread(app, shop(opening_hours=DAILY))

        page = shopper.place(shopper.checkout(), when="later", window=window)

    assert page.status in (409, 422)
    assert page.error_of("window")
    assert orders() == []


def test_a_closed_shop_takes_orders_for_its_next_opening(app: Flask) -> None:
    with time_machine.travel(NIGHT, tick=False):
        shopper = shopper_with_bread(app, shop(opening_hours=DAILY))
        page = shopper.checkout()
        assert "Closed now. You can order for the next opening: Tomorrow, 06:00." in page.text

        page = shopper.place(page)

    assert "Tomorrow, about 06:30" in page.text


def test_a_closed_shop_may_take_none(app: Flask) -> None:
    with time_machine.travel(NIGHT, tick=False):
        business = shop(opening_hours=DAILY)
        shops.settings(business, when_closed=WhenClosed.REFUSE)
        shopper = shopper_with_bread(app, business)
        page = shopper.checkout()
        assert "We are closed and take no orders just now." in page.text
        assert "Place order" not in page.text

        assert shopper.place(page).status == 409

    assert orders() == []


def test_a_shop_that_takes_no_orders_says_so(app: Flask) -> None:
    business = shop()
    shops.settings(business, is_taking_orders=False)
    shopper = shopper_with_bread(app, business)

    page = shopper.checkout()

    assert "We are not taking orders at the moment." in page.text
    assert "Place order" not in page.text
