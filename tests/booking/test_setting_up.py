"""Services and calendars made, changed, sorted and removed, on both engines."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from cardshop.booking import operations, queries
from cardshop.booking.domain.content import (
    CalendarChanges,
    QuestionContent,
    ServiceChanges,
)
from cardshop.booking.models import Service
from cardshop.db import transaction
from cardshop.lib.errors import FieldErrors
from tests.booking.setting_up import hire, make, version
from tests.support import factories
from tests.support.factories import NOW


def edit(service: Service, **said: Any) -> Service:
    with transaction():
        held = queries.service_of(service.business_id, service.id, for_change=True)
        operations.edit_service(held, ServiceChanges(**said), at=NOW)
    return queries.service_of(service.business_id, service.id)


def faults(refused: pytest.ExceptionInfo[FieldErrors]) -> list[str]:
    return [fault.pointer for fault in refused.value.errors]


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
