"""The diary: day, week and list, whose bookings, what is in the way, and what keeps it fresh."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from cardshop.booking.models import BookingState
from tests.orders.looking import statements
from tests.support import factories, salons
from tests.support.factories import NOW, Owner
from tests.support.pages import Page, elements, words_of
from tests.support.people import Browser
from tests.support.salons import SOON

DIARY = "/app/bookings/"
ON = "date=2026-12-02"


@pytest.fixture(autouse=True)
def _at_nine() -> Iterator[None]:
    """The clock stands at 24 November, noon in Nairobi."""
    with time_machine.travel(NOW, tick=False):
        yield


def events(page: Page) -> list[str]:
    found = [a for a in page.all("a") if "ev" in (a.get("class") or "").split()]
    return [" ".join("".join(words_of(a)).split()) for a in found]


def classes_of(page: Page, key: str) -> set[str]:
    return set((page.all("a", id=key)[0].get("class") or "").split())


@pytest.mark.parametrize("view", ["week", "day", "list"])
def test_a_booking_stands_on_its_day(owner: Owner, owner_browser: Browser, view: str) -> None:
    booking = salons.booking(owner.business)
    page = owner_browser.get(f"{DIARY}?view={view}&{ON}")
    assert f"/app/bookings/{booking.id}" in [a.get("href") for a in page.all("a")]
    assert booking.customer_name in page.text
    assert "10:00" in page.text
    other = owner_browser.get(f"{DIARY}?view={view}&date=2026-11-24")
    assert booking.customer_name not in other.text


def test_classes_say_where_it_stands(owner: Owner, owner_browser: Browser) -> None:
    calendar = salons.calendar(owner.business, color="teal")
    first = salons.booking(owner.business, salons.service(owner.business), calendar)
    page = owner_browser.get(f"{DIARY}?view=week&{ON}")
    assert classes_of(page, f"e{first.id}") >= {"yh10", "ym0", "zh0", "zm30", "c-teal"}
    salons.booking(owner.business, starts_at=SOON + timedelta(minutes=15))
    page = owner_browser.get(f"{DIARY}?view=week&{ON}")
    assert classes_of(page, f"e{first.id}") >= {"ln0", "of2"}


def test_a_day_has_a_column_for_each_calendar(owner: Owner, owner_browser: Browser) -> None:
    haircut = salons.service(owner.business)
    for name in ("Amina", "Otto"):
        salons.calendar(owner.business, haircut, name=name)
    page = owner_browser.get(f"{DIARY}?view=day&{ON}")
    heads = ["".join(words_of(h)).strip() for h in page.all("h3")]
    assert heads == ["Amina", "Otto"]
    assert "Wednesday" in page.text


def test_a_calendar_is_looked_at_alone(owner: Owner, owner_browser: Browser) -> None:
    haircut = salons.service(owner.business)
    amina, otto = (salons.calendar(owner.business, haircut, name=n) for n in ("Amina", "Otto"))
    salons.booking(owner.business, haircut, amina, customer_name="Grace")
    salons.booking(owner.business, haircut, otto, customer_name="Peter")
    for view in ("week", "day", "list"):
        page = owner_browser.get(f"{DIARY}?view={view}&{ON}&calendar={otto.id}")
        assert "Peter" in page.text
        assert "Grace" not in page.text
    strange = owner_browser.get(f"{DIARY}?view=week&{ON}&calendar=9999999&calendar=x")
    assert "Grace" in strange.text


def test_what_was_called_off_is_gone(owner: Owner, owner_browser: Browser) -> None:
    for state in (BookingState.CANCELLED, BookingState.DECLINED, BookingState.EXPIRED):
        salons.booking(owner.business, state=state, customer_name="Nobody")
    salons.booking(owner.business, state=BookingState.NO_SHOW, customer_name="Missed")
    page = owner_browser.get(f"{DIARY}?view=week&{ON}")
    assert "Nobody" not in page.text
    assert "Missed" in page.text
    assert "Did not come" in page.text


def test_those_who_come_to_a_class_stand_together(owner: Owner, owner_browser: Browser) -> None:
    bread = salons.service(owner.business, "Bread class", capacity=8)
    calendar = salons.calendar(owner.business, bread)
    for name in ("Grace", "Peter"):
        salons.booking(owner.business, bread, calendar, customer_name=name, seats=2)
    page = owner_browser.get(f"{DIARY}?view=week&{ON}")
    assert events(page) == ["10:00 Bread class 4 of 8 seats"]
    rows = owner_browser.get(f"{DIARY}?view=list&{ON}").text
    assert "Grace" in rows
    assert "Bread class, 2 seats" in rows


def test_who_waits_stands_above_with_the_answer(owner: Owner, owner_browser: Browser) -> None:
    asked = salons.booking(owner.business, state=BookingState.PENDING, customer_name="Grace")
    page = owner_browser.get(DIARY)
    assert page.links()["Decline: Grace"] == f"/app/bookings/{asked.id}/refusal"
    assert page.all("form", action=f"/app/bookings/{asked.id}/approval")
    told = owner_browser.post(f"/app/bookings/{asked.id}/approval", {"page": "diary"})
    assert "Grace, Wed, 2 Dec, 10:00: Confirmed" in told.text
    assert "Say it is confirmed" in told.text
    assert "Decline: Grace" not in told.links()


def test_many_who_wait_have_a_page(owner: Owner, owner_browser: Browser) -> None:
    for hour in range(5):
        at = SOON + timedelta(hours=hour)
        salons.booking(owner.business, starts_at=at, state=BookingState.PENDING)
    links = owner_browser.get(DIARY).links()
    assert links["All 5 requests"] == "/app/bookings/requests"
    page = owner_browser.get("/app/bookings/requests")
    assert len([a for a in page.links() if a.startswith("Decline")]) == 1
    assert len(page.all("button", class_="btn b1")) == 5


def test_busy_times_of_other_calendars_are_told(owner: Owner, owner_browser: Browser) -> None:
    calendar = salons.calendar(owner.business)
    booking = salons.booking(owner.business, salons.service(owner.business), calendar)
    salons.busy_source(calendar, (SOON, SOON + timedelta(hours=1)), summary="Dentist")
    page = owner_browser.get(f"{DIARY}?view=week&{ON}")
    assert "1 booking meets a busy time in another calendar." in page.text
    assert "Dentist" in page.text
    assert "Busy elsewhere" in events(page)[0]
    assert "Busy in another calendar" in owner_browser.get(f"{DIARY}?view=list&{ON}").text
    shown = owner_browser.get(f"/app/bookings/{booking.id}")
    assert "is busy elsewhere at that time: Dentist" in shown.text


def test_blocked_time_stands_there_too(owner: Owner, owner_browser: Browser) -> None:
    calendar = salons.calendar(owner.business)
    blocked = salons.blocked_time(calendar, reason="Dentist", hours=30)
    for view in ("week", "day", "list"):
        page = owner_browser.get(f"{DIARY}?view={view}&{ON}")
        assert f"/app/bookings/blocked/{blocked.id}" in [a.get("href") for a in page.all("a")]
    assert "Dentist" in owner_browser.get(f"{DIARY}?view=list&date=2026-12-03").text


def test_closed_hours_are_striped_and_free_ones_book(owner: Owner, owner_browser: Browser) -> None:
    calendar = salons.calendar(owner.business, hours=salons.hours("09:00-12:00", "13:00-17:00"))
    page = owner_browser.get(f"{DIARY}?view=day&{ON}")
    shut = [e.get("class") for e in page.all("span") if "shut" in (e.get("class") or "")]
    assert "shut yh12 ym0 zh1 zm0" in shut
    cells = [a.get("href") for a in page.all("a", class_="cell")]
    assert f"/app/bookings/new?start=2026-12-02T06:00:00Z&calendar={calendar.id}" in cells


def test_a_day_of_25_hours_shows_them_all(app: Flask) -> None:
    owner = factories.owner(timezone="Europe/Berlin", locale="de-DE")
    service = salons.service(owner.business, duration_minutes=120)
    calendar = salons.calendar(owner.business, service)
    night = SOON.replace(month=10, day=25, hour=0)
    late = salons.booking(owner.business, service, calendar, starts_at=night)
    browser = Browser(app).sign_in(owner)
    page = browser.get(f"{DIARY}?view=day&date=2026-10-25")
    # 02:00 to 03:00, the hour between them twice.
    assert classes_of(page, f"e{late.id}") >= {"yh2", "zh2"}
    assert len([s for s in page.all("span") if "hr" in (s.get("class") or "").split()]) >= 17
    week = browser.get(f"{DIARY}?view=week&date=2026-10-25")
    assert classes_of(week, f"e{late.id}") >= {"yh2", "zh1"}


def test_the_usual_view_is_the_hands(owner: Owner, owner_browser: Browser) -> None:
    salons.calendar(owner.business)
    phone = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Chrome/120.0 Mobile Safari/537.36"}
    chosen = {"": "Week", "phone": "List"}
    for who, words in chosen.items():
        page = owner_browser.get(DIARY, headers=phone if who else {})
        current = [a for a in page.all("a", aria_current="true") if a.text == words]
        assert current, who


@pytest.mark.parametrize("query", ["view=x&date=x", "date=9999-12-31", "date=0001-01-01", "told=x"])
def test_strange_addresses_show_today(owner: Owner, owner_browser: Browser, query: str) -> None:
    salons.calendar(owner.business)
    page = owner_browser.get(f"{DIARY}?{query}")
    assert page.status == 200
    assert any("is-today" in (h.get("class") or "") for h in page.all("h3"))


def test_an_empty_diary_says_what_to_do(owner_browser: Browser) -> None:
    page = owner_browser.get(DIARY)
    assert "Nobody can be booked yet" in page.text


def test_questions_stay_few_however_many_bookings(owner: Owner, owner_browser: Browser) -> None:
    haircut = salons.service(owner.business)
    calendars = [salons.calendar(owner.business, haircut, name=f"C{n}") for n in range(4)]
    counts = []
    for many in (1, 6):
        for n in range(many):
            for calendar in calendars:
                at = SOON + timedelta(hours=n, days=many)
                salons.booking(owner.business, haircut, calendar, starts_at=at)
        with statements() as asked:
            owner_browser.get(f"{DIARY}?view=week&{ON}")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 16, counts


def test_others_see_nothing_of_it(owner: Owner, stranger_browser: Browser) -> None:
    booking = salons.booking(owner.business, customer_name="Grace")
    blocked = salons.blocked_time(salons.calendar(owner.business, name="Secret"))
    assert "Grace" not in stranger_browser.get(f"{DIARY}?view=week&{ON}&told={booking.id}").text
    for path in (f"{booking.id}", f"{booking.id}/time", f"blocked/{blocked.id}"):
        assert stranger_browser.get(f"{DIARY}{path}").status == 404
        assert stranger_browser.post(f"{DIARY}{path}").status == 404


def test_headings_name_the_columns(owner: Owner, owner_browser: Browser) -> None:
    salons.booking(owner.business)
    page = owner_browser.get(f"{DIARY}?view=week&{ON}")
    groups = page.all("div", role="group")
    assert len(groups) == 7
    assert all(elements(g, "a") for g in groups)
