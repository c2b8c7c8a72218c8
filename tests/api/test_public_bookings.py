"""Customers' programs book, look, move and cancel."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cardshop.booking.models import Booking, Calendar, Service
from cardshop.db import db
from tests.api.conftest import pointers
from tests.api.desk import Desk, body
from tests.support import factories, salons
from tests.support.factories import NOW
from tests.support.salons import SOON

BOOKING = (
    "id token state service_id calendar_id starts_at ends_at timezone seats customer answers note"
    " ics_uid ics_sequence ics_url manage_url created_at history"
)
HALF = timedelta(minutes=30)
pytestmark = pytest.mark.usefixtures("standing_clock")


def bookings() -> int:
    db.session.rollback()
    return db.session.query(Booking).count()


CUSTOMER = {
    "name": "Zoë",
    "phone": "+254711000111",
    "email": "zoe@example.com",
    "locale": "fa",
    "timezone": "Asia/Tehran",
}


def test_a_booking_is_answered_with_all_of_it(
    desk: Desk, haircut: Service, amina: Calendar
) -> None:
    answer = desk.book(haircut, customer=CUSTOMER | {"phone": "0711 000 111"}, note="Ring")

    assert answer.status_code == 201
    told = answer.get_json()
    assert set(told) >= set(BOOKING.split())
    assert (told["state"], told["seats"], told["note"]) == ("confirmed", 1, "Ring")
    assert (told["starts_at"][11:], told["ends_at"][11:]) == ("07:00:00Z", "07:30:00Z")
    assert (told["service_id"], told["calendar_id"]) == (haircut.id, amina.id)
    assert (told["timezone"], told["customer"]) == ("Africa/Nairobi", CUSTOMER)
    assert (told["ics_uid"].rpartition("@")[2], told["ics_sequence"]) == ("localhost", 0)
    assert told["manage_url"] == f"http://localhost/b/{told['token']}"
    assert told["ics_url"] == told["manage_url"] + ".ics"
    assert [event["actor"] for event in told["history"]] == ["customer"]
    there = desk.client.get(answer.headers["Location"].removeprefix("http://localhost"))
    assert (there.get_json(), there.headers["ETag"]) == (told, answer.headers["ETag"])
    assert there.headers["Access-Control-Allow-Origin"] == "*"


def test_answers_go_by_question(desk: Desk, haircut: Service, amina: Calendar) -> None:
    asked = salons.question(haircut, is_required=True)
    tick = salons.question(haircut, "Parking?", "checkbox")

    told = desk.book(haircut, answers={str(asked.id): "Yes", str(tick.id): True}).get_json()

    assert told["answers"] == {str(asked.id): "Yes", str(tick.id): True}
    assert [one["label"] for one in told["answered"]] == [asked.label, "Parking?"]


def test_a_booking_speaks_the_cards_language_unless_told(
    desk: Desk, haircut: Service, amina: Calendar
) -> None:
    told = desk.book(haircut).get_json()["customer"]

    assert (told["locale"], told["timezone"]) == ("en-KE", "Africa/Nairobi")


def test_a_taken_time_is_refused_with_the_nearest_open_ones(
    desk: Desk, haircut: Service, amina: Calendar
) -> None:
    assert desk.book(haircut).status_code == 201

    answer = desk.book(haircut, name="Achieng")

    assert (answer.status_code, answer.content_type) == (409, "application/problem+json")
    told = answer.get_json()
    assert (told["code"], told["title"]) == ("slot_taken", "Slot taken")
    assert told["type"].endswith("#slot_taken")
    assert told["nearest"][:3] == [
        "2026-12-02T06:00:00Z",
        "2026-12-02T06:30:00Z",
        "2026-12-02T07:30:00Z",
    ]
    assert bookings() == 1
    assert desk.book(haircut, SOON + HALF, name="Achieng").status_code == 201


def test_a_start_that_was_never_offered_is_refused(
    desk: Desk, haircut: Service, amina: Calendar
) -> None:
    for start in (
        SOON + timedelta(minutes=1),
        SOON + timedelta(hours=8),
        SOON.replace(microsecond=1),
        NOW - timedelta(days=1),
        NOW + timedelta(days=61),
        NOW.replace(year=9999),
        NOW.replace(year=1),
    ):
        sent = body(haircut) | {"start": start.isoformat()}
        answer = desk.client.post(f"{desk.path}/bookings", json=sent)

        assert (answer.status_code, answer.get_json()["code"]) == (409, "slot_taken"), start
    assert bookings() == 0


UNUSABLE: list[tuple[dict[str, Any], list[str]]] = [
    ({"service_id": 2**31 - 1}, ["/service_id"]),
    ({"service_id": 2**31}, ["/service_id"]),
    ({"start": "2026-12-02T07:00:00"}, ["/start"]),
    ({"start": "2026-12-02"}, ["/start"]),
    ({"start": 1796194800}, ["/start"]),
    ({"seats": 0}, ["/seats"]),
    ({"seats": 99}, ["/seats"]),
    ({"calendar_id": 2**31 - 1}, ["/calendar_id"]),
    ({"customer": {}}, ["/customer/name"]),
    ({"customer": {"name": "Zoë", "phone": "12"}}, ["/customer/phone"]),
    ({"customer": {"name": "Zoë", "email": "zoe"}}, ["/customer/email"]),
    ({"customer": {"name": "Zoë", "timezone": "Mars"}}, ["/customer/timezone"]),
    ({"customer": {"name": "Zoë", "locale": "xx-invalid"}}, ["/customer/locale"]),
    ({"answers": {"999": "Yes"}}, ["/answers/999"]),
    ({"answers": {"a/b": True}}, ["/answers/a~1b"]),
    ({"answers": []}, ["/answers"]),
    ({"price": 0}, ["/price"]),
    ({"state": "confirmed"}, ["/state"]),
]


def test_what_cannot_be_used_is_pointed_at(desk: Desk, haircut: Service, amina: Calendar) -> None:
    for sent, where in UNUSABLE:
        answer = desk.client.post(f"{desk.path}/bookings", json=body(haircut) | sent)

        assert pointers(answer) == where, sent
    assert bookings() == 0


def test_a_required_answer_is_asked_for(desk: Desk, haircut: Service, amina: Calendar) -> None:
    asked = salons.question(haircut, is_required=True)
    foreign = salons.question(salons.service(factories.owner().business))

    assert pointers(desk.book(haircut)) == [f"/answers/{asked.id}"]
    answers = {str(asked.id): "Yes", str(foreign.id): "Yes"}
    assert pointers(desk.book(haircut, answers=answers)) == [f"/answers/{foreign.id}"]


def test_services_of_others_and_those_switched_off_are_unknown(
    desk: Desk, owner: factories.Owner
) -> None:
    theirs = salons.service(factories.owner().business)
    off = salons.service(owner.business, is_active=False)
    salons.calendar(owner.business, off)

    assert pointers(desk.book(theirs)) == ["/service_id"]
    assert pointers(desk.book(off)) == ["/service_id"]


def test_while_no_bookings_are_taken_none_is(
    desk: Desk, owner: factories.Owner, haircut: Service, amina: Calendar
) -> None:
    salons.settings(owner.business, is_taking_bookings=False)

    answer = desk.book(haircut)

    assert (answer.status_code, answer.get_json()["code"]) == (409, "not_taking_bookings")


def test_one_person_does_not_book_everything(
    desk: Desk, owner: factories.Owner, haircut: Service, amina: Calendar
) -> None:
    salons.settings(owner.business, person_limit=2)
    spelled = ("0711 000 111", "+254711000111", "254711000111")
    answers = [
        desk.book(haircut, SOON + n * HALF, customer={"name": f"Zoë {n}", "phone": phone})
        for n, phone in enumerate(spelled)
    ]

    assert [answer.status_code for answer in answers] == [201, 201, 409]
    assert answers[-1].get_json()["code"] == "too_many_bookings"


def test_a_booking_that_waits_for_approval_holds_its_time(
    desk: Desk, owner: factories.Owner
) -> None:
    colour = salons.service(owner.business, requires_approval=True)
    salons.calendar(owner.business, colour)

    told = desk.book(colour).get_json()

    assert (told["state"], told["hold_until"]) == ("pending", "2026-11-25T09:00:00Z")
    assert desk.book(colour, name="Achieng").status_code == 409


def test_seats_are_taken_until_none_is_left(desk: Desk, owner: factories.Owner) -> None:
    yoga = salons.service(owner.business, capacity=3)
    salons.calendar(owner.business, yoga)

    statuses = [desk.book(yoga, name=f"Guest {n}", seats=n).status_code for n in (2, 2, 1, 1)]

    assert statuses == [201, 409, 201, 409]
