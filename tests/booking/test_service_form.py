"""The form of a service, with its questions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from cardshop.booking import queries
from tests.booking.setting_up import only_service, question, service_form
from tests.support import salons
from tests.support.factories import NOW, Owner
from tests.support.people import Browser

SERVICES = "/app/services/"


@pytest.fixture(autouse=True)
def _at_nine() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def test_a_name_a_length_and_a_price_are_enough(owner_browser: Browser, owner: Owner) -> None:
    page = owner_browser.post(f"{SERVICES}new", service_form())
    assert "Haircut can be booked now." in page.text
    service = only_service(owner)
    assert (service.name, service.duration_minutes, service.price) == ("Haircut", 30, 150000)
    assert (service.horizon_days, service.capacity, service.daily_limit) == (60, 1, None)
    assert [one.name for one in queries.calendars(owner.business.id)] == [owner.business.name]
    assert service.id in queries.calendar_ids_of(owner.business.id)


EVERYTHING = {
    "description": "With a wash.",
    "place": "video",
    "place_details": "https://meet.example/room",
    "slot_alignment": "tight",
    "slot_interval_minutes": "15",
    "buffer_after_minutes": "10",
    "minimum_notice_minutes": "120",
    "horizon_days": "14",
    "capacity": "۸",
    "daily_limit": "5",
    "person_limit": "2",
    "requires_approval": "y",
    "cancel_cutoff_minutes": "1440",
    "slug": "cut",
    "reminder_offsets": ["60"],
    "asks_who": "1",
}


def test_everything_that_is_said_is_kept_and_shown_again(
    owner_browser: Browser, owner: Owner
) -> None:
    service = salons.service(owner.business)
    one, two = (salons.calendar(owner.business, name=name) for name in ("Amina", "Brian"))
    said = EVERYTHING | {"calendar_ids": [str(two.id)]}
    page = owner_browser.post(f"{SERVICES}{service.id}", service_form(**said))
    assert "Haircut is saved." in page.text
    kept = only_service(owner)
    assert (kept.place.value, kept.slot_alignment.value, kept.slug) == ("video", "tight", "cut")
    assert (kept.capacity, kept.daily_limit, kept.person_limit) == (8, 5, 2)
    assert (kept.slot_interval_minutes, kept.buffer_after_minutes) == (15, 10)
    assert (kept.reminder_offsets, kept.requires_approval) == ([60], True)
    assert queries.calendar_ids_of(owner.business.id) == {kept.id: [two.id]}
    assert page.field("capacity").get("value") == "8"
    assert page.field("price").get("value") == "1500"
    assert one.name in page.text


def test_without_ticks_on_the_page_nobody_is_left_out(owner_browser: Browser, owner: Owner) -> None:
    given = salons.calendar(owner.business)
    owner_browser.post(f"{SERVICES}new", service_form())
    assert queries.calendar_ids_of(owner.business.id) == {only_service(owner).id: [given.id]}


@pytest.mark.parametrize(
    "faults",
    [
        {
            "name": (" ", "Enter a name."),
            "duration_minutes": ("", "Enter how many minutes it takes, like 45."),
            "price": ("1.2.3", "Write it like"),
            "capacity": ("0", "1 or more"),
            "daily_limit": ("-1", "Enter a whole number"),
            "slug": ("Hair cut!", "like hair-cut"),
        },
        {
            "name": ("x" * 101, "at most 100"),
            "duration_minutes": ("half an hour", "Enter a whole number"),
            "capacity": ("9" * 13, "Enter a whole number"),
            "person_limit": ("1001", "1000 or less"),
            "horizon_days": ("800", "730 or less"),
        },
        {"duration_minutes": ("4", "5 or more")},
        {"duration_minutes": ("1441", "1440 or less")},
    ],
)
def test_bad_input_is_explained_and_nothing_typed_is_lost(
    owner_browser: Browser, owner: Owner, faults: dict[str, tuple[str, str]]
) -> None:
    typed = {field: words for field, (words, _) in faults.items()}
    page = owner_browser.post(f"{SERVICES}new", service_form(place_details="Room 2", **typed))
    assert page.status == 422
    for field, (_, said) in faults.items():
        assert said in page.error_of(field)
    assert page.title.startswith("Error")
    assert page.field("place_details").get("value") == "Room 2"
    assert not queries.services(owner.business.id)


def test_a_service_with_its_breaks_must_fit_into_a_day(owner_browser: Browser) -> None:
    page = owner_browser.post(f"{SERVICES}new", service_form(buffer_after_minutes="1430"))
    assert "must fit into a day" in page.error_of("duration_minutes")


def test_what_a_browser_never_sends_is_refused_without_a_fault(
    owner_browser: Browser, owner: Owner
) -> None:
    strange = {"place": "moon", "slot_alignment": "", "reminder_offsets": ["1", "0", "a"]}
    page = owner_browser.post(f"{SERVICES}new", service_form(**strange))
    assert page.status == 422
    assert "Choose one of" in page.text
    assert "5 or more" in page.text
    ticks = {"calendar_ids": ["x", "999999"], "asks_who": "1"}
    page = owner_browser.post(f"{SERVICES}new", service_form(**ticks))
    assert page.status == 422
    assert "There is no such calendar" in page.text
    assert not queries.services(owner.business.id)


def test_questions_are_added_moved_and_removed_without_scripts(
    owner_browser: Browser, owner: Owner
) -> None:
    rows = question(0, "First visit?", "checkbox") | question(1, "Which colour?")
    page = owner_browser.post(f"{SERVICES}new", service_form(act="questions:up:1", **rows))
    assert page.status == 200
    assert page.field("questions-0-label").get("value") == "Which colour?"
    assert page.field("name").get("value") == "Haircut"
    page = owner_browser.post(f"{SERVICES}new", service_form(act="questions:add", **rows))
    assert page.field("questions-2-label").get("value") in (None, "")
    page = owner_browser.post(f"{SERVICES}new", service_form(act="questions:remove:0", **rows))
    assert page.field("questions-0-label").get("value") == "Which colour?"
    assert not queries.services(owner.business.id)


def test_questions_of_five_kinds_are_kept(owner_browser: Browser, owner: Owner) -> None:
    kinds = ("text", "long_text", "choice", "checkbox", "phone")
    rows: dict[str, str] = {}
    for place, kind in enumerate(kinds):
        rows |= question(place, f"A {kind}?", kind, choices="red\n\n blue ")
    rows |= question(5, "", choices="") | {"questions-2-required": "y"}
    owner_browser.post(f"{SERVICES}new", service_form(**rows))
    found = only_service(owner).questions
    assert [one.kind.value for one in found] == list(kinds)
    assert [one.choices for one in found] == [[], [], ["red", "blue"], [], []]
    assert [one.is_required for one in found] == [False, False, True, False, False]
    page = owner_browser.get(f"{SERVICES}{only_service(owner).id}")
    assert page.field("questions-2-id").get("value") == str(found[2].id)


def test_questions_that_cannot_be_asked_are_refused_at_their_row(
    owner_browser: Browser, owner: Owner
) -> None:
    rows = question(0, "Colour?", "choice", choices="red\nred") | question(1, "", choices="x")
    page = owner_browser.post(f"{SERVICES}new", service_form(**rows))
    assert "two different answers" in page.error_of("questions-0-choices")
    assert "Enter the question." in page.error_of("questions-1-label")
    assert page.all("details", id="ask")[0].get("open") is not None
    many: dict[str, str] = {}
    for place in range(11):
        many |= question(place, f"Number {place}?")
    page = owner_browser.post(f"{SERVICES}new", service_form(**many))
    assert "at most 10" in page.text
    assert page.field("questions-10-label").get("value") == "Number 10?"
