"""The pages of a waiting list: joining a full day, one's place, the held time, leaving."""

from __future__ import annotations

import pytest
from flask import Flask

from cardshop.booking.models import WaitingEntry
from cardshop.db import db
from tests.booking.waiting import DAY, Salon, salon
from tests.support import factories, salons
from tests.support.factories import NOW
from tests.support.pages import Page
from tests.support.people import Browser

WAIT = "/salon/book/haircut/wait"
FULL = f"{WAIT}?day=2026-12-02"


@pytest.fixture(autouse=True)
def present(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cardshop.lib.clock.now", lambda: NOW)


@pytest.fixture
def shop(app: Flask) -> Salon:
    made = salon()
    factories.card(made.business, slug="salon", display_name="Amina's salon")
    made.fill()
    return made


def typed(page: Page, **fields: str) -> dict[str, str]:
    """What the form of a page sends, with these fields typed."""
    hidden = {e.get("name", ""): e.get("value", "") for e in page.all("input", type="hidden")}
    return hidden | {"name": "Otieno", "phone": "0711000222"} | fields


def entry() -> WaitingEntry:
    db.session.rollback()
    return db.session.query(WaitingEntry).one()


def test_a_full_day_leads_to_the_list_and_the_list_to_a_place(
    visitor: Browser, shop: Salon
) -> None:
    times = visitor.get("/salon/book/haircut?day=2026-12-02")
    form = visitor.get(times.links()["Tell me when a time is free"])
    assert "Wednesday, 2 December" in form.text
    assert "held for you for 20 min" in form.text

    page = visitor.post(WAIT, typed(form))

    assert page.url == f"/w/{entry().token}"
    assert "You are on the waiting list" in page.text
    assert "You are next in line." in page.text
    assert entry().customer_phone == "+254711000222"


def test_the_same_form_twice_is_one_place(visitor: Browser, shop: Salon) -> None:
    form = typed(visitor.get(FULL))

    first, second = visitor.post(WAIT, form), visitor.post(WAIT, form)

    assert first.url == second.url == f"/w/{entry().token}"


def test_the_same_form_with_another_name_is_another_place(visitor: Browser, shop: Salon) -> None:
    form = typed(visitor.get(FULL))
    first = visitor.post(WAIT, form)

    second = visitor.post(WAIT, form | {"name": "Zuhura", "phone": "0711000333"})

    assert second.url.startswith("/w/")
    assert second.url != first.url
    assert "1 person before you." in second.text


def test_who_types_somebodys_number_is_not_shown_their_place(visitor: Browser, shop: Salon) -> None:
    visitor.post(WAIT, typed(visitor.get(FULL)))

    page = visitor.post(WAIT, typed(visitor.get(FULL), name="A stranger"))

    assert (page.status, page.url) == (200, WAIT)
    assert "You are on this list already" in page.text
    assert entry().token not in page.html
    assert "Otieno" not in page.text


WRONG: list[tuple[dict[str, str], str, str]] = [
    ({"name": ""}, "name", "Enter your name."),
    ({"phone": "", "email": ""}, "phone", "Enter your phone number or your email."),
    ({"phone": "abc"}, "phone", "Enter the phone number with its country code"),
    ({"email": "nobody"}, "email", "Enter your email address"),
    ({"name": "\x00"}, "name", "cannot be shown"),
]


def test_what_is_wrong_stands_beside_its_field_and_the_rest_is_kept(
    visitor: Browser, shop: Salon
) -> None:
    form = typed(visitor.get(FULL), email="a@b.example", seats="1")

    for fields, field, words in WRONG:
        page = visitor.post(WAIT, form | fields)
        assert page.status == 422
        assert page.title.startswith("Error: ")
        assert words in page.error_of(field)
        if field != "name":
            assert page.field("name").get("value") == "Otieno"


INSTEAD = [
    ("day=2026-12-03", 409, "This day has free times again."),
    ("day=2026-11-20", 409, "nothing to wait for on this day"),
    ("day=9999-12-31", 409, "nothing to wait for on this day"),
    ("", 409, "nothing to wait for on this day"),
    ("day=2026-02-30", 422, "There is no such day."),
    ("day=2026-12-02&zone=Mars/Base", 422, "We do not know this time zone."),
    ("day=2026-12-02&seats=99", 422, "A booking is for one place here."),
    ("day=2026-12-02&calendar=999", 422, "Choose who from the list"),
]


def test_a_day_that_needs_no_list_shows_its_times(visitor: Browser, shop: Salon) -> None:
    for query, status, words in INSTEAD:
        page = visitor.get(f"{WAIT}?{query}")
        assert (page.status, words in page.text) == (status, True), (query, page.text)
        assert "Pick a time" in page.text


def test_a_form_that_nobody_made_is_refused(visitor: Browser, shop: Salon) -> None:
    form = typed(visitor.get(FULL))

    for day in ("", "2026-13-45", "x"):
        assert visitor.post(WAIT, form | {"on": day}).status == 422
    assert visitor.post(WAIT, form | {"on": "9999-12-31"}).status == 409
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert visitor.raw("POST", WAIT, data=form, headers=elsewhere).status_code == 403
    assert visitor.post(WAIT, form | {"key": "short"}).status == 200
    assert len(entry().token) == 22


def test_the_day_of_a_far_zone_is_the_day_of_the_salon(visitor: Browser, shop: Salon) -> None:
    # Ten in Nairobi is nine in the evening before in Honolulu.
    form = visitor.get(f"{WAIT}?day=2026-12-01&zone=Pacific/Honolulu")

    visitor.post(WAIT, typed(form))

    assert (entry().day, entry().customer_timezone) == (DAY, "Pacific/Honolulu")


def test_where_no_bookings_are_taken_there_is_no_list(visitor: Browser, shop: Salon) -> None:
    form = typed(visitor.get(FULL))
    salons.settings(shop.business, is_taking_bookings=False)

    assert "No bookings online right now" in visitor.get(FULL).text
    assert "No bookings are taken at the moment." in visitor.post(WAIT, form).text
