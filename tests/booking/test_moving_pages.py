"""Moving a booking by the form that the mouse and the keyboard use, too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from cardshop.booking.models import Booking, BookingState
from cardshop.db import db
from tests.support import factories, salons
from tests.support.factories import NOW, Owner
from tests.support.people import Browser
from tests.support.salons import SOON


@pytest.fixture(autouse=True)
def _at_nine() -> Iterator[None]:
    """The clock stands at 24 November, noon in Nairobi."""
    with time_machine.travel(NOW, tick=False):
        yield


def address(booking: Booking, query: str = "") -> str:
    return f"/app/bookings/{booking.id}/time{query}"


def start_of(booking: Booking) -> object:
    db.session.expire_all()
    return db.session.get_one(Booking, booking.id).starts_at


def test_it_is_asked_from_where_to_where(owner: Owner, owner_browser: Browser) -> None:
    service = salons.service(owner.business)
    amina, otto = (salons.calendar(owner.business, service, name=n) for n in ("Amina", "Otto"))
    booking = salons.booking(owner.business, service, amina)
    query = f"?start=2026-12-03T08:15:00.000Z&calendar={otto.id}"
    page = owner_browser.get(address(booking, query))
    assert "Wed, 2 Dec, 10:00 with Amina" in page.text
    assert "Thu, 3 Dec, 11:15 with Otto" in page.text
    assert page.field("date").get("value") == "2026-12-03"
    assert page.field("time").get("value") == "11:15"
    assert start_of(booking) == SOON


def test_it_moves_off_the_grid_and_to_somebody_else(owner: Owner, owner_browser: Browser) -> None:
    service = salons.service(owner.business)
    amina, otto = (salons.calendar(owner.business, service, name=n) for n in ("Amina", "Otto"))
    booking = salons.booking(owner.business, service, amina)
    sent = {"date": "2026-12-02", "time": "10:05", "calendar": otto.id, "page": "diary"}
    page = owner_browser.post(address(booking), sent)
    assert page.url == "/app/bookings/"
    assert "Moved." in page.text
    assert start_of(booking) == SOON + timedelta(minutes=5)
    assert db.session.get_one(Booking, booking.id).calendar_name == "Otto"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?start=2026-12-03T03:00:00Z", "Outside the open times of Amina."),
        ("?start=2026-11-20T07:00:00Z", "This time is past."),
        ("?start=2026-12-02T09:00:00Z", "Amina is busy elsewhere at that time: Dentist"),
    ],
)
def test_what_speaks_against_it_is_said_before(
    owner: Owner, owner_browser: Browser, query: str, words: str
) -> None:
    calendar = salons.calendar(owner.business)
    booking = salons.booking(owner.business, salons.service(owner.business), calendar)
    busy = SOON + timedelta(hours=2)
    salons.busy_source(calendar, (busy, busy + timedelta(hours=1)), summary="Dentist")
    assert words in owner_browser.get(address(booking, query)).text


def test_a_taken_time_is_refused_with_free_ones(owner: Owner, owner_browser: Browser) -> None:
    service = salons.service(owner.business)
    calendar = salons.calendar(owner.business, service)
    booking = salons.booking(owner.business, service, calendar)
    salons.booking(owner.business, service, calendar, starts_at=SOON + timedelta(hours=1))
    sent = {"date": "2026-12-02", "time": "11:00", "calendar": calendar.id, "note": "Sorry"}
    page = owner_browser.post(address(booking), sent)
    assert page.status == 409
    assert "just been taken" in page.error_of("time")
    assert page.field("note").get("value") == "Sorry"
    assert start_of(booking) == SOON
    free = [b.get("value") for b in page.all("button", name="pick")]
    assert "2026-12-02T08:30:00Z" in free
    owner_browser.post(address(booking), {**sent, "pick": "2026-12-02T08:30:00Z"})
    assert start_of(booking) == SOON + timedelta(minutes=90)


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"date": "soon"}, "date", "Enter a date, like 2026-11-24."),
        ({"time": "25:00"}, "time", "Enter a time, like 09:30."),
        ({"calendar": "9999"}, "calendar", "Choose a calendar."),
        ({"note": "x" * 201}, "note", "Use at most 200 characters. This has 201."),
    ],
)
def test_what_cannot_be_used_is_kept_and_explained(
    owner: Owner, owner_browser: Browser, typed: dict[str, str], field: str, words: str
) -> None:
    booking = salons.booking(owner.business)
    sent = {"date": "2026-12-03", "time": "11:00", "calendar": str(booking.calendar_id)} | typed
    page = owner_browser.post(address(booking), sent)
    assert page.status == 422
    assert page.error_of(field) == words
    assert start_of(booking) == SOON


def test_a_calendar_of_others_takes_nothing(owner: Owner, owner_browser: Browser) -> None:
    booking = salons.booking(owner.business)
    foreign = salons.calendar(factories.owner().business)
    sent = {"date": "2026-12-03", "time": "11:00", "calendar": foreign.id}
    assert owner_browser.post(address(booking), sent).status == 422
    assert start_of(booking) == SOON


def test_what_is_over_is_not_moved(owner: Owner, owner_browser: Browser) -> None:
    booking = salons.booking(owner.business, state=BookingState.CANCELLED)
    assert owner_browser.get(address(booking)).url == f"/app/bookings/{booking.id}"
    sent = {"date": "2026-12-03", "time": "11:00", "calendar": booking.calendar_id}
    page = owner_browser.post(address(booking), sent)
    assert page.status == 409
    assert "has ended or was called off" in page.text


def test_times_are_those_of_the_calendars_clock(app: Flask) -> None:
    owner = factories.owner(timezone="Europe/Berlin", locale="de-DE")
    service = salons.service(owner.business)
    far = salons.calendar(owner.business, service, name="Far", timezone="America/New_York")
    booking = salons.booking(owner.business, service, far)
    browser = Browser(app).sign_in(owner)
    browser.post(address(booking), {"date": "2026-12-03", "time": "9:00", "calendar": far.id})
    assert start_of(booking) == SOON.replace(day=3, hour=14)
