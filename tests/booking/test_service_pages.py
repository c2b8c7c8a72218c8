"""The owner's pages of services: list, form, questions, rules, removal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from flask import Flask

from cardshop.booking import queries
from cardshop.booking.models import Service
from tests.orders.looking import statements
from tests.support import factories, salons
from tests.support.factories import NOW, Owner
from tests.support.pages import Page
from tests.support.people import Browser

SERVICES = "/app/services/"


@pytest.fixture(autouse=True)
def _at_nine() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def typed(**changed: Any) -> dict[str, Any]:
    """The form as a browser sends it when name, length and price were filled in."""
    return {
        "name": "Haircut",
        "duration_minutes": "30",
        "price": "1,500",
        "active": "y",
        "place": "business",
        "slot_alignment": "opening",
        "slot_interval_minutes": "",
        "buffer_before_minutes": "0",
        "buffer_after_minutes": "0",
        "minimum_notice_minutes": "0",
        "horizon_days": "60",
        "cancel_cutoff_minutes": "0",
        "reschedule_cutoff_minutes": "0",
        "reminder_offsets": ["1440", "120"],
    } | changed


def question(place: int, label: str, kind: str = "text", **more: str) -> dict[str, str]:
    row = {"label": label, "kind": kind, "choices": "", "id": ""} | more
    return {f"questions-{place}-{name}": value for name, value in row.items()}


def only(owner: Owner) -> Service:
    (service,) = queries.services(owner.business.id)
    return service


def names(page: Page) -> list[str]:
    return [
        "".join(row.itertext()).split("\n")[0].strip()
        for row in page.all("a")
        if "plainl" in (row.get("class") or "")
    ]


def test_an_empty_room_leads_to_the_first_service(owner_browser: Browser) -> None:
    page = owner_browser.get(SERVICES)
    assert page.links()["Add the first service"] == "/app/services/new"


def test_a_name_a_length_and_a_price_are_enough(owner_browser: Browser, owner: Owner) -> None:
    page = owner_browser.post(f"{SERVICES}new", typed())
    assert "Haircut can be booked now." in page.text
    service = only(owner)
    assert (service.name, service.duration_minutes, service.price) == ("Haircut", 30, 150000)
    assert (service.horizon_days, service.capacity, service.daily_limit) == (60, 1, None)
    assert [one.name for one in queries.calendars(owner.business.id)] == [owner.business.name]
    assert service.id in queries.calendar_ids_of(owner.business.id)


def test_everything_that_is_said_is_kept_and_shown_again(
    owner_browser: Browser, owner: Owner
) -> None:
    service = salons.service(owner.business)
    one, two = (salons.calendar(owner.business, name=name) for name in ("Amina", "Brian"))
    said = {
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
        "calendar_ids": [str(two.id)],
    }
    page = owner_browser.post(f"{SERVICES}{service.id}", typed(**said))
    assert "Haircut is saved." in page.text
    kept = only(owner)
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
    owner_browser.post(f"{SERVICES}new", typed())
    assert queries.calendar_ids_of(owner.business.id) == {only(owner).id: [given.id]}


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [
        ("name", " ", "Enter a name."),
        ("name", "x" * 101, "at most 100"),
        ("duration_minutes", "", "Enter how many minutes it takes, like 45."),
        ("duration_minutes", "half an hour", "Enter a whole number"),
        ("duration_minutes", "4", "5 or more"),
        ("duration_minutes", "1441", "1440 or less"),
        ("buffer_after_minutes", "1430", "must fit into a day"),
        ("price", "1.2.3", "Write it like"),
        ("capacity", "0", "1 or more"),
        ("capacity", "9" * 13, "Enter a whole number"),
        ("daily_limit", "-1", "Enter a whole number"),
        ("horizon_days", "800", "730 or less"),
        ("slug", "Hair cut!", "like hair-cut"),
    ],
)
def test_bad_input_is_explained_and_nothing_typed_is_lost(
    owner_browser: Browser, owner: Owner, field: str, words: str, said: str
) -> None:
    at = "duration_minutes" if "into a day" in said else field
    page = owner_browser.post(f"{SERVICES}new", typed(place_details="Room 2", **{field: words}))
    assert page.status == 422
    assert said in page.error_of(at)
    assert page.title.startswith("Error")
    assert page.field("place_details").get("value") == "Room 2"
    assert not queries.services(owner.business.id)


def test_what_a_browser_never_sends_is_refused_without_a_fault(
    owner_browser: Browser, owner: Owner
) -> None:
    strange = {"place": "moon", "slot_alignment": "", "reminder_offsets": ["1", "0", "a"]}
    page = owner_browser.post(f"{SERVICES}new", typed(**strange))
    assert page.status == 422
    assert "Choose one of" in page.text
    assert "5 or more" in page.text
    ticks = {"calendar_ids": ["x", "999999"], "asks_who": "1"}
    page = owner_browser.post(f"{SERVICES}new", typed(**ticks))
    assert page.status == 422
    assert "There is no such calendar" in page.text
    assert not queries.services(owner.business.id)


def test_questions_are_added_moved_and_removed_without_scripts(
    owner_browser: Browser, owner: Owner
) -> None:
    rows = question(0, "First visit?", "checkbox") | question(1, "Which colour?")
    page = owner_browser.post(f"{SERVICES}new", typed(act="questions:up:1", **rows))
    assert page.status == 200
    assert page.field("questions-0-label").get("value") == "Which colour?"
    assert page.field("name").get("value") == "Haircut"
    page = owner_browser.post(f"{SERVICES}new", typed(act="questions:add", **rows))
    assert page.field("questions-2-label").get("value") in (None, "")
    page = owner_browser.post(f"{SERVICES}new", typed(act="questions:remove:0", **rows))
    assert page.field("questions-0-label").get("value") == "Which colour?"
    assert not queries.services(owner.business.id)


def test_questions_of_five_kinds_are_kept(owner_browser: Browser, owner: Owner) -> None:
    kinds = ("text", "long_text", "choice", "checkbox", "phone")
    rows: dict[str, str] = {}
    for place, kind in enumerate(kinds):
        rows |= question(place, f"A {kind}?", kind, choices="red\n\n blue ")
    rows |= question(5, "", choices="") | {"questions-2-required": "y"}
    owner_browser.post(f"{SERVICES}new", typed(**rows))
    found = only(owner).questions
    assert [one.kind.value for one in found] == list(kinds)
    assert [one.choices for one in found] == [[], [], ["red", "blue"], [], []]
    assert [one.is_required for one in found] == [False, False, True, False, False]
    page = owner_browser.get(f"{SERVICES}{only(owner).id}")
    assert page.field("questions-2-id").get("value") == str(found[2].id)


def test_questions_that_cannot_be_asked_are_refused_at_their_row(
    owner_browser: Browser, owner: Owner
) -> None:
    rows = question(0, "Colour?", "choice", choices="red\nred") | question(1, "", choices="x")
    page = owner_browser.post(f"{SERVICES}new", typed(**rows))
    assert "two different answers" in page.error_of("questions-0-choices")
    assert "Enter the question." in page.error_of("questions-1-label")
    many: dict[str, str] = {}
    for place in range(11):
        many |= question(place, f"Number {place}?")
    page = owner_browser.post(f"{SERVICES}new", typed(**many))
    assert "at most 10" in page.text
    assert page.field("questions-10-label").get("value") == "Number 10?"


def test_the_list_says_what_stands_in_the_way(owner_browser: Browser, owner: Owner) -> None:
    salons.service(owner.business, "Beard")
    salons.calendar(owner.business, name="Brian", hours=salons.hours(days=()))
    salons.settings(owner.business, is_taking_bookings=False)
    page = owner_browser.get(SERVICES)
    assert "Nobody gives it yet" in page.text
    assert "Brian has no hours" in page.text
    assert "Booking is switched off" in page.text
    assert "none is published" in page.text


def test_a_published_card_gives_each_service_its_link(owner_browser: Browser, owner: Owner) -> None:
    factories.card(owner.business, slug="blades")
    service = salons.service(owner.business, slug="beard")
    page = owner_browser.get(f"{SERVICES}{service.id}")
    assert "http://localhost/blades/book/beard" in page.links().values()
    assert "http://localhost/blades/book/beard" in page.html


def test_services_are_switched_sorted_and_copied_in_the_list(
    owner_browser: Browser, owner: Owner
) -> None:
    one, two = (salons.service(owner.business, name) for name in ("One", "Two"))
    page = owner_browser.post(f"{SERVICES}{two.id}/place", {"direction": "up"})
    assert [s.name for s in queries.services(owner.business.id)] == ["Two", "One"]
    owner_browser.post(f"{SERVICES}{one.id}/availability", {"active": "0"})
    assert not queries.service_of(owner.business.id, one.id).is_active
    owner_browser.post(f"{SERVICES}{one.id}/availability", {"active": "1"})
    assert queries.service_of(owner.business.id, one.id).is_active
    page = owner_browser.post(f"{SERVICES}{one.id}/copies")
    assert page.field("name").get("value") == "One (copy)"
    assert page.field("active").get("checked") is None


def test_deleting_says_its_effect_and_is_refused_while_booked(
    owner_browser: Browser, owner: Owner
) -> None:
    service = salons.service(owner.business)
    assert "Bookings that were made keep its name" in (
        owner_browser.get(f"{SERVICES}{service.id}/removal").text
    )
    salons.booking(owner.business, service)
    page = owner_browser.get(f"{SERVICES}{service.id}/removal")
    assert "1 booking ahead" in page.text
    assert "Delete the service" not in page.text
    assert owner_browser.raw("POST", f"{SERVICES}{service.id}/removal").status_code == 409
    other = salons.service(owner.business, "Beard")
    page = owner_browser.post(f"{SERVICES}{other.id}/removal")
    assert "Beard is deleted." in page.text


def test_rules_are_kept_and_faults_said(owner_browser: Browser, owner: Owner) -> None:
    said = {"approval_minutes": "60", "person_limit": "3", "person_day_limit": "1"}
    page = owner_browser.post(f"{SERVICES}rules", said | {"offer_minutes": "30"})
    assert "Saved." in page.text
    kept = queries.settings_of(owner.business.id)
    assert (kept.is_taking_bookings, kept.approval_minutes) == (False, 60)
    assert (kept.person_limit, kept.person_day_limit, kept.offer_minutes) == (3, 1, 30)
    page = owner_browser.post(f"{SERVICES}rules", said | {"person_limit": "", "offer_minutes": "1"})
    assert page.error_of("person_limit")
    assert "5 or more" in page.error_of("offer_minutes")
    assert page.field("person_day_limit").get("value") == "1"


@pytest.mark.parametrize("page", ["", "/removal"])
def test_another_business_sees_none_of_it(
    stranger_browser: Browser, owner: Owner, page: str
) -> None:
    service = salons.service(owner.business)
    assert stranger_browser.raw("GET", f"{SERVICES}{service.id}{page}").status_code == 404
    for path in (page, "/place", "/availability", "/copies"):
        answer = stranger_browser.raw("POST", f"{SERVICES}{service.id}{path}", data=typed())
        assert answer.status_code == 404
    assert only(owner).version == 1


def test_a_list_of_many_services_asks_no_more_than_one_of_few(
    app: Flask, owner_browser: Browser, owner: Owner
) -> None:
    factories.card(owner.business)
    counts = []
    for _ in range(2):
        for n in range(5):
            service = salons.service(owner.business, f"Service {n}")
            salons.question(service)
            salons.calendar(owner.business, service)
        with statements() as asked:
            owner_browser.get(SERVICES)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 10


def test_a_service_page_asks_little(app: Flask, owner_browser: Browser, owner: Owner) -> None:
    service = salons.service(owner.business)
    salons.calendar(owner.business, service)
    address = f"{SERVICES}{service.id}"
    with statements() as asked:
        owner_browser.get(address)
    assert len(asked) <= 8
