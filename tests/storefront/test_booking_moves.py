"""Moving and cancelling by the link: asked first, done by a button, refused past the cut-off."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from cardshop.booking.models import Booking, BookingState, Calendar, Service
from cardshop.db import db
from tests.storefront.booking_steps import bookings, business_of, hidden_in, salon, stop_clock
from tests.support import salons
from tests.support.factories import NOW
from tests.support.pages import Page
from tests.support.people import Browser
from tests.support.salons import SOON


@pytest.fixture(autouse=True)
def it_is_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch)


def booked(service: dict[str, Any] | None = None, **columns: Any) -> Booking:
    """A booking on 2 December, 10:00 in Nairobi."""
    business = salon()
    cut = salons.service(business, **service or {})
    return salons.booking(business, cut, salons.calendar(business, cut), **columns)


def starts_on(page: Page) -> dict[str, str]:
    return {"".join(a.itertext()): a.get("href", "") for a in page.all("a", class_="slot")}


def test_a_booking_moves_to_another_time(visitor: Browser) -> None:
    booking = booked()

    page = visitor.get(f"/b/{booking.token}/move?day=2026-12-03")
    question = visitor.get(starts_on(page)["11:30"])
    assert bookings()[0].starts_at == SOON
    page = visitor.post(f"/b/{booking.token}/move", hidden_in(question))

    assert "Wednesday, 2 December, 10:00 – 10:30" in question.text
    assert "Thursday, 3 December, 11:30" in question.text
    assert page.url == f"/b/{booking.token}"
    assert "You moved it. It was on Wednesday, 2 December, 10:00." in page.text
    [made] = bookings()
    assert (made.starts_at, made.ics_sequence) == (SOON + timedelta(days=1, hours=1.5), 1)


def test_its_own_time_is_not_in_its_way(visitor: Browser) -> None:
    booking = booked({"duration_minutes": 60, "slot_interval_minutes": 30})

    page = visitor.get(f"/b/{booking.token}/move?day=2026-12-02")

    assert {"09:30", "10:30"} <= set(starts_on(page))
    assert "10:00" not in starts_on(page)
    question = visitor.get(starts_on(page)["10:30"])
    visitor.post(f"/b/{booking.token}/move", hidden_in(question))
    assert bookings()[0].starts_at == SOON + timedelta(minutes=30)


def test_it_can_move_to_somebody_else(visitor: Browser) -> None:
    booking = booked()
    cut = db.session.get_one(Service, booking.service_id)
    leo = salons.calendar(business_of(booking), cut, name="Leo")

    page = visitor.get(f"/b/{booking.token}/move?day=2026-12-02")
    page = visitor.get(page.links()["Leo"])
    question = visitor.get(starts_on(page)["10:00"])
    visitor.post(f"/b/{booking.token}/move", hidden_in(question))

    assert (bookings()[0].calendar_id, bookings()[0].starts_at) == (leo.id, SOON)


def test_times_stand_by_the_clock_that_was_booked_with(visitor: Browser) -> None:
    booking = booked(customer_timezone="Pacific/Auckland")

    page = visitor.get(f"/b/{booking.token}/move?day=2026-12-02")

    assert {"00:00", "02:30", "19:00", "23:30"} <= set(starts_on(page))
    assert "data-chosen" in page.html


def test_a_time_that_is_gone_leaves_everything_as_it_was(visitor: Browser) -> None:
    booking = booked()
    taken = {"start": "2026-12-03T07:00:00Z"}
    service = db.session.get_one(Service, booking.service_id)
    calendar = db.session.get_one(Calendar, booking.calendar_id)
    salons.booking(business_of(booking), service, calendar, starts_at=SOON + timedelta(days=1))

    question = visitor.get(f"/b/{booking.token}/move", query_string=taken)
    page = visitor.post(f"/b/{booking.token}/move", taken)

    assert (question.status, page.status) == (409, 409)
    assert "Your booking stays as it is." in page.text
    assert {"09:30", "10:30"} <= set(starts_on(page))
    assert bookings()[0].starts_at == SOON


def test_starts_that_are_none_move_nothing(visitor: Browser) -> None:
    booking = booked()
    path = f"/b/{booking.token}/move"

    for start in (
        "",
        "soon",
        "2020-01-01T10:00:00Z",
        "2026-12-03T07:10:00Z",
        "0001-01-01T00:00:00Z",
    ):
        assert visitor.post(path, {"start": start}).status in {409, 422}
    assert visitor.post(path, {"start": "2026-12-03T07:00:00Z", "calendar": "99"}).status == 422
    assert visitor.get(f"{path}?zone=Mars/Base").status == 422
    assert visitor.get(f"{path}?day=2040-01-01").status == 422
    assert visitor.get(f"{path}?zone=choose").field("zone") is not None
    assert bookings()[0].starts_at == SOON


def test_a_booking_is_cancelled_with_a_reason(visitor: Browser) -> None:
    booking = booked()

    question = visitor.get(f"/b/{booking.token}/cancel")
    assert bookings()[0].state is BookingState.CONFIRMED
    page = visitor.post(f"/b/{booking.token}/cancel", {"reason": "I am ill"})

    assert "Cancel this booking?" in question.text
    assert "You cancelled it." in page.text
    [made] = bookings()
    assert made.state is BookingState.CANCELLED
    assert "You cancelled it." in visitor.post(f"/b/{booking.token}/cancel").text
    assert visitor.get(f"/b/{booking.token}/cancel").status == 409


def test_a_reason_without_end_is_kept_in_the_form(visitor: Browser) -> None:
    booking = booked()

    page = visitor.post(f"/b/{booking.token}/cancel", {"reason": "x" * 301})

    assert page.status == 422
    assert "300" in page.error_of("reason")
    assert bookings()[0].state is BookingState.CONFIRMED


def test_past_the_cutoff_the_business_is_asked_instead(visitor: Browser) -> None:
    cutoffs = {"cancel_cutoff_minutes": 1440, "reschedule_cutoff_minutes": 1440}
    booking = booked(cutoffs, starts_at=NOW + timedelta(hours=1))
    page = visitor.get(f"/b/{booking.token}")
    assert "It is too late to change this here. Write or call Northside." in page.text
    assert not {"Move", "Cancel"} & set(page.links())

    for ending in ("move", "cancel"):
        asked, sent = (
            visitor.get(f"/b/{booking.token}/{ending}"),
            visitor.post(f"/b/{booking.token}/{ending}", {"start": "2026-12-03T07:00:00Z"}),
        )
        assert (asked.status, sent.status) == (409, 409)
        assert "It is too late to change this booking here." in asked.text
        assert asked.links()["Write on WhatsApp"].startswith("https://wa.me/")
    assert bookings()[0].state is BookingState.CONFIRMED


def test_each_rule_is_told_where_they_differ(visitor: Browser) -> None:
    booking = booked({"cancel_cutoff_minutes": 2880, "reschedule_cutoff_minutes": 60})

    page = visitor.get(f"/b/{booking.token}")

    until = ("Wednesday, 2 December, 09:00", "Monday, 30 November, 10:00")
    assert f"You can move it until {until[0]} and cancel it until {until[1]}." in page.text


def test_what_needs_approval_waits_for_it_again(visitor: Browser) -> None:
    booking = booked({"requires_approval": True})
    start = {"start": "2026-12-03T07:00:00Z"}

    question = visitor.get(f"/b/{booking.token}/move", query_string=start)
    page = visitor.post(f"/b/{booking.token}/move", hidden_in(question))

    assert "Northside confirms the new time first" in question.text
    assert "Waiting for Northside" in page.text


def test_forms_come_from_our_pages_or_from_nowhere_known(visitor: Browser) -> None:
    booking = booked()

    def status(**headers: str) -> int:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return visitor.client.post(f"/b/{booking.token}/cancel", headers=named).status_code

    assert status(Sec_Fetch_Site="cross-site") == 403
    assert status(Origin="https://evil.example") == 403
    # A page that tells no referrer has the origin null in browsers without Sec-Fetch-Site.
    assert status(Origin="null") == 303


def test_a_full_day_offers_another_one(app: Flask) -> None:
    business = salon()
    cut = salons.service(business, duration_minutes=480)
    amina = salons.calendar(business, cut)
    mine = salons.booking(business, cut, amina, starts_at=SOON.replace(hour=6))
    salons.booking(business, cut, amina, starts_at=SOON.replace(day=3, hour=6))

    page = Browser(app).get(f"/b/{mine.token}/move?day=2026-12-03")

    assert "No times left on Thursday, 3 December" in page.text
    assert page.links()["Go to Friday, 4 December"].startswith(f"/b/{mine.token}/move?")
