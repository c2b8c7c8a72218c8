"""Time that nobody can book: an hour, whole days, everybody's; changed and given back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine

from cardshop.booking.models import BlockedTime
from cardshop.db import db
from tests.support import salons
from tests.support.factories import NOW, Owner
from tests.support.people import Browser
from tests.support.salons import SOON

NEW = "/app/bookings/blocked/new"


@pytest.fixture(autouse=True)
def _at_nine() -> Iterator[None]:
    """The clock stands at 24 November, noon in Nairobi."""
    with time_machine.travel(NOW, tick=False):
        yield


def sent(whose: object, **typed: str) -> dict[str, str]:
    """10:00 to 11:30 on 2 December."""
    return {
        "calendar": str(whose),
        "date": "2026-12-02",
        "time": "10:00",
        "end_date": "2026-12-02",
        "end_time": "11:30",
        "reason": "Dentist",
    } | typed


def blocked() -> list[tuple[datetime, datetime]]:
    db.session.expire_all()
    rows = db.session.query(BlockedTime).order_by(BlockedTime.id)
    return [(row.starts_at, row.ends_at) for row in rows]


def test_an_hour_is_blocked(owner: Owner, owner_browser: Browser) -> None:
    calendar = salons.calendar(owner.business)
    page = owner_browser.get(f"{NEW}?start=2026-12-02T07:00:00Z&calendar={calendar.id}")
    assert page.field("end_time").get("value") == "11:00"
    page = owner_browser.post(NEW, sent(calendar.id))
    assert "The time is blocked." in page.text
    assert "Dentist" in page.text
    assert blocked() == [(SOON, SOON + timedelta(minutes=90))]


def test_whole_days_reach_over_the_last(owner: Owner, owner_browser: Browser) -> None:
    calendar = salons.calendar(owner.business)
    days = sent(calendar.id, whole_days="y", end_date="2026-12-13", time="", end_time="")
    owner_browser.post(NEW, days)
    midnight = SOON.replace(hour=21) - timedelta(days=1)
    assert blocked() == [(midnight, midnight + timedelta(days=12))]
    key = db.session.query(BlockedTime.id).scalar()
    page = owner_browser.get(f"/app/bookings/blocked/{key}")
    assert page.field("end_date").get("value") == "2026-12-13"
    assert page.field("whole_days").get("checked") is not None


def test_everybody_is_blocked_or_nobody(owner: Owner, owner_browser: Browser) -> None:
    service = salons.service(owner.business)
    for name in ("Amina", "Otto"):
        calendar = salons.calendar(owner.business, service, name=name)
    booking = salons.booking(owner.business, service, calendar, customer_name="Grace")
    page = owner_browser.post(NEW, sent("all"))
    assert page.status == 409
    assert "These bookings stand at that time." in page.text
    assert f"/app/bookings/{booking.id}" in [a.get("href") for a in page.all("a")]
    assert page.field("reason").get("value") == "Dentist"
    assert blocked() == []
    owner_browser.post(NEW, sent("all", time="12:00", end_time="13:00"))
    assert len(blocked()) == 2


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"end_time": "09:00"}, "end_date", "The end must be after the start."),
        ({"end_date": "2028-12-02"}, "end_date", "Block at most a year at once."),
        ({"time": "x"}, "time", "Enter a time, like 09:30."),
        ({"end_time": ""}, "end_time", "Enter a time, like 09:30."),
        ({"date": ""}, "date", "Enter a date, like 2026-11-24."),
        ({"calendar": "99999"}, "calendar", "Choose a calendar."),
        ({"reason": "x" * 201}, "reason", "Use at most 200 characters. This has 201."),
    ],
)
def test_what_cannot_be_used_is_kept_and_explained(
    owner: Owner, owner_browser: Browser, typed: dict[str, str], field: str, words: str
) -> None:
    calendar = salons.calendar(owner.business)
    page = owner_browser.post(NEW, sent(calendar.id, **typed))
    assert page.status == 422
    assert page.error_of(field) == words
    assert blocked() == []


def test_it_is_changed_and_given_back(owner: Owner, owner_browser: Browser) -> None:
    row = salons.blocked_time(salons.calendar(owner.business), reason="Dentist")
    address = f"/app/bookings/blocked/{row.id}"
    assert "Dentist" in str(owner_browser.get(address).field("reason").get("value"))
    owner_browser.post(address, sent(row.calendar_id, end_time="14:00"))
    assert blocked() == [(SOON, SOON + timedelta(hours=4))]
    key = db.session.query(BlockedTime.id).scalar()
    page = owner_browser.post(f"/app/bookings/blocked/{key}/removal")
    assert "The time is free again." in page.text
    assert blocked() == []


def test_a_change_that_meets_a_booking_changes_nothing(
    owner: Owner, owner_browser: Browser
) -> None:
    service = salons.service(owner.business)
    calendar = salons.calendar(owner.business, service)
    salons.booking(owner.business, service, calendar, starts_at=SOON + timedelta(hours=2))
    row = salons.blocked_time(calendar)
    address = f"/app/bookings/blocked/{row.id}"
    assert owner_browser.post(address, sent(calendar.id, end_time="14:00")).status == 409
    assert blocked() == [(SOON, SOON + timedelta(hours=1))]


def test_others_neither_see_nor_free_it(owner: Owner, stranger_browser: Browser) -> None:
    row = salons.blocked_time(salons.calendar(owner.business))
    address = f"/app/bookings/blocked/{row.id}"
    assert stranger_browser.get(address).status == 404
    for part in ("", "/removal"):
        assert stranger_browser.post(f"{address}{part}", sent(row.calendar_id)).status == 404
    assert stranger_browser.post(NEW, sent(row.calendar_id)).status == 422
    assert len(blocked()) == 1


def test_without_calendars_it_says_what_to_do(owner_browser: Browser) -> None:
    assert "No calendars yet" in owner_browser.get(NEW).text
