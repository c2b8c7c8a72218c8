"""A customer's booking, found by its link alone: each state in words, its files, its secret."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import icalendar
import pytest

from cardshop.accounts.models import Business
from cardshop.booking import queries
from cardshop.booking.models import Booking, BookingState, Place
from cardshop.booking.operations import states
from cardshop.cards.models import Card
from cardshop.db import db, transaction
from tests.storefront.booking_steps import salon, stop_clock
from tests.support import factories, salons
from tests.support.factories import NOW
from tests.support.people import Browser
from tests.support.salons import SOON


@pytest.fixture(autouse=True)
def it_is_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch)


def booked(business: Business | None = None, **columns: Any) -> Booking:
    """A confirmed booking on 2 December, 10:00 in Nairobi, from the salon's card."""
    business = business or salon()
    card = db.session.query(Card.id).filter_by(business_id=business.id).scalar()
    return salons.booking(business, **{"card_id": card} | columns)


def fall(booking: Booking, verb: str, *, actor: str = "amina@example.com", note: str = "") -> None:
    with transaction():
        queries.held_settings(booking.business_id)
        found = queries.by_token(booking.token, for_change=True)
        getattr(states, verb)(found, actor=actor, at=NOW, note=note)


@pytest.mark.parametrize(
    ("day", "words"),
    [(24, "See you today"), (25, "See you tomorrow"), (28, "See you on Saturday")],
)
def test_the_day_is_called_as_people_call_it(visitor: Browser, day: int, words: str) -> None:
    booking = booked(starts_at=SOON.replace(month=11, day=day, hour=11))

    assert words in visitor.get(f"/b/{booking.token}").text


def test_it_says_when_where_and_how_to_keep_it(visitor: Browser) -> None:
    page = visitor.get(f"/b/{booked().token}")

    assert "See you on Wednesday, 2 December" in page.text
    assert "Wednesday, 2 December, 10:00 – 10:30Nairobi time" in page.text
    assert "Haircut with AminaKsh 1,500" in page.text
    assert "There:" not in page.text
    google = parse_qs(urlsplit(page.links()["Google"]).query)
    assert google["dates"] == ["20261202T070000Z/20261202T073000Z"]
    assert "outlook" in page.links()["Outlook"]
    assert "booking%3A%20Haircut" in page.links()["Write on WhatsApp"]
    assert "You can move or cancel it until Wednesday, 2 December, 10:00." in page.text


def test_the_customers_clock_comes_first(visitor: Browser) -> None:
    page = visitor.get(f"/b/{booked(customer_timezone='Pacific/Auckland').token}")

    assert "Wednesday, 2 December, 20:00 – 20:30Auckland time" in page.text
    assert "There: Wednesday, 2 December, 10:00 – 10:30, Nairobi time" in page.text


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("decline", "Northside cannot take it."),
        ("cancel", "Northside cancelled it."),
        ("no_show", "We missed you"),
        ("complete", "Thank you for coming"),
    ],
)
def test_each_state_has_its_words(visitor: Browser, verb: str, words: str) -> None:
    pending: dict[str, Any] = {"state": BookingState.PENDING} if verb == "decline" else {}
    booking = booked(**pending)
    fall(booking, verb, note="Water damage")

    page = visitor.get(f"/b/{booking.token}")

    assert words in page.text
    assert ("Water damage" in page.text) == (verb in ("decline", "cancel"))
    assert "Google" not in page.links()
    assert "Move" not in page.links()
    assert page.links()["Book a new time"].startswith("/salon/book/")


def test_a_request_is_held_until_it_is_answered(visitor: Browser) -> None:
    booking = booked(state=BookingState.PENDING, hold_until=NOW + timedelta(days=1))

    page = visitor.get(f"/b/{booking.token}")

    assert "Waiting for Northside" in page.text
    assert "Northside confirms it by Wednesday, 25 November, 12:00." in page.text


def test_a_call_is_no_meeting_and_its_link_is_told(visitor: Browser) -> None:
    booking = booked(place=Place.VIDEO, place_details="https://meet.example/x")

    page = visitor.get(f"/b/{booking.token}")

    assert "You are booked" in page.text
    assert page.links()["https://meet.example/x"] == "https://meet.example/x"


def test_the_file_is_what_calendars_read(visitor: Browser) -> None:
    booking = booked()

    answer = visitor.client.get(f"/b/{booking.token}.ics")

    assert answer.headers["Content-Type"].startswith("text/calendar; charset=utf-8")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="booking.ics"'
    [event] = icalendar.Calendar.from_ical(answer.data).walk("VEVENT")
    assert event.decoded("DTSTART") == SOON
    assert str(event["UID"]).startswith(booking.ics_uid)
    assert f"/b/{booking.token}" in str(event["DESCRIPTION"])


@pytest.mark.parametrize("ending", ["", ".ics", "/move", "/cancel"])
def test_the_address_is_a_secret(visitor: Browser, ending: str) -> None:
    booking = booked()

    answer = visitor.client.get(f"/b/{booking.token}{ending}")

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in answer.headers
    for token in (f"{booking.token[:-1]}~", "x", "a" * 500, "%00", "' or 1=1"):
        assert visitor.client.get(f"/b/{token}{ending}").status_code == 404


def test_its_business_finds_it_in_the_diary_and_nobody_else_does(
    owner: factories.Owner, owner_browser: Browser, stranger_browser: Browser
) -> None:
    booking = booked(owner.business)

    page = owner_browser.get(f"/b/{booking.token}")

    assert page.links()["Open in your diary"] == f"/app/bookings/{booking.id}"
    stranger = stranger_browser.get(f"/b/{booking.token}")
    assert "Open in your diary" not in stranger.links()


def test_it_outlives_its_card_its_service_and_its_calendar(visitor: Browser) -> None:
    business = factories.owner().business
    booking = booked(business, card_id=None)
    with transaction():
        found = queries.by_token(booking.token, for_change=True)
        found.service_id = found.calendar_id = None

    page = visitor.get(f"/b/{booking.token}")

    assert f"Your booking at {business.name} is confirmed." in page.text
    assert "Move" not in page.links()
    assert visitor.client.get(f"/b/{booking.token}.ics").status_code == 200


def test_typed_words_stay_words(visitor: Browser) -> None:
    answer = {"question_id": 1, "label": "<b>Q", "kind": "text", "value": "<i>A"}
    booking = booked(note="<script>alert(1)</script>\n\u202eevil", answers=[answer])

    page = visitor.get(f"/b/{booking.token}")

    assert "<script>alert" not in page.html
    assert "<i>A" not in page.html


def test_persian_reads_its_own_calendar(visitor: Browser) -> None:
    booking = booked(locale="fa-IR", customer_timezone="Asia/Tehran")

    page = visitor.get(f"/b/{booking.token}")

    assert page.root.get("dir") == "rtl"
    assert "چهارشنبه ۱۱ آذر" in page.text
    assert "۱۰:۳۰" in page.text
