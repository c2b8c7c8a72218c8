"""Bookings that the business writes down itself: who walks in, who calls, who comes every week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from cardshop.booking.models import Booking, BookingState
from cardshop.db import db
from tests.support import factories, salons
from tests.support.factories import NOW, Owner
from tests.support.people import Browser
from tests.support.salons import SOON

NEW = "/app/bookings/new"


@pytest.fixture(autouse=True)
def _at_nine() -> Iterator[None]:
    """The clock stands at 24 November, noon in Nairobi."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def sent(owner: Owner) -> dict[str, str]:
    """A form that books 2 December, 10:00."""
    service = salons.service(owner.business)
    calendar = salons.calendar(owner.business, service)
    return {
        "key": "k1",
        "service": str(service.id),
        "calendar": str(calendar.id),
        "date": "2026-12-02",
        "time": "10:00",
        "name": "Grace",
        "seats": "1",
    }


def bookings() -> list[Booking]:
    db.session.expire_all()
    return db.session.query(Booking).order_by(Booking.starts_at).all()


def test_a_click_on_the_diary_fills_it_in(owner: Owner, owner_browser: Browser) -> None:
    calendar = salons.calendar(owner.business, salons.service(owner.business))
    page = owner_browser.get(f"{NEW}?start=2026-12-02T07:15:00.000Z&calendar={calendar.id}")
    assert page.field("date").get("value") == "2026-12-02"
    assert page.field("time").get("value") == "10:15"
    by_wall = owner_browser.get(f"{NEW}?start=2026-12-02T10:15")
    assert by_wall.field("time").get("value") == "10:15"
    assert owner_browser.get(f"{NEW}?start=x&calendar=x").field("date").get("value") == "2026-11-24"


def test_somebody_is_booked_at_once(owner_browser: Browser, sent: dict[str, str]) -> None:
    page = owner_browser.post(NEW, sent | {"phone": "0700 000 123", "note": "By phone"})
    [booking] = bookings()
    assert page.url == f"/app/bookings/{booking.id}"
    assert booking.starts_at == SOON
    assert booking.state is BookingState.CONFIRMED
    assert (booking.customer_phone, booking.note) == ("+254700000123", "By phone")


def test_a_name_is_not_needed_and_twice_is_once(
    owner_browser: Browser, sent: dict[str, str]
) -> None:
    for _ in range(2):
        owner_browser.post(NEW, sent | {"name": ""})
    [booking] = bookings()
    assert booking.customer_name == "Walk-in"


def test_a_closed_time_needs_a_tick(owner_browser: Browser, sent: dict[str, str]) -> None:
    late = sent | {"time": "20:00"}
    page = owner_browser.post(NEW, late)
    assert page.status == 409
    assert "is not open" in page.error_of("time")
    assert page.field("name").get("value") == "Grace"
    assert page.all("button", name="pick")
    owner_browser.post(NEW, late | {"any_time": "y"})
    assert bookings()[0].starts_at == SOON + timedelta(hours=10)


def test_one_of_the_free_times_is_taken_instead(
    owner: Owner, owner_browser: Browser, sent: dict[str, str]
) -> None:
    owner_browser.post(NEW, sent)
    page = owner_browser.post(NEW, sent | {"key": "k2", "any_time": "y"})
    assert page.status == 409
    free = page.all("button", name="pick")[0].get("value")
    owner_browser.post(NEW, sent | {"key": "k2", "pick": str(free)})
    assert len(bookings()) == 2


def test_anyone_who_is_free_takes_it(
    owner: Owner, owner_browser: Browser, sent: dict[str, str]
) -> None:
    other = salons.calendar(owner.business, name="Otto")
    assert "Anyone who is free" in owner_browser.get(NEW).text
    page = owner_browser.post(NEW, sent | {"calendar": str(other.id)})
    assert page.status == 422
    assert page.error_of("calendar") == "This calendar does not give that service."
    owner_browser.post(NEW, sent | {"calendar": ""})
    assert bookings()[0].calendar_name == "Amina"


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"service": ""}, "service", "Choose a service."),
        ({"service": "99999"}, "service", "Choose a service."),
        ({"date": "2026-02-30"}, "date", "Enter a date, like 2026-11-24."),
        ({"time": "noon"}, "time", "Enter a time, like 09:30."),
        ({"phone": "12"}, "phone", "Enter the phone number with its country code"),
        ({"email": "grace"}, "email", "Enter"),
        ({"note": "x" * 501}, "note", "Use at most 500 characters"),
        ({"every": "1", "times": "53"}, "times", "Enter how many times, 2 to 52."),
        ({"every": "1", "times": "x"}, "times", "Enter a whole number"),
        ({"name": "x" * 81}, "name", "Use at most 80 characters"),
    ],
)
def test_what_cannot_be_used_is_kept_and_explained(
    owner_browser: Browser, sent: dict[str, str], typed: dict[str, str], field: str, words: str
) -> None:
    page = owner_browser.post(NEW, sent | typed)
    assert page.status == 422
    assert words in page.error_of(field)
    if field != "name":
        assert page.field("name").get("value") == "Grace"
    assert bookings() == []


@pytest.mark.parametrize("seats", ["0", "99", "-1", "one"])
def test_seats_that_there_are_not_are_refused(
    owner: Owner, owner_browser: Browser, sent: dict[str, str], seats: str
) -> None:
    bread = salons.service(owner.business, "Bread class", capacity=8)
    calendar = salons.calendar(owner.business, bread)
    chosen = {"service": str(bread.id), "calendar": str(calendar.id), "seats": seats}
    page = owner_browser.post(NEW, sent | chosen)
    assert page.status == 422
    assert page.error_of("seats")


def test_weekly_appointments_are_made_together(
    owner_browser: Browser, sent: dict[str, str]
) -> None:
    page = owner_browser.post(NEW, sent | {"every": "2", "times": "4"})
    assert "4 appointments booked." in page.text
    weeks = [booking.starts_at - SOON for booking in bookings()]
    assert weeks == [timedelta(weeks=2 * n) for n in range(4)]
    shown = owner_browser.get(f"/app/bookings/{bookings()[0].id}")
    assert "One of a row of appointments." in shown.text


def test_taken_dates_stop_all_or_are_left_out(
    owner: Owner, owner_browser: Browser, sent: dict[str, str]
) -> None:
    owner_browser.post(NEW, sent | {"date": "2026-12-09", "key": "first"})
    weekly = sent | {"every": "1", "times": "3", "key": "k2"}
    page = owner_browser.post(NEW, weekly)
    assert page.status == 409
    assert "These dates are taken:Wed, 9 Dec, 10:00" in page.text
    assert len(bookings()) == 1
    page = owner_browser.post(NEW, weekly | {"keeps_rest": "y"})
    assert "2 appointments booked." in page.text
    assert "Not booked, for it is taken: Wed, 9 Dec, 10:00" in page.text
    assert len(bookings()) == 3


def test_services_of_others_are_not_booked(owner_browser: Browser, sent: dict[str, str]) -> None:
    foreign = factories.owner().business
    service = salons.service(foreign)
    calendar = salons.calendar(foreign, service)
    assert owner_browser.post(NEW, sent | {"service": str(service.id)}).status == 422
    owner_browser.post(NEW, sent | {"calendar": str(calendar.id)})
    assert {booking.calendar_name for booking in bookings()} <= {"Amina"}
    assert foreign.id not in {booking.business_id for booking in bookings()}


def test_without_services_it_says_what_to_do(owner_browser: Browser) -> None:
    assert "No services yet" in owner_browser.get(NEW).text
