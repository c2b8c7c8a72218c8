"""A booking as its owner sees it: who, when, what was said, what can be done, who else they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import unquote

import pytest
import time_machine
from flask import Flask

from cardshop.booking.models import Booking, BookingState
from cardshop.db import db
from tests.orders.looking import statements
from tests.support import factories, salons, shops
from tests.support.factories import NOW, Owner
from tests.support.people import Browser
from tests.support.salons import SOON

BOOKINGS = "/app/bookings"


@pytest.fixture(autouse=True)
def _at_nine() -> Iterator[None]:
    """The clock stands at 24 November, noon in Nairobi."""
    with time_machine.travel(NOW, tick=False):
        yield


def at(moment: datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


def stored(booking: Booking) -> Booking:
    db.session.expire_all()
    return db.session.get_one(Booking, booking.id)


def test_it_tells_when_for_both_who_where_and_how_much(
    owner: Owner, owner_browser: Browser
) -> None:
    booking = salons.booking(
        owner.business,
        customer_name="Grace",
        customer_phone="+254700000123",
        customer_timezone="Europe/Berlin",
        note="Short at the sides",
        answers=[{"question_id": 1, "label": "First visit?", "kind": "checkbox", "value": True}],
    )
    page = owner_browser.get(f"{BOOKINGS}/{booking.id}")
    assert "2 December 2026, 10:00 to 10:30 (Nairobi time)" in page.text
    assert "2 December 2026, 08:00 to 08:30 (Berlin time)" in page.text
    for words in ("Grace", "+254 700 000123", "Short at the sides", "First visit?Yes", "1,500"):
        assert words in page.text
    assert page.links()["Call"] == "tel:+254700000123"
    assert page.links()["WhatsApp"] == "https://wa.me/254700000123"


def test_the_ready_words_are_the_customers(owner: Owner, owner_browser: Browser) -> None:
    booking = salons.booking(
        owner.business, customer_name="Grace", customer_phone="+254700000123", locale="en-KE"
    )
    link = owner_browser.get(f"{BOOKINGS}/{booking.id}").links()["Say it is confirmed"]
    words = unquote(link.split("text=")[1])
    assert words.startswith("Hello Grace, your booking is confirmed: Haircut, Wed, 2 Dec, 10:00.")
    assert words.endswith(f"/b/{booking.token}")


def test_who_gave_nothing_is_called_by_nobody(owner: Owner, owner_browser: Browser) -> None:
    nothing: dict[str, Any] = {
        "customer_phone": "",
        "phone_key": "",
        "customer_email": "",
        "email_key": "",
    }
    booking = salons.booking(owner.business, **nothing)
    page = owner_browser.get(f"{BOOKINGS}/{booking.id}")
    assert "Neither phone nor e-mail was given." in page.text
    assert "First booking" in page.text


def test_other_bookings_of_the_person_are_counted(owner: Owner, owner_browser: Browser) -> None:
    service = salons.service(owner.business)
    calendar = salons.calendar(owner.business, service)
    who: dict[str, Any] = {"customer_phone": "+254700000123", "phone_key": "+254700000123"}
    states = (BookingState.NO_SHOW, BookingState.NO_SHOW, BookingState.COMPLETED)
    for day, state in enumerate(states, 1):
        when = SOON - timedelta(days=day)
        salons.booking(owner.business, service, calendar, starts_at=when, state=state, **who)
    salons.booking(factories.owner().business, **who)
    booking = salons.booking(owner.business, service, calendar, **who)
    page = owner_browser.get(f"{BOOKINGS}/{booking.id}")
    assert "3 other bookings" in page.text
    assert "2 times not come" in page.text


def test_it_leads_to_the_customer_who_orders_too(owner: Owner, owner_browser: Browser) -> None:
    customer = shops.customer(owner.business, phone="+254700000123", phone_key="+254700000123")
    who: dict[str, Any] = {"customer_phone": "+254700000123", "phone_key": "+254700000123"}
    booking = salons.booking(owner.business, **who)
    links = owner_browser.get(f"{BOOKINGS}/{booking.id}").links()
    assert links["Orders of this customer"] == f"/app/customers/{customer.id}"
    stranger = salons.booking(owner.business, starts_at=SOON + timedelta(days=1), phone_key="+1")
    assert "Orders of this customer" not in owner_browser.get(f"{BOOKINGS}/{stranger.id}").text


def test_notes_are_kept_and_bad_ones_shown_again(owner: Owner, owner_browser: Browser) -> None:
    booking = salons.booking(owner.business)
    page = owner_browser.post(f"{BOOKINGS}/{booking.id}", {"owner_note": "Likes tea\nand quiet"})
    assert "Saved." in page.text
    assert stored(booking).owner_note == "Likes tea\nand quiet"
    page = owner_browser.post(f"{BOOKINGS}/{booking.id}", {"owner_note": "x" * 2001})
    assert page.status == 422
    assert "Use at most 2,000 characters" in page.error_of("owner_note")
    assert (page.field("owner_note").text or "").strip() == "x" * 2001


def test_a_request_is_approved_once(owner: Owner, owner_browser: Browser) -> None:
    booking = salons.booking(owner.business, state=BookingState.PENDING)
    page = owner_browser.post(f"{BOOKINGS}/{booking.id}/approval")
    assert stored(booking).state is BookingState.CONFIRMED
    assert "Approved" in page.text
    page = owner_browser.post(f"{BOOKINGS}/{booking.id}/approval")
    assert "That step is no longer possible. This booking is now: Confirmed." in page.text


def test_a_request_is_declined_with_a_reason(owner: Owner, owner_browser: Browser) -> None:
    booking = salons.booking(owner.business, state=BookingState.PENDING)
    address = f"{BOOKINGS}/{booking.id}/refusal"
    assert "We have no time then" in owner_browser.get(address).text
    page = owner_browser.post(address, {"reason": "other", "words": " "})
    assert page.status == 422
    assert page.error_of("words") == "Say why in a few words, or choose a reason."
    page = owner_browser.post(address, {"reason": "full", "words": "Try Friday"})
    assert stored(booking).state is BookingState.DECLINED
    assert "We have no time then: Try Friday" in page.text


def test_a_booking_is_called_off_saying_what_that_does(
    owner: Owner, owner_browser: Browser
) -> None:
    booking = salons.booking(owner.business, customer_name="Grace", customer_email="g@example.com")
    address = f"{BOOKINGS}/{booking.id}/cancellation"
    page = owner_browser.get(address)
    assert "The time is free again, and Grace gets an e-mail." in page.text
    owner_browser.post(address, {"reason": "ill"})
    assert stored(booking).state is BookingState.CANCELLED
    assert "This booking is now: Cancelled." in owner_browser.get(address).text


@pytest.mark.parametrize(("outcome", "words"), [("completed", "Finished"), ("no_show", "Did not")])
def test_how_it_went_is_said_once_it_has_begun(
    owner: Owner, owner_browser: Browser, outcome: str, words: str
) -> None:
    booking = salons.booking(owner.business)
    address = f"{BOOKINGS}/{booking.id}/outcome"
    assert not owner_browser.get(f"{BOOKINGS}/{booking.id}").all("form", action=address)
    with at(SOON + timedelta(minutes=5)):
        assert owner_browser.get(f"{BOOKINGS}/{booking.id}").all("form", action=address)
        assert owner_browser.post(address, {"state": "expired"}).status == 422
        page = owner_browser.post(address, {"state": outcome})
    assert stored(booking).state.value == outcome
    assert words in page.text


def test_the_history_tells_what_was_moved(owner: Owner, owner_browser: Browser) -> None:
    booking = salons.booking(owner.business)
    owner_browser.post(
        f"{BOOKINGS}/{booking.id}/time",
        {"date": "2026-12-03", "time": "11:00", "calendar": booking.calendar_id, "note": "Sorry"},
    )
    page = owner_browser.get(f"{BOOKINGS}/{booking.id}")
    assert "Moved from Wed, 2 Dec, 10:00 to Thu, 3 Dec, 11:00 · YouSorry" in page.text
    assert "Say it was moved" in page.text


def test_all_bookings_are_searched(owner: Owner, owner_browser: Browser) -> None:
    service = salons.service(owner.business)
    calendar = salons.calendar(owner.business, service)
    for day, name in enumerate(("Grace", "Peter")):
        when = SOON + timedelta(days=day)
        salons.booking(owner.business, service, calendar, starts_at=when, customer_name=name)
    page = owner_browser.get(f"{BOOKINGS}/all?q=grac")
    assert "Grace" in page.text
    assert "Peter" not in page.text
    assert "No such bookings" in owner_browser.get(f"{BOOKINGS}/all?state=cancelled&after=x-1").text
    assert "Peter" in owner_browser.get(f"{BOOKINGS}/all").text


def test_its_page_asks_few_questions(owner: Owner, owner_browser: Browser) -> None:
    booking = salons.booking(owner.business)
    with statements() as asked:
        owner_browser.get(f"{BOOKINGS}/{booking.id}")
    assert len(asked) <= 12, asked


def test_another_business_sees_nothing(app: Flask, owner: Owner, stranger_browser: Browser) -> None:
    booking = salons.booking(owner.business, state=BookingState.PENDING)
    for part in ("", "/time", "/refusal", "/cancellation", "/approval", "/outcome"):
        data = {"state": "completed"}
        assert stranger_browser.post(f"{BOOKINGS}/{booking.id}{part}", data).status == 404
    assert stored(booking).state is BookingState.PENDING
    assert booking.customer_name not in stranger_browser.get(f"{BOOKINGS}/all").text
