"""What booking may cost: statements that do not grow with the diary, pages that stay small."""

from __future__ import annotations

import gzip
from datetime import timedelta

import pytest
from flask import Flask

from cardshop.booking.models import Calendar, Service
from cardshop.web import assets
from tests.storefront.booking_steps import SALON, business_of, salon, stop_clock
from tests.storefront.test_budgets import counted
from tests.support import salons
from tests.support.people import Browser
from tests.support.salons import SOON


@pytest.fixture(autouse=True)
def it_is_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch)


def busy_salon(*, chairs: int, bookings: int) -> tuple[Service, list[Calendar]]:
    """A salon with so many chairs, and so many bookings in each of them."""
    business = salon()
    cut = salons.service(business, slug="haircut", slot_interval_minutes=15)
    salons.service(business, "Another", slug="another")
    seats = [salons.calendar(business, cut, name=f"Chair {n}") for n in range(chairs)]
    for chair in seats:
        for n in range(bookings):
            start = SOON + timedelta(days=n // 4, minutes=30 * (n % 4))
            salons.booking(business, cut, chair, starts_at=start)
    return cut, seats


@pytest.mark.parametrize(("chairs", "bookings"), [(1, 1), (3, 24)])
def test_the_pages_of_booking_ask_the_database_few_times(
    visitor: Browser, chairs: int, bookings: int
) -> None:
    busy_salon(chairs=chairs, bookings=bookings)
    most = {
        f"{SALON}/book": 6,
        f"{SALON}/book/haircut": 11,
        f"{SALON}/book/haircut?zone=Asia/Tehran&day=2026-12-04": 11,
        f"{SALON}/book/haircut?day=2026-11-24&calendar=0": 11,
        f"{SALON}/book/haircut/details?start=2026-12-30T10:00:00Z": 11,
    }

    for address, bound in most.items():
        with counted() as asked:
            visitor.client.get(address)
        selects = [one for one in asked if one.startswith("SELECT")]
        assert len(selects) <= bound, (address, len(selects), selects)


def test_looking_further_ahead_costs_a_few_more(visitor: Browser) -> None:
    business = salon()
    cut = salons.service(business, slug="haircut")
    days = {"2026-12-20": [["10:00", "11:00"]]}
    salons.calendar(business, cut, hours={"weekly": {}, "overrides": days})

    with counted() as asked:
        visitor.client.get(f"{SALON}/book/haircut")

    assert len([one for one in asked if one.startswith("SELECT")]) <= 15, asked


def test_a_booking_is_shown_and_moved_with_few_statements(visitor: Browser) -> None:
    cut, [chair] = busy_salon(chairs=1, bookings=9)
    booking = salons.booking(business_of(chair), cut, chair, starts_at=SOON + timedelta(days=20))

    for ending, bound in (("", 8), (".ics", 8), ("/move", 15), ("/cancel", 8)):
        with counted() as asked:
            visitor.client.get(f"/b/{booking.token}{ending}")
        selects = [one for one in asked if one.startswith("SELECT")]
        assert len(selects) <= bound, (ending, len(selects), selects)


def test_a_page_of_times_is_light_on_a_cheap_phone(app: Flask) -> None:
    busy_salon(chairs=2, bookings=4)

    page = Browser(app).get(f"{SALON}/book/haircut?day=2026-12-02").html
    script = assets.script("book").gzip

    assert len(gzip.compress(page.encode(), 6)) <= 14_000
    assert len(script) <= 2_000
    policy = app.test_client().get(f"{SALON}/book/haircut").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "nonce" not in policy
