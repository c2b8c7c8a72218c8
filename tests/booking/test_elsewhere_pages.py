"""The owner's page of calendars elsewhere: added, told how it went, read again, removed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cardshop.booking.models import BusyInterval, BusySource, Calendar
from cardshop.booking.operations.busy_refresh import refresh_due
from cardshop.db import db
from cardshop.lib import clock
from tests.booking import elsewhere
from tests.booking.ical.busy_files import event, file_of
from tests.orders.looking import statements
from tests.support import factories, salons
from tests.support.factories import NOW, Owner
from tests.support.people import Browser

SECRET = "https://calendar.google.com/calendar/ical/amina/private-key/basic.ics"


@pytest.fixture(autouse=True)
def at_now(monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere.stand_at(monkeypatch)


@pytest.fixture
def chair(owner: Owner) -> Calendar:
    return salons.calendar(owner.business, salons.service(owner.business))


def page_of(chair: Calendar) -> str:
    return f"/app/calendars/{chair.id}/elsewhere"


def test_an_owner_adds_a_calendar_and_it_is_about_to_be_read(
    owner_browser: Browser, chair: Calendar
) -> None:
    empty = owner_browser.get(page_of(chair))
    assert "None yet" in empty.text
    assert 'data-behavior="followReading"' not in empty.html

    page = owner_browser.post(
        page_of(chair), {"kind": "ics", "url": SECRET.replace("https", "webcal")}
    )
    assert "Added. It is read in a moment" in page.text
    assert "Being read" in page.text
    assert 'data-behavior="followReading"' in page.html
    assert "private-key" not in page.html
    kept = db.session.query(BusySource).one()
    assert (kept.url, kept.next_fetch_at, kept.credentials) == (SECRET, NOW, None)


def test_a_password_is_kept_and_never_shown(owner_browser: Browser, chair: Calendar) -> None:
    typed = {"kind": "caldav", "url": "https://dav.example/", "user": "amina", "password": "qwert"}
    page = owner_browser.post(page_of(chair), typed)
    assert "with a password" in page.text
    assert "qwert" not in page.html
    wrong = owner_browser.post(page_of(chair), typed | {"url": "http://dav.example"})
    assert wrong.status == 422
    assert "qwert" not in wrong.html
    assert 'value="amina"' in wrong.html
    assert db.session.query(BusySource).count() == 1


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({}, "Enter the address of the calendar"),
    ({"url": "http://a.example/b.ics"}, "starts with https://"),
    ({"url": "ftp://a.example/<b>"}, "starts with https://"),
    ({"url": "https://calendar.google.com/calendar/u/0/r"}, "secret iCal address"),
    ({"url": SECRET, "kind": "caldav"}, "Enter the user name"),
    ({"url": SECRET, "kind": "pigeon"}, "Choose one of"),
    ({"url": "https://a.example/\x00"}, "cannot be shown"),
    ({"url": "https://a.example/" + "x" * 3000}, "at most 2,000"),
]


def test_what_cannot_be_read_is_explained_beside_what_was_typed(
    owner_browser: Browser, chair: Calendar
) -> None:
    for typed, said in REFUSED:
        page = owner_browser.post(page_of(chair), {"kind": "ics"} | typed)
        assert page.status == 422, typed
        assert said in page.text, typed
        assert "There is a problem" in page.text
    assert db.session.query(BusySource).count() == 0


def test_how_it_went_is_told_in_plain_words(
    owner: Owner, owner_browser: Browser, chair: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    with elsewhere.running() as server:
        elsewhere.reach(monkeypatch, server.port)
        salons.busy_source(chair, url=server.url, next_fetch_at=NOW, last_fetched_at=None)
        title = "SUMMARY:<script>alert(1)</script>"
        server.says(file_of(elsewhere.LUNCH, event(title, "DTSTART:never", uid="bad")))
        refresh_due()
        partly = owner_browser.get(page_of(chair))
        server.says(status=500)
        elsewhere.stand_at(monkeypatch, NOW + timedelta(minutes=15))
        refresh_due()
    assert "Partly read" in partly.text
    assert "2 events" in partly.text
    assert "<script>alert" not in partly.html
    failing = owner_browser.get(page_of(chair))
    assert "Not read" in failing.text
    assert "error 500" in failing.text
    assert "its last known busy times count" in failing.text
    assert "15 minutes ago" in failing.text


def test_read_again_makes_it_due(owner_browser: Browser, chair: Calendar) -> None:
    source = salons.busy_source(chair, last_tried_at=NOW - timedelta(minutes=5))
    page = owner_browser.post(f"/app/calendars/elsewhere/{source.id}/refresh")
    assert "Being read" in page.text
    assert elsewhere.told(source.id).next_fetch_at == NOW


def test_removing_asks_first_and_frees_its_times(owner_browser: Browser, chair: Calendar) -> None:
    source = salons.busy_source(chair, (salons.SOON, salons.SOON + timedelta(hours=1)))
    asked = owner_browser.get(f"/app/calendars/elsewhere/{source.id}/removal")
    assert "can be booked again" in asked.text
    assert db.session.query(BusySource).count() == 1
    page = owner_browser.post(f"/app/calendars/elsewhere/{source.id}/removal")
    assert "None yet" in page.text
    assert db.session.query(BusyInterval).count() == 0


def test_bookings_in_the_way_are_shown_and_nothing_happens_to_them(
    owner: Owner, owner_browser: Browser, chair: Calendar
) -> None:
    of = salons.service(owner.business, "Beard <trim>")
    met = salons.booking(owner.business, of, chair, customer_name="Šárka")
    salons.booking(owner.business, of, chair, starts_at=salons.SOON + timedelta(hours=3))
    start = salons.SOON + timedelta(minutes=10)
    salons.busy_source(chair, (start, start + timedelta(hours=1)))
    page = owner_browser.get(page_of(chair))
    assert "1 booking in the way" in page.text
    assert "Šárka, Beard <trim>" in page.text
    assert f"/app/bookings/{met.id}" in page.html
    assert "Busy elsewhere 10:10" in page.text


def test_many_calendars_and_bookings_ask_as_little_as_few(
    app: Any, owner: Owner, owner_browser: Browser, chair: Calendar
) -> None:
    of = salons.service(owner.business)
    counts = []
    for n in (1, 6):
        for k in range(n):
            start = salons.SOON + timedelta(days=n, hours=k)
            salons.booking(owner.business, of, chair, starts_at=start)
            salons.busy_source(chair, (start, start + timedelta(minutes=5)))
        with statements() as asked:
            owner_browser.get(page_of(chair))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 9


def test_another_business_sees_and_changes_nothing(
    stranger_browser: Browser, chair: Calendar
) -> None:
    source = salons.busy_source(chair)
    here = f"/app/calendars/elsewhere/{source.id}"
    for method, path in (
        ("GET", page_of(chair)),
        ("POST", page_of(chair)),
        ("POST", f"{here}/refresh"),
        ("GET", f"{here}/removal"),
        ("POST", f"{here}/removal"),
    ):
        answer = stranger_browser.client.open(path, method=method, data={"url": SECRET})
        assert answer.status_code == 404, path
    assert db.session.query(BusySource).count() == 1


def test_a_calendar_of_another_business_is_not_in_ones_list(
    owner_browser: Browser, chair: Calendar
) -> None:
    salons.busy_source(salons.calendar(factories.owner().business))
    assert "None yet" in owner_browser.get(page_of(chair)).text
    assert clock.now() == NOW
