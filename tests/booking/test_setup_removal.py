"""Services and calendars sorted, copied and removed; what bookings keep."""

from __future__ import annotations

import pytest
from flask import Flask

from cardshop.booking import operations, queries
from cardshop.booking.domain.content import (
    CalendarChanges,
    QuestionContent,
    SettingsChanges,
)
from cardshop.booking.models import Booking, BookingState
from cardshop.db import db, transaction
from tests.booking.setting_up import hire, make, version
from tests.support import factories, salons
from tests.support.factories import NOW


def test_a_copy_is_like_it_and_switched_off(each_engine: Flask) -> None:
    business = factories.owner().business
    one = hire(business.id)
    asked = [QuestionContent(label="Colour", kind="choice", choices=["red", "blue"])]
    service = make(business.id, "x" * 99, price=500, questions=asked, calendar_ids=[one.id])
    with transaction():
        held = queries.service_of(business.id, service.id, for_change=True)
        key = operations.duplicate_service(held, at=NOW).id
    copied = queries.service_of(business.id, key)
    assert (copied.price, copied.is_active, len(copied.name)) == (500, False, 100)
    assert copied.name.endswith(" (copy)")
    assert copied.questions[0].choices == ["red", "blue"]
    assert copied.questions[0].id != service.questions[0].id
    assert queries.calendar_ids_of(business.id)[key] == [one.id]


def test_services_and_calendars_are_sorted_by_hand(each_engine: Flask) -> None:
    business = factories.owner().business
    for name in ("A", "B", "C"):
        hire(business.id, name)
        make(business.id, name)
    with transaction():
        operations.move_service(queries.services(business.id)[2], "up")
        operations.move_calendar(queries.calendars(business.id)[0], "down")
        operations.move_calendar(queries.calendars(business.id)[0], "up")
    assert [one.name for one in queries.services(business.id)] == ["A", "C", "B"]
    assert [one.name for one in queries.calendars(business.id)] == ["B", "A", "C"]


def test_what_is_booked_ahead_is_not_deleted(each_engine: Flask) -> None:
    business = factories.owner().business
    service = salons.service(business)
    calendar = salons.calendar(business, service)
    salons.booking(business, service, calendar)
    with pytest.raises(operations.ServiceBooked), transaction():
        operations.delete_service(service, at=NOW)
    with pytest.raises(operations.CalendarBooked), transaction():
        operations.delete_calendar(calendar, at=NOW)


def test_bookings_that_are_over_keep_what_they_say(each_engine: Flask) -> None:
    business = factories.owner().business
    service = salons.service(business)
    calendar = salons.calendar(business, service)
    kept = salons.booking(business, service, calendar, state=BookingState.CANCELLED).id
    with transaction():
        held = queries.service_of(business.id, service.id, for_change=True)
        operations.delete_service(held, at=NOW)
        gone = queries.calendar_of(business.id, calendar.id, for_change=True)
        operations.delete_calendar(gone, at=NOW)
    booking = db.session.get_one(Booking, kept)
    assert (booking.service_id, booking.calendar_id) == (None, None)
    assert (booking.service_name, booking.calendar_name) == ("Haircut", "Amina")
    assert not queries.services(business.id) + queries.calendars(business.id)


def test_another_zone_moves_no_booking(each_engine: Flask) -> None:
    business = factories.owner().business
    service = salons.service(business)
    calendar = salons.calendar(business, service)
    booking = salons.booking(business, service, calendar)
    before = booking.starts_at
    with transaction():
        held = queries.calendar_of(business.id, calendar.id, for_change=True)
        operations.edit_calendar(held, CalendarChanges(timezone="Europe/Berlin"), at=NOW)
    kept = db.session.get_one(Booking, booking.id)
    assert (kept.starts_at, kept.timezone) == (before, "Africa/Nairobi")


def test_rules_change_what_was_sent_and_stale_pages_only_then(each_engine: Flask) -> None:
    business = factories.owner().business
    with transaction():
        operations.edit_settings(business.id, SettingsChanges(person_limit=3))
    settings = queries.settings_of(business.id)
    assert (settings.person_limit, settings.person_day_limit) == (3, 4)
    before = version(business.id)
    with transaction():
        operations.edit_settings(business.id, SettingsChanges(person_limit=3))
    assert version(business.id) == before


def test_there_is_an_end_to_services(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cardshop.booking.operations.services.MOST_SERVICES", 1)
    monkeypatch.setattr("cardshop.booking.operations.calendars.MOST_CALENDARS", 1)
    business = factories.owner().business
    make(business.id)
    with pytest.raises(operations.TooManyServices):
        make(business.id)
    with pytest.raises(operations.TooManyCalendars):
        hire(business.id)
