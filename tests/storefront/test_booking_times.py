"""Choosing a time: days, starts, people, places, and whose clock it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from cardshop.booking.models import SlotAlignment
from tests.storefront.booking_steps import SALON, Client, salon, starts_on, stop_clock
from tests.support import salons
from tests.support.factories import NOW
from tests.support.pages import Page
from tests.support.people import Browser
from tests.support.salons import SOON


@pytest.fixture(autouse=True)
def it_is_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch)


def days_of(page: Page) -> dict[str, str]:
    """The words of each day to its address; none for a day that cannot be opened."""
    found = [e for kind in ("free", "full", "closed", "over") for e in _days(page, kind)]
    return {" ".join("".join(e.itertext()).split()): e.get("href", "") for e in found}


def _days(page: Page, kind: str) -> list[Element]:
    return [e for tag in ("a", "span") for e in page.all(tag, class_=f"day {kind}")]


def test_the_next_free_time_comes_before_any_choice(app: Flask) -> None:
    business = salon()
    haircut = salons.service(business)
    salons.calendar(business, haircut)

    page = Client(app).times(haircut)

    assert "Next available: Tuesday, 24 November, 12:00" in page.text
    assert len(days_of(page)) == 14
    assert "Earlier days" not in page.links()
    later = Client(app).browser.get(page.links()["Later days"])
    assert "Next available" not in later.text
    assert "Tue 8 December 2026 16 free" in days_of(later)
    assert f"{SALON}/book/{haircut.slug}?from=2026-11-24" == later.links()["Earlier days"]


def test_the_strip_ends_where_the_horizon_does(app: Flask) -> None:
    business = salon()
    haircut = salons.service(business, horizon_days=3)
    salons.calendar(business, haircut)

    page = Client(app).times(haircut)

    assert list(days_of(page))[-1] == "Fri 27 November 2026 16 free"
    assert "Later days" not in page.links()


def test_full_and_closed_days_are_marked(app: Flask) -> None:
    business = salon()
    cut = salons.service(business, duration_minutes=240)
    weekdays = salons.hours("09:00-13:00", days=("mon", "tue", "wed", "thu", "fri"))
    sam = salons.calendar(business, cut, hours=weekdays)
    salons.booking(business, cut, sam, starts_at=SOON - timedelta(hours=1))

    days = days_of(Client(app).times(cut))

    assert days["Wed 2 December 2026 Full"].endswith("?day=2026-12-02")
    assert days["Sat 28 November 2026 Closed"] == ""
    assert days["Tue 24 November 2026 Too late"] == ""


def test_a_full_day_says_when_the_next_time_is_and_where_to_wait(app: Flask) -> None:
    business = salon()
    cut = salons.service(business, duration_minutes=480)
    salons.booking(business, cut, salons.calendar(business, cut), starts_at=SOON.replace(hour=6))

    page = Client(app).times(cut, day="2026-12-02")

    assert "No times left on Wednesday, 2 December" in page.text
    assert "Next free: Thursday, 3 December, 09:00" in page.text
    assert page.links()["Go to Thursday, 3 December"].endswith("?day=2026-12-03")
    wait = page.links()["Tell me when a time is free"]
    assert wait == f"{SALON}/book/{cut.slug}/wait?day=2026-12-02"
    assert "Wednesday" in page.links()["Ask on WhatsApp"]


def test_beyond_the_shown_days_the_next_time_is_found_as_well(app: Flask) -> None:
    business = salon()
    cut = salons.service(business)
    days = {"2026-12-20": [["10:00", "11:00"]]}
    salons.calendar(business, cut, hours={"weekly": {}, "overrides": days})

    page = Client(app).times(cut)

    assert "Next available: Sunday, 20 December, 10:00" in page.text
    assert starts_on(page) == []


def test_taken_starts_are_told_and_cannot_be_chosen(app: Flask) -> None:
    business = salon()
    haircut = salons.service(business)
    salons.booking(business, haircut, salons.calendar(business, haircut), starts_at=SOON)

    page = Client(app).times(haircut, day="2026-12-02")

    assert "Taken: 10:00" in page.text
    assert "10:00" not in starts_on(page)
    assert {"09:30", "10:30"} <= set(starts_on(page))


def test_somebody_can_be_chosen(app: Flask) -> None:
    business = salon()
    haircut = salons.service(business)
    salons.calendar(business, haircut, name="Sam", hours=salons.hours("09:00-10:00"))
    leo = salons.calendar(business, haircut, name="Leo", hours=salons.hours("15:00-16:00"))

    everyone = Client(app).times(haircut, day="2026-12-02")
    page = Client(app).browser.get(everyone.links()["Leo"])

    assert starts_on(everyone) == ["09:00", "09:30", "15:00", "15:30"]
    assert starts_on(page) == ["15:00", "15:30"]
    assert page.all("a", class_="slot")[0].get("href", "").endswith(f"&calendar={leo.id}")


QUESTIONS = [
    ({"zone": "Mars/Base"}, "We do not know this time zone."),
    ({"zone": "../../etc/passwd"}, "We do not know this time zone."),
    ({"day": "2026-02-30"}, "There is no such day."),
    ({"day": "soon"}, "There is no such day."),
    ({"day": "2026-11-23"}, "That day cannot be booked."),
    ({"day": "2031-01-01"}, "That day cannot be booked."),
    ({"day": "9999-12-31", "from": "0001-01-01"}, "That day cannot be booked."),
    ({"calendar": "1"}, "Choose who from the list"),
    ({"calendar": "0"}, "Choose who from the list"),
    ({"calendar": "9" * 30}, "Choose who from the list"),
    ({"seats": "0"}, "A booking is for one place here."),
    ({"seats": "99"}, "A booking is for one place here."),
]


def test_a_question_that_makes_no_sense_is_answered_with_what_there_is(app: Flask) -> None:
    business = salon()
    salons.calendar(business, salons.service(business), name="Of another service")
    haircut = salons.service(business)
    salons.calendar(business, haircut)

    for query, words in QUESTIONS:
        page = Client(app).times(haircut, **query)

        assert page.status == 422, query
        assert words in page.text, query
        assert starts_on(page), query


def test_a_start_that_was_never_offered_leads_to_those_that_are(app: Flask) -> None:
    business = salon()
    haircut = salons.service(business)
    salons.calendar(business, haircut)
    never = (SOON + timedelta(minutes=7), NOW - timedelta(days=1), NOW + timedelta(days=3000))

    for start in (*never, datetime(2199, 12, 31, 23, tzinfo=UTC)):
        page = Client(app).details(haircut, start)

        assert page.status == 409
        assert "That time cannot be booked. Choose one of these." in page.text
        assert starts_on(page)


def test_words_that_are_no_start_lead_to_the_times(visitor: Browser) -> None:
    business = salon()
    haircut = salons.service(business)
    salons.calendar(business, haircut)
    path = f"{SALON}/book/{haircut.slug}/details"

    for start in ("", "soon", "2026-12-02T10:00:00+03:00", "0001-01-01T00:00:00Z", "9" * 99):
        page = visitor.get(path, query_string={"start": start})

        assert page.status == 422
        assert "Choose one of these times." in page.text


def test_a_start_that_somebody_else_took_is_told_as_such(app: Flask) -> None:
    business = salon()
    haircut = salons.service(business)
    salons.booking(business, haircut, salons.calendar(business, haircut), starts_at=SOON)

    page = Client(app).details(haircut, SOON)

    assert page.status == 409
    assert "10:00 was just taken. These times are still free." in page.text


def test_places_of_a_class_are_counted(app: Flask) -> None:
    business = salon()
    yoga = salons.service(business, "Yoga", capacity=4)
    salons.booking(business, yoga, salons.calendar(business, yoga), starts_at=SOON, seats=3)

    one, two = (Client(app).times(yoga, day="2026-12-02", seats=n) for n in ("1", "2"))

    assert "10:001 left" in starts_on(one)
    assert "09:304 left" in starts_on(one)
    assert "10:001 left" not in starts_on(two)
    assert "seats=2" in two.all("a", class_="slot")[0].get("href", "")
    assert "Ksh 3,000 · 2 places" in two.text


@pytest.mark.parametrize("alignment", [SlotAlignment.CLOCK, SlotAlignment.TIGHT])
def test_starts_that_move_with_the_present_are_still_there_when_chosen(
    app: Flask, monkeypatch: pytest.MonkeyPatch, alignment: SlotAlignment
) -> None:
    stop_clock(monkeypatch, NOW + timedelta(minutes=3))
    business = salon()
    haircut = salons.service(business, slot_alignment=alignment, minimum_notice_minutes=30)
    salons.calendar(business, haircut)
    client = Client(app)
    page = client.times(haircut)
    chosen = page.all("a", class_="slot")[1].get("href", "")

    stop_clock(monkeypatch, NOW + timedelta(minutes=20))
    details = client.browser.get(chosen)

    assert details.status == 200
    assert client.send(haircut, details).url.startswith("/b/")
