"""One's own page of a waiting list: the place, the held time, booking it, leaving."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask

from cardshop.booking.models import Booking, WaitingEntry
from cardshop.db import db
from tests.booking.waiting import LATER, TEN, Salon, cancel, lapse, salon, states_of
from tests.storefront.test_budgets import counted
from tests.support import factories, salons
from tests.support.factories import NOW
from tests.support.people import Browser

FULL = "/salon/book/haircut/wait?day=2026-12-02"


@pytest.fixture(autouse=True)
def present(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cardshop.lib.clock.now", lambda: NOW)


@pytest.fixture
def shop(app: Flask) -> Salon:
    made = salon()
    factories.card(made.business, slug="salon", display_name="Amina's salon")
    made.fill()
    return made


def offer(shop: Salon) -> WaitingEntry:
    waiting = shop.entry(customer_timezone="Europe/Berlin")
    cancel(db.session.query(Booking).filter_by(starts_at=TEN).one())
    return waiting


def test_a_held_time_is_shown_in_the_customers_zone_and_booked(
    visitor: Browser, shop: Salon
) -> None:
    question = salons.question(shop.service, "Allergies?", is_required=True)
    waiting = offer(shop)
    page = visitor.get(f"/w/{waiting.token}")
    assert "Held for you until 10:20." in page.text
    assert "Wednesday, 2 December, 08:00" in page.text

    page = visitor.post(f"/w/{waiting.token}/book", {"note": "By the window"})
    assert page.status == 422
    assert page.error_of(f"answer-{question.id}") == "Answer this question."
    assert "By the window" in page.text
    page = visitor.post(f"/w/{waiting.token}/book", {f"answer-{question.id}": "None"})

    assert page.url.startswith("/b/")
    assert visitor.get(f"/w/{waiting.token}").url == page.url
    assert visitor.post(f"/w/{waiting.token}/book").url == page.url


def test_an_offer_that_is_over_says_so_and_leads_on(
    visitor: Browser, shop: Salon, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = offer(shop)
    monkeypatch.setattr("cardshop.lib.clock.now", lambda: LATER)

    # Before the worker came by, and after.
    for _ in range(2):
        page = visitor.get(f"/w/{waiting.token}")
        assert "The offer is over" in page.text
        assert page.links()["See other times"] == "/salon/book/haircut"
        page = visitor.post(f"/w/{waiting.token}/book")
        assert page.status == 409
        assert "It went to whoever was next." in page.text or "The offer is over" in page.text
        lapse()


def test_leaving_takes_a_click_and_is_said_once_and_again(visitor: Browser, shop: Salon) -> None:
    waiting = shop.entry()
    address = f"/w/{waiting.token}"
    visitor.get(address)
    assert states_of(waiting) == ["waiting"]

    for _ in range(2):
        assert "You left the waiting list" in visitor.post(f"{address}/leave").text

    assert states_of(waiting) == ["left"]
    assert visitor.raw("GET", f"{address}/leave").status_code == 405


def test_how_many_stand_before_is_said(visitor: Browser, shop: Salon) -> None:
    shop.entry()
    shop.entry()

    assert "2 people before you." in visitor.get(f"/w/{shop.entry().token}").text


def test_a_script_is_told_when_something_changed(visitor: Browser, shop: Salon) -> None:
    first = shop.entry()
    address = f"/w/{shop.entry().token}"
    (link,) = visitor.get(address).all("a", data_behavior="myTurn")
    asked = visitor.raw("GET", link.get("data-href", ""))
    assert asked.get_json() == {"stands": link.get("data-stands")} == {"stands": "waiting 2"}

    visitor.post(f"/w/{first.token}/leave")

    assert visitor.raw("GET", f"{address}/status").get_json() == {"stands": "waiting 1"}


def test_a_link_of_nobody_is_not_found(visitor: Browser, shop: Salon) -> None:
    for token in ("x", "a" * 22, "%00", "🦊"):
        assert visitor.get(f"/w/{token}").status == 404
    assert visitor.post("/w/nobody/book").status == 404
    assert visitor.post("/w/nobody/leave").status == 404
    assert visitor.get("/salon/book/nothing/wait?day=2026-12-02").status == 404


def test_the_pages_are_kept_nowhere_and_told_to_no_site(visitor: Browser, shop: Salon) -> None:
    answer = visitor.raw("GET", f"/w/{shop.entry().token}")

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert visitor.raw("GET", FULL).headers["Cache-Control"] == "no-store"


def test_without_a_card_the_page_still_works(visitor: Browser, app: Flask) -> None:
    waiting = salon().offered(until=NOW + timedelta(minutes=20))

    page = visitor.get(f"/w/{waiting.token}")

    assert "A time is free for you" in page.text
    assert visitor.post(f"/w/{waiting.token}/book").url.startswith("/b/")


def test_persian_reads_from_the_right_in_its_own_digits(visitor: Browser, shop: Salon) -> None:
    waiting = shop.entry(locale="fa")

    page = visitor.get(f"/w/{waiting.token}")

    assert page.root.get("dir") == "rtl"
    assert re.search("[۰-۹]", page.text)


def test_the_pages_of_a_list_ask_few_times_however_long_it_is(
    visitor: Browser, shop: Salon
) -> None:
    for _ in range(10):
        shop.entry()
    last = offer(shop)

    for address, most in ((f"/w/{last.token}", 10), (FULL, 12)):
        with counted() as asked:
            assert visitor.client.get(address).status_code == 200
        assert len(asked) <= most, (len(asked), asked)
