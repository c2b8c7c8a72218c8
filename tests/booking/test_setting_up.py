"""Services and calendars made, changed, sorted and removed, on both engines."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from cardshop.accounts.models import Business
from cardshop.booking import operations, queries
from cardshop.booking.domain.content import (
    CalendarChanges,
    CalendarContent,
    QuestionContent,
    ServiceChanges,
    ServiceContent,
    SettingsChanges,
)
from cardshop.booking.models import Booking, BookingState, Calendar, Service
from cardshop.db import db, transaction
from cardshop.lib.errors import FieldErrors
from tests.support import factories, salons
from tests.support.factories import NOW


def make(business_id: int, name: str = "Haircut", **said: Any) -> Service:
    content = ServiceContent(name=name, duration_minutes=30, **said)
    with transaction():
        key = operations.create_service(business_id=business_id, content=content, at=NOW).id
    return queries.service_of(business_id, key)


def hire(business_id: int, name: str = "Amina", **said: Any) -> Calendar:
    content = CalendarContent(name=name, **said)
    with transaction():
        key = operations.create_calendar(business_id=business_id, content=content, at=NOW).id
    return queries.calendar_of(business_id, key)


def edit(service: Service, **said: Any) -> Service:
    with transaction():
        held = queries.service_of(service.business_id, service.id, for_change=True)
        operations.edit_service(held, ServiceChanges(**said), at=NOW)
    return queries.service_of(service.business_id, service.id)


def faults(refused: pytest.ExceptionInfo[FieldErrors]) -> list[str]:
    return [fault.pointer for fault in refused.value.errors]


def version(business_id: int) -> int:
    db.session.rollback()
    found: int = db.session.get_one(Business, business_id).content_version
    return found


def test_the_first_service_brings_the_first_calendar(each_engine: Flask) -> None:
    business = factories.owner(name="Blades", timezone="Africa/Nairobi").business
    service = make(business.id)
    (calendar,) = queries.calendars(business.id)
    assert (calendar.name, calendar.timezone, calendar.hours) == (
        "Blades",
        "Africa/Nairobi",
        None,
    )
    assert queries.calendar_ids_of(business.id) == {service.id: [calendar.id]}
    assert (service.slug, service.version) == ("haircut", 1)
    assert version(business.id) > 1


def test_the_only_calendar_gives_what_does_not_say_otherwise(app: Flask) -> None:
    business = factories.owner().business
    one = hire(business.id)
    given, nobody = make(business.id), make(business.id, calendar_ids=[])
    assert queries.calendar_ids_of(business.id) == {given.id: [one.id]}
    hire(business.id, "Brian")
    assert make(business.id).id not in queries.calendar_ids_of(business.id)
    assert nobody.slug == "haircut-2"


@pytest.mark.parametrize(
    ("names", "slugs"),
    [
        (["Hair & Cut", "Hair cut", "Hair cut"], ["hair-cut", "hair-cut-2", "hair-cut-3"]),
        (["Café"], ["cafe"]),
    ],
)
def test_addresses_come_from_names(app: Flask, names: list[str], slugs: list[str]) -> None:
    business = factories.owner().business
    assert [make(business.id, name).slug for name in names] == slugs


def test_a_name_without_latin_letters_has_an_address_of_its_own(app: Flask) -> None:
    business = factories.owner().business
    service = make(business.id, "کوتاه کردن مو")
    assert service.slug == f"service-{service.id}"


def test_a_slug_that_was_asked_for_and_is_taken_is_a_fault(each_engine: Flask) -> None:
    business, other = factories.owner().business, factories.owner().business
    taken, mine = make(business.id, slug="cut"), make(business.id, "Beard")
    with pytest.raises(FieldErrors) as refused:
        make(business.id, slug="cut")
    assert faults(refused) == ["/slug"]
    with pytest.raises(FieldErrors) as refused:
        edit(mine, slug="cut")
    assert faults(refused) == ["/slug"]
    assert edit(taken, slug="cut", name="Trim").slug == "cut"
    assert make(other.id, slug="cut").slug == "cut"


def test_calendars_of_others_are_faults_with_their_place(each_engine: Flask) -> None:
    business, other = factories.owner().business, factories.owner().business
    mine, foreign = hire(business.id), hire(other.id)
    with pytest.raises(FieldErrors) as refused:
        make(business.id, calendar_ids=[mine.id, foreign.id])
    assert faults(refused) == ["/calendar_ids/1"]
    service = make(business.id)
    with pytest.raises(FieldErrors) as refused:
        edit(service, calendar_ids=[foreign.id, 2**31 - 1])
    assert faults(refused) == ["/calendar_ids/0", "/calendar_ids/1"]
    with pytest.raises(FieldErrors) as refused:
        hire(other.id, service_ids=[service.id])
    assert faults(refused) == ["/service_ids/0"]


def test_who_gives_what_is_said_from_either_side(each_engine: Flask) -> None:
    business = factories.owner().business
    one, two = hire(business.id), hire(business.id, "Brian")
    service = make(business.id, calendar_ids=[two.id, one.id])
    assert queries.calendar_ids_of(business.id) == {service.id: [one.id, two.id]}
    with transaction():
        held = queries.calendar_of(business.id, two.id, for_change=True)
        operations.edit_calendar(held, CalendarChanges(service_ids=[]), at=NOW)
    assert queries.calendar_ids_of(business.id) == {service.id: [one.id]}
    # Both say so, so both are another version.
    assert queries.service_of(business.id, service.id).version == 2
    assert queries.calendar_of(business.id, two.id).version == 3


def test_a_change_is_another_version_and_no_change_is_none(each_engine: Flask) -> None:
    service = make(factories.owner().business.id, questions=[QuestionContent(label="Why?")])
    before = version(service.business_id)
    same = [QuestionContent(id=service.questions[0].id, label="Why?")]
    assert edit(service, name="Haircut", duration_minutes=30, questions=same).version == 1
    assert version(service.business_id) == before
    changed = edit(service, place="video", slot_alignment="tight", reminder_offsets=[60, 60, 120])
    assert (changed.version, changed.reminder_offsets) == (2, [120, 60])
    assert (changed.place.value, changed.slot_alignment.value) == ("video", "tight")
    assert version(service.business_id) == before + 1


def test_questions_keep_their_keys_are_moved_added_and_left_out(each_engine: Flask) -> None:
    asked = [QuestionContent(label=label) for label in ("One", "Two", "Three")]
    service = make(factories.owner().business.id, questions=asked)
    one, _, three = service.questions
    after = edit(
        service,
        questions=[
            QuestionContent(id=three.id, label="Three"),
            QuestionContent(label="Colour", kind="choice", choices=["red", "blue"]),
            QuestionContent(id=one.id, label="First", required=True),
        ],
    )
    assert [question.label for question in after.questions] == ["Three", "Colour", "First"]
    assert [after.questions[0].id, after.questions[2].id] == [three.id, one.id]
    assert edit(service, questions=[]).questions == []


def test_a_question_of_another_service_is_a_fault(app: Flask) -> None:
    business = factories.owner().business
    other = make(business.id, questions=[QuestionContent(label="Why?")])
    with pytest.raises(FieldErrors) as refused:
        edit(
            make(business.id),
            questions=[QuestionContent(id=other.questions[0].id, label="Mine now")],
        )
    assert faults(refused) == ["/questions/0/id"]


def test_a_service_fits_into_a_day_with_what_it_has_already(app: Flask) -> None:
    service = make(factories.owner().business.id, buffer_after_minutes=1000)
    with pytest.raises(FieldErrors) as refused:
        edit(service, duration_minutes=441)
    assert faults(refused) == ["/duration_minutes"]
    assert edit(service, duration_minutes=440).duration_minutes == 440


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
