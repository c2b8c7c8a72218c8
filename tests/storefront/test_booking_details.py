"""From a time to a booking without JavaScript: what is asked, refused, kept, and done once."""

from __future__ import annotations

import pytest
from flask import Flask

from cardshop.booking.models import BookingState, Service
from cardshop.cards.models import Card
from cardshop.db import db
from tests.storefront.booking_steps import Client, bookings, haircut, hidden_in, salon, stop_clock
from tests.support import salons
from tests.support.pages import Page
from tests.support.salons import SOON


@pytest.fixture(autouse=True)
def it_is_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch)


def asking(of: Service) -> dict[str, str]:
    """What somebody answers to a question of each kind, which the service asks now."""
    given = {
        "text": "Amina sent me",
        "long_text": "A\r\nB",
        "choice": "Long",
        "checkbox": "y",
        "phone": "0722 000 111",
    }
    choices = {"choice": ["Short", "Long"]}
    asked = {kind: salons.question(of, kind, kind, choices=choices.get(kind, [])) for kind in given}
    return {f"answer-{asked[kind].id}": words for kind, words in given.items()}


def buttons(page: Page) -> dict[str, str]:
    """The words of each button that sends a start, to the start."""
    return {"".join(b.itertext()): b.get("value", "") for b in page.all("button", name="start")}


def test_the_whole_way_without_javascript(app: Flask) -> None:
    cut = haircut()
    answers = asking(cut)
    client = Client(app)

    page = client.details(cut, SOON, zone="Europe/Berlin")
    page = client.send(cut, page, email="w@example.com", note="Ring twice", **answers)

    [made] = bookings()
    assert page.url == f"/b/{made.token}"
    assert "Your booking at Northside is confirmed." in page.text
    assert "Wednesday, 2 December, 08:00 – 08:30Berlin time" in page.text
    assert "There: Wednesday, 2 December, 10:00 – 10:30, Nairobi time" in page.text
    assert (made.customer_phone, made.customer_email) == ("+254711000111", "w@example.com")
    assert (made.customer_timezone, made.locale) == ("Europe/Berlin", "en-KE")
    assert made.note == "Ring twice"
    given = [answer["value"] for answer in made.answers]
    assert given == ["Amina sent me", "A\nB", "Long", True, "+254722000111"]
    assert made.card_id == db.session.query(Card.id).scalar()


def test_faults_stand_at_their_fields_and_nothing_typed_is_lost(app: Flask) -> None:
    cut = haircut()
    question = salons.question(cut, "Colour?", "choice", is_required=True, choices=["Red", "Blue"])
    tick = salons.question(cut, "I am over 18", "checkbox", is_required=True)
    client = Client(app)

    page = client.send(cut, client.details(cut, SOON), name="", phone="12", email="nope", note="Hi")

    assert page.status == 422
    assert page.title.startswith("Error: ")
    assert page.error_of("name") == "Enter your name."
    assert "country code" in page.error_of("phone")
    assert page.error_of("email")
    assert page.error_of(f"answer-{tick.id}") == "Tick this to book."
    assert f"#answer-{question.id}" in page.links().values()
    assert page.field("phone").get("value") == "12"
    assert "Hi" in "".join(page.field("note").itertext())
    assert bookings() == []


def test_a_number_or_an_address_is_enough(app: Flask) -> None:
    cut = haircut()
    client = Client(app)

    page = client.book(cut, SOON, phone="", email="")
    assert page.error_of("phone") == "Enter your phone number or your email."
    assert client.book(cut, SOON, phone="", email="w@example.com").url.startswith("/b/")
    assert [made.customer_phone for made in bookings()] == [""]


def test_a_time_taken_meanwhile_is_exchanged_with_one_press(app: Flask) -> None:
    cut = haircut()
    words = salons.question(cut, "How?", "long_text")
    client, rival = Client(app), Client(app)
    page = client.details(cut, SOON)
    rival.book(cut, SOON, phone="0722 000 222")

    page = client.send(cut, page, name="Otieno", note="Door 4", **{f"answer-{words.id}": "Short"})

    assert page.status == 409
    assert "Wednesday, 2 December, 10:00 is not free any more." in page.text
    assert page.field("name").get("value") == "Otieno"
    assert {"Book Wednesday, 2 December, 09:30", "Book Wednesday, 2 December, 10:30"} <= set(
        buttons(page)
    )
    assert "start" not in hidden_in(page)

    chosen = buttons(page)["Book Wednesday, 2 December, 10:30"]
    typed = {"name": "Otieno", "note": "Door 4", f"answer-{words.id}": "Short"}
    page = client.send(cut, page, start=chosen, **typed)

    assert page.url == f"/b/{bookings()[-1].token}"
    assert f"{bookings()[-1].starts_at:%H:%M}" == "07:30"
    assert (bookings()[-1].customer_name, bookings()[-1].note) == ("Otieno", "Door 4")


def test_pressing_twice_books_once(app: Flask) -> None:
    cut = haircut()
    client = Client(app)
    page = client.details(cut, SOON)

    first, second = client.send(cut, page), client.send(cut, page)

    assert first.url == second.url
    assert len(bookings()) == 1


def test_what_needs_a_word_of_the_business_is_asked_for(app: Flask) -> None:
    cut = haircut(requires_approval=True)
    client = Client(app)

    details = client.details(cut, SOON)
    page = client.send(cut, details)

    assert "Ask for this time" in details.text
    assert "Waiting for Northside" in page.text
    assert [made.state for made in bookings()] == [BookingState.PENDING]


def test_the_rule_of_changing_is_told_before(app: Flask) -> None:
    cut = haircut(cancel_cutoff_minutes=720)

    page = Client(app).details(cut, SOON)

    assert "You can move or cancel it by link until 12 hrs before." in page.text


def test_who_and_how_many_were_chosen_is_booked(app: Flask) -> None:
    business = salon()
    yoga = salons.service(business, capacity=5, price=1000)
    salons.calendar(business, yoga, name="Sam")
    leo = salons.calendar(business, yoga, name="Leo")
    client = Client(app)

    client.send(yoga, client.details(yoga, SOON, calendar=str(leo.id), seats="3"))

    [made] = bookings()
    assert (made.calendar_id, made.seats, made.price) == (leo.id, 3, 3000)
