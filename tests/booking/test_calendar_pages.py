"""The owner's pages of calendars: list, form, zone, removal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from cardshop.booking import queries
from cardshop.booking.models import Calendar
from tests.orders.looking import statements
from tests.support import salons
from tests.support.factories import NOW, Owner
from tests.support.people import Browser

CALENDARS = "/app/calendars/"


@pytest.fixture(autouse=True)
def _at_nine() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def typed(**changed: Any) -> dict[str, Any]:
    """The form as a browser sends it."""
    return {
        "name": "Amina",
        "timezone": "Africa/Nairobi",
        "color": "teal",
        "daily_limit": "",
        "active": "y",
    } | changed


def only(owner: Owner) -> Calendar:
    (calendar,) = queries.calendars(owner.business.id)
    return calendar


def test_without_calendars_the_list_leads_to_the_first_service(owner_browser: Browser) -> None:
    assert owner_browser.get(CALENDARS).links()["Add the first service"] == "/app/services/new"


def test_a_new_calendar_gives_everything_and_follows_the_business(
    owner_browser: Browser, owner: Owner
) -> None:
    service = salons.service(owner.business)
    page = owner_browser.get(f"{CALENDARS}new")
    ticks = page.all("input", name="service_ids")
    assert [(box.get("value"), box.get("checked")) for box in ticks] == [(str(service.id), "")]
    page = owner_browser.post(f"{CALENDARS}new", typed(service_ids=[str(service.id)]))
    assert "Amina is added." in page.text
    assert "Opening hours of the business" in page.text
    calendar = only(owner)
    assert (calendar.name, calendar.color, calendar.hours) == ("Amina", "teal", None)
    assert queries.service_ids_of(owner.business.id) == {calendar.id: [service.id]}


def test_everything_that_is_said_is_kept(owner_browser: Browser, owner: Owner) -> None:
    calendar = salons.calendar(owner.business, salons.service(owner.business))
    said = {"name": "Room 2", "timezone": "Asia/Tehran", "daily_limit": "۶", "color": "orchid"}
    form = typed(**said)
    del form["active"]
    page = owner_browser.post(f"{CALENDARS}{calendar.id}", form)
    assert "Saved." in page.text
    kept = only(owner)
    assert (kept.name, kept.timezone, kept.daily_limit) == ("Room 2", "Asia/Tehran", 6)
    assert (kept.color, kept.is_active) == ("orchid", False)
    assert queries.service_ids_of(owner.business.id) == {}
    assert kept.hours == calendar.hours is not None


@pytest.mark.parametrize(
    "faults",
    [
        {
            "name": ("", "Enter a name."),
            "timezone": ("Mars/Base", "Choose a time zone"),
            "color": ("rainbow", "Choose a colour"),
            "daily_limit": ("0", "1 or more"),
        },
        {"name": ("x" * 81, "at most 80"), "daily_limit": ("few", "Enter a whole number")},
        {"service_ids": ("999999", "There is no such service")},
    ],
)
def test_bad_input_is_explained_and_nothing_typed_is_lost(
    owner_browser: Browser, owner: Owner, faults: dict[str, tuple[str, str]]
) -> None:
    salons.service(owner.business)
    given = {"name": "Brian", "daily_limit": "7"} | {f: words for f, (words, _) in faults.items()}
    page = owner_browser.post(f"{CALENDARS}new", typed(**given))
    assert page.status == 422
    assert all(said in page.text for _, said in faults.values())
    assert (page.field("name").get("value") or "") == given["name"]
    assert page.field("daily_limit").get("value") == given["daily_limit"]
    assert not queries.calendars(owner.business.id)


def test_another_zone_says_that_bookings_stay_where_they_are(
    owner_browser: Browser, owner: Owner
) -> None:
    service = salons.service(owner.business)
    calendar = salons.calendar(owner.business, service)
    address = f"{CALENDARS}{calendar.id}"
    assert "stays at its moment" not in owner_browser.get(address).text
    salons.booking(owner.business, service, calendar)
    page = owner_browser.get(address)
    assert "1 booking is ahead. In another zone" in page.text
    page = owner_browser.post(address, typed(timezone="Europe/Berlin"))
    assert "The hours are those of the new zone; 1 booking stays at its moment." in page.text
    page = owner_browser.post(address, typed(timezone="Europe/Berlin", name="Amina K."))
    assert "Saved." in page.text
    assert "new zone" not in page.text


def test_a_colour_that_the_api_set_stays_among_the_choices(
    owner_browser: Browser, owner: Owner
) -> None:
    calendar = salons.calendar(owner.business, color="indigo")
    page = owner_browser.get(f"{CALENDARS}{calendar.id}")
    chosen = [one.get("value") for one in page.all("input", name="color", checked="")]
    assert chosen == ["indigo"]


def test_calendars_are_switched_and_sorted_in_the_list(
    owner_browser: Browser, owner: Owner
) -> None:
    one, two = (salons.calendar(owner.business, name=name) for name in ("One", "Two"))
    owner_browser.post(f"{CALENDARS}{two.id}/place", {"direction": "up"})
    owner_browser.post(f"{CALENDARS}{one.id}/place", {"direction": "down"})
    assert [c.name for c in queries.calendars(owner.business.id)] == ["Two", "One"]
    page = owner_browser.post(f"{CALENDARS}{one.id}/availability", {"active": "0"})
    assert not queries.calendar_of(owner.business.id, one.id).is_active
    assert "Off" in page.text


def test_deleting_says_its_effect_and_is_refused_while_booked(
    owner_browser: Browser, owner: Owner
) -> None:
    service = salons.service(owner.business)
    one, two = (salons.calendar(owner.business, service, name=name) for name in ("One", "Two"))
    salons.booking(owner.business, service, one)
    page = owner_browser.get(f"{CALENDARS}{one.id}/removal")
    assert "1 booking ahead" in page.text
    assert "Delete the calendar" not in page.text
    assert owner_browser.raw("POST", f"{CALENDARS}{one.id}/removal").status_code == 409
    assert "Bookings that were made keep its name" in (
        owner_browser.get(f"{CALENDARS}{two.id}/removal").text
    )
    assert "Two is deleted." in owner_browser.post(f"{CALENDARS}{two.id}/removal").text


PAGES = ("", "/removal", "/hours", "/days-off", "/days-off/2026-12-25")
FORMS = (
    *PAGES,
    *("/place", "/availability", "/own-hours", "/own-hours/removal"),
    *("/days-off/removal", "/days-off/holidays"),
)


def test_another_business_sees_none_of_it(stranger_browser: Browser, owner: Owner) -> None:
    calendar = salons.calendar(owner.business)
    address = f"{CALENDARS}{calendar.id}"
    seen = {stranger_browser.raw("GET", address + page).status_code for page in PAGES}
    sent = {"first": "2026-12-24", "last": "2026-12-26", "act": "save", **typed()}
    changed = {stranger_browser.raw("POST", address + p, data=sent).status_code for p in FORMS}
    assert seen | changed == {404}
    assert only(owner).version == 1


def test_pages_ask_no_more_for_many_calendars(owner_browser: Browser, owner: Owner) -> None:
    counts = []
    for _ in range(2):
        for n in range(4):
            salons.calendar(owner.business, salons.service(owner.business), name=f"Chair {n}")
        first = queries.calendars(owner.business.id)[0].id
        with statements() as asked:
            owner_browser.get(CALENDARS)
            owner_browser.get(f"{CALENDARS}{first}")
            owner_browser.get(f"{CALENDARS}{first}/days-off")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 22
