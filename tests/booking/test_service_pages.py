"""The owner's pages of services: list, form, questions, rules, removal."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask

from cardshop.booking import queries
from tests.booking.setting_up import only_service, service_form
from tests.orders.looking import statements
from tests.support import factories, salons
from tests.support.factories import NOW, Owner
from tests.support.people import Browser

SERVICES = "/app/services/"


@pytest.fixture(autouse=True)
def _at_nine() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def test_an_empty_room_leads_to_the_first_service(owner_browser: Browser) -> None:
    page = owner_browser.get(SERVICES)
    assert page.links()["Add the first service"] == "/app/services/new"


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
        answer = stranger_browser.raw("POST", f"{SERVICES}{service.id}{path}", data=service_form())
        assert answer.status_code == 404
    assert only_service(owner).version == 1


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
