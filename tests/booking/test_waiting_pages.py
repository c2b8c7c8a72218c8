"""The owner's waiting list: who waits, the message ready, a time by hand, nothing foreign."""

from __future__ import annotations

import pytest
from flask import Flask

from cardshop.booking.models import WaitingEntry
from cardshop.booking.operations import accepting
from cardshop.db import transaction
from tests.booking.waiting import DAY, TEN, Salon, fresh, salon, states_of
from tests.orders.looking import statements
from tests.support import factories, salons
from tests.support.factories import NOW
from tests.support.people import Browser

LIST = "/app/waiting-list/"


@pytest.fixture(autouse=True)
def present(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cardshop.lib.clock.now", lambda: NOW)


@pytest.fixture
def shop(app: Flask, owner: factories.Owner) -> Salon:
    return salon(business=owner.business)


def waits(shop: Salon, **columns: object) -> WaitingEntry:
    return shop.entry(**{"phone": "+254711000222"} | columns)


def test_an_empty_list_says_what_it_is_for(owner_browser: Browser, shop: Salon) -> None:
    page = owner_browser.get(LIST)

    assert "Nobody waits" in page.text
    assert page.status == 200


def test_each_day_lists_who_waits_in_order_with_the_message_ready(
    owner_browser: Browser, shop: Salon
) -> None:
    shop.fill()
    waits(shop, customer_name="Otieno Ouma")
    shop.entry(customer_name="Zuhura", seats=2, calendar_id=shop.calendar.id)

    page = owner_browser.get(LIST)

    assert "Wednesday, 2 December" in page.text
    assert "2 wait" in page.text
    assert page.text.index("Otieno Ouma") < page.text.index("Zuhura")
    assert "Haircut · Amina · 2 places" in page.text
    link = page.links()["WhatsApp: Otieno Ouma"]
    assert link.startswith("https://wa.me/254711000222?text=Hello%20Otieno%20Ouma")


def test_a_held_time_is_shown_and_its_message_has_the_link(
    owner_browser: Browser, shop: Salon
) -> None:
    entry = shop.offered(phone="+254711000222", customer_name="Otieno")

    page = owner_browser.get(LIST)

    assert "10:00 is held for them until 12:20." in page.text
    assert f"%2Fw%2F{entry.token}" in page.links()["Send the offer: Otieno"]
    assert "Offer a time: Otieno" not in page.links()


def test_a_time_is_offered_by_hand_over_the_heads_of_others(
    owner_browser: Browser, shop: Salon
) -> None:
    first, second = shop.entry(), shop.entry(customer_name="Zuhura")
    salons.calendar(shop.business, shop.service, name="Ben", hours=salons.hours("15:00-15:30"))
    page = owner_browser.get(owner_browser.get(LIST).links()["Offer a time: Zuhura"])
    times = {e.get("value", "") for e in page.all("input", name="time")}
    assert len(times) == 3
    assert "15:00 – 15:30 · Ben" in page.text
    ten = next(one for one in times if one.startswith(f"{int(TEN.timestamp())}-"))

    page = owner_browser.post(f"{LIST}{second.id}/offer", {"time": ten})

    assert (page.url, "The time is held." in page.text) == (LIST, True)
    assert states_of(first, second) == ["waiting", "offered"]
    assert fresh(second).offered_starts_at == TEN


NONE: list[tuple[dict[str, str], int, str]] = [
    ({}, 422, "Choose a time"),
    ({"time": "x"}, 409, "This time has just been taken or is not open."),
    ({"time": "99999999999-1"}, 409, "This time has just been taken or is not open."),
    ({"time": f"{int(TEN.timestamp())}-999999"}, 422, "This calendar does not give that"),
]


def test_a_time_that_is_none_is_refused(owner_browser: Browser, shop: Salon) -> None:
    entry = shop.entry()

    for typed, status, words in NONE:
        page = owner_browser.post(f"{LIST}{entry.id}/offer", typed)
        assert (page.status, words in page.text) == (status, True), page.text
    assert states_of(entry) == ["waiting"]


def test_without_a_free_time_the_owner_is_told_what_to_do(
    owner_browser: Browser, shop: Salon
) -> None:
    shop.fill()

    page = owner_browser.get(f"{LIST}{waits(shop).id}/offer")

    assert "No free time on this day" in page.text
    assert "Write on WhatsApp" in page.links()


def test_who_is_removed_hands_the_offer_on(owner_browser: Browser, shop: Salon) -> None:
    first = shop.offered()
    second = shop.entry()

    page = owner_browser.post(f"{LIST}{first.id}/removal")

    assert "Removed from the waiting list." in page.text
    assert states_of(first, second) == ["left", "offered"]


def test_what_became_a_booking_leads_to_it_and_is_not_removed(
    owner_browser: Browser, shop: Salon
) -> None:
    entry = shop.offered(customer_name="Zuhura")
    with transaction():
        booking = accepting.accept(entry, shop.business, answers={}, at=NOW)
        booking_id = booking.id

    page = owner_browser.get(LIST)

    assert page.links()["Open the booking: Zuhura"] == f"/app/bookings/{booking_id}"
    assert owner_browser.post(f"{LIST}{fresh(entry).id}/removal").status == 409


def test_another_business_finds_nobody(stranger_browser: Browser, shop: Salon) -> None:
    entry = waits(shop)

    for method, ending in (("GET", "offer"), ("POST", "offer"), ("POST", "removal")):
        answer = stranger_browser.raw(method, f"{LIST}{entry.id}/{ending}")
        assert answer.status_code == 404
    assert "Nobody waits" in stranger_browser.get(LIST).text
    assert states_of(entry) == ["waiting"]


def test_a_long_list_costs_no_more_statements_than_a_short_one(
    owner_browser: Browser, shop: Salon
) -> None:
    shop.entry()
    with statements() as few:
        owner_browser.get(LIST)
    for _ in range(10):
        shop.entry(customer_name="Zuhura")
    salons.waiting_entry(shop.business, salons.service(shop.business), DAY)

    with statements() as many:
        owner_browser.get(LIST)

    assert len(few) == len(many) <= 8
