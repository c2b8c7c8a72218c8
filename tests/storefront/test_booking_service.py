"""Choosing a service: what it takes, what it costs, who gives it, and what is not there."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.storefront.booking_steps import SALON, hidden_in, salon, stop_clock
from tests.support import factories, salons
from tests.support.people import Browser


@pytest.fixture(autouse=True)
def it_is_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch)


def test_each_service_says_its_length_its_price_and_who_gives_it(visitor: Browser) -> None:
    business = salon()
    fade = salons.service(business, "Skin fade", duration_minutes=45)
    talk = salons.service(business, "Talk", price=0, description="With *tea*.")
    salons.calendar(business, fade, talk, name="Sam")
    salons.calendar(business, fade, name="Leo")

    page = visitor.get(f"{SALON}/book")

    assert "Skin fade45 mins · Sam, LeoKsh 1,500" in page.text
    assert "TalkWith tea.30 mins · SamFree" in page.text
    assert page.all("div", role="img")[0].get("aria-label") == "Step 1 of 3"


def test_one_service_alone_is_no_question(visitor: Browser) -> None:
    business = salon()
    salons.calendar(business, salons.service(business, slug="haircut"))

    answer = visitor.client.get(f"{SALON}/book?zone=Asia/Tehran")

    assert (answer.status_code, answer.location) == (302, f"{SALON}/book/haircut?zone=Asia/Tehran")
    page = visitor.get(answer.location)
    assert page.links()["Back"] == SALON
    assert "Change: Haircut" not in page.links()


def test_without_services_people_are_told_whom_to_ask(visitor: Browser) -> None:
    business = salon()
    salons.service(business, "Nobody gives it")

    page = visitor.get(f"{SALON}/book")

    assert "No bookings online right now" in page.text
    assert page.links()["Ask on WhatsApp"].startswith("https://wa.me/254700000123?text=Hello")
    assert page.links()["Call"] == "tel:+254700000123"


def test_a_business_that_takes_none_says_so_at_the_service_too(visitor: Browser) -> None:
    business = salon()
    haircut = salons.service(business, slug="haircut")
    salons.calendar(business, haircut)
    salons.settings(business, is_taking_bookings=False)

    page = visitor.get(f"{SALON}/book/haircut")

    assert "No bookings online right now" in page.text
    assert page.all("a", class_="slot") == []


def test_a_service_that_is_gone_leads_to_the_others(visitor: Browser) -> None:
    business = salon()
    off = salons.service(business, "Old", slug="old", is_active=False)
    salons.calendar(business, off, salons.service(business, "New", slug="new"))

    page = visitor.get(f"{SALON}/book/old")

    assert page.status == 404
    assert "This service is not offered any more" in page.text
    assert f"{SALON}/book/new" in page.links().values()


def test_services_of_other_businesses_are_not_here(visitor: Browser) -> None:
    salon()
    other = factories.owner(name="Another shop").business
    salons.calendar(other, salons.service(other, slug="massage"))

    for slug in ("massage", "no-such-thing", "x" * 300, "%00"):
        for ending in ("", "/details"):
            assert visitor.client.get(f"{SALON}/book/{slug}{ending}").status_code == 404
    assert visitor.client.post(f"{SALON}/book/massage/details").status_code == 404


def test_the_pages_belong_to_one_person(visitor: Browser) -> None:
    business = salon()
    salons.calendar(business, salons.service(business, slug="haircut"), salons.service(business))

    for ending in ("/book", "/book/haircut", "/book/haircut/details"):
        answer = visitor.client.get(f"{SALON}{ending}")

        assert answer.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in answer.headers


def test_a_card_typed_in_capitals_is_found_with_its_question(visitor: Browser) -> None:
    business = salon()
    salons.calendar(business, salons.service(business, slug="haircut"))

    answer = visitor.client.get("/Salon/book/haircut?day=2026-12-02")

    assert answer.location == f"{SALON}/book/haircut?day=2026-12-02"


def test_a_card_that_is_not_published_takes_no_bookings(visitor: Browser) -> None:
    business = factories.owner().business
    factories.card(business, slug="salon", published_at=None)
    salons.calendar(business, salons.service(business, slug="haircut"))

    assert visitor.client.get(f"{SALON}/book/haircut").status_code == 404


def test_an_owner_tries_a_card_before_it_is_published(app: Flask) -> None:
    business = factories.owner().business
    card = factories.card(business, slug="salon", published_at=None)
    haircut = salons.service(business, slug="haircut")
    salons.calendar(business, haircut)
    browser = Browser(app)

    page = browser.get(f"{SALON}/book?draft={card.preview_token}")
    assert page.links()["Back"] == f"{SALON}?draft={card.preview_token}"
    details = browser.get(page.links()["12:00"])
    action = details.all("form")[0].get("action", "")
    booked = browser.post(action, hidden_in(details) | {"name": "Amina", "phone": "0711 000 111"})

    assert "See you today" in booked.text


def test_persian_is_read_from_the_right_in_its_own_digits(app: Flask) -> None:
    business = salon(locale="fa-IR", timezone="Asia/Tehran", country="IR")
    salons.calendar(business, salons.service(business, "اصلاح", slug="a"), timezone="Asia/Tehran")

    page = Browser(app).get(f"{SALON}/book/a?day=2026-12-02")

    assert page.root.get("dir") == "rtl"
    assert "چهارشنبه ۱۱ آذر" in page.text
    assert {"۹:۰۰", "۱۶:۳۰"} <= set(page.links())
