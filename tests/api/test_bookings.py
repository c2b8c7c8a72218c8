"""Owners' programs read bookings, write them down and move them on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from cardshop.booking.models import Booking, BookingState, Calendar, Service
from cardshop.db import db
from tests.api.conftest import Program, pointers
from tests.api.desk import body
from tests.support import factories, salons
from tests.support.salons import SOON

pytestmark = pytest.mark.usefixtures("standing_clock")


@pytest.fixture
def visit(owner: factories.Owner, haircut: Service, amina: Calendar) -> Booking:
    """Wanjiru's, of 2 December at 10."""
    return salons.booking(owner.business, haircut, amina)


def test_a_booking_is_written_down_and_read(
    program: Program, owner: factories.Owner, haircut: Service, amina: Calendar
) -> None:
    made = program.post("/bookings", json=body(haircut, note="By phone"))

    told = made.get_json()
    assert (made.status_code, told["state"], told["calendar_id"]) == (201, "confirmed", amina.id)
    assert [event["actor"] for event in told["history"]] == [owner.account.email]
    there = program.get(made.headers["Location"].partition("/api/v1")[2])
    assert (there.get_json(), there.headers["ETag"]) == (told, made.headers["ETag"])
    again = program.post("/bookings", json=body(haircut, name="Achieng"))
    assert (again.status_code, again.get_json()["code"]) == (409, "slot_taken")
    assert again.get_json()["nearest"]


def test_a_repeat_writes_down_one(program: Program, haircut: Service, amina: Calendar) -> None:
    first, again = (
        program.post("/bookings", json=body(haircut), headers={"Idempotency-Key": "a"})
        for _ in range(2)
    )

    assert (first.status_code, first.data) == (201, again.data)
    assert again.headers["Idempotent-Replayed"] == "true"
    db.session.rollback()
    assert db.session.query(Booking).count() == 1


def test_services_of_others_are_unknown(program: Program, haircut: Service) -> None:
    theirs = salons.service(factories.owner().business)

    assert pointers(program.post("/bookings", json=body(theirs))) == ["/service_id"]
    sent = body(haircut) | {"customer": {"phone": "12"}}
    assert pointers(program.post("/bookings", json=sent)) == ["/customer/name", "/customer/phone"]


def test_a_booking_goes_its_way(program: Program, owner: factories.Owner) -> None:
    for state in ("completed", "no_show", "cancelled"):
        path = f"/bookings/{salons.booking(owner.business).id}"

        told = program.patch(path, json={"state": state, "note": "ok"}).get_json()

        last = told["history"][-1]
        assert (told["state"], last["state"], last["note"]) == (state, state, "ok")
        assert last["actor"] == owner.account.email
        refused = program.patch(path, json={"state": "confirmed"})
        assert (refused.status_code, refused.get_json()["code"]) == (409, "step_impossible")
        assert program.get(path).get_json() == told


def test_a_request_is_answered(
    program: Program, owner: factories.Owner, haircut: Service, amina: Calendar
) -> None:
    for start, state, status in (
        (SOON, "declined", 201),
        (SOON + timedelta(hours=1), "confirmed", 409),
    ):
        asked = salons.booking(
            owner.business, haircut, amina, starts_at=start, state=BookingState.PENDING
        )

        told = program.patch(f"/bookings/{asked.id}", json={"state": state}).get_json()

        assert (told["state"], told["hold_until"]) == (state, None)
        assert program.post("/bookings", json=body(haircut, start)).status_code == status


def test_a_booking_is_moved_in_time_and_to_somebody_else(
    program: Program, owner: factories.Owner, haircut: Service, amina: Calendar, visit: Booking
) -> None:
    otieno = salons.calendar(owner.business, haircut, name="Otieno")
    path = f"/bookings/{visit.id}"

    later = program.patch(path, json={"starts_at": "2026-12-02T11:00:00+02:00"}).get_json()
    other = program.patch(path, json={"calendar_id": otieno.id}).get_json()

    assert (later["starts_at"], later["calendar_id"]) == ("2026-12-02T09:00:00Z", amina.id)
    assert (other["starts_at"], other["calendar_name"]) == ("2026-12-02T09:00:00Z", "Otieno")
    assert other["ics_sequence"] == 2


def test_a_move_to_what_is_not_open_changes_nothing(
    program: Program, owner: factories.Owner, haircut: Service, amina: Calendar, visit: Booking
) -> None:
    salons.booking(owner.business, haircut, amina, starts_at=SOON + timedelta(hours=1))
    path = f"/bookings/{visit.id}"
    before = program.get(path).get_json()

    for start in ("2026-12-02T08:00:00Z", "2026-12-02T07:10:00Z", "2020-01-01T00:00:00Z"):
        answer = program.patch(path, json={"starts_at": start})
        assert (answer.status_code, answer.get_json()["code"]) == (409, "slot_taken")
        assert len(answer.get_json()["nearest"]) > 0
    elsewhere = salons.calendar(factories.owner().business)
    moved = program.patch(path, json={"calendar_id": elsewhere.id})
    assert pointers(moved) == ["/calendar_id"]
    assert program.get(path).get_json() == before


UNUSABLE: list[tuple[dict[str, Any], str]] = [
    ({"state": "expired"}, "/state"),
    ({"state": "pending"}, "/state"),
    ({"state": 1}, "/state"),
    ({"note": "why"}, "/state"),
    ({"state": "cancelled", "starts_at": "2026-12-02T09:00:00Z"}, "/state"),
    ({"starts_at": "tomorrow"}, "/starts_at"),
    ({"starts_at": "2026-12-02T09:00:00"}, "/starts_at"),
    ({"calendar_id": 0}, "/calendar_id"),
    ({"seats": 2}, "/seats"),
]


def test_what_cannot_be_used_is_pointed_at(program: Program, visit: Booking) -> None:
    for sent, where in UNUSABLE:
        assert pointers(program.patch(f"/bookings/{visit.id}", json=sent)) == [where], sent


def test_a_change_is_made_to_what_was_seen(program: Program, visit: Booking) -> None:
    path = f"/bookings/{visit.id}"
    seen = {"If-Match": program.get(path).headers["ETag"]}
    later = {"starts_at": "2026-12-02T09:00:00Z"}

    assert program.patch(path, json=later, headers=seen).status_code == 200
    assert program.patch(path, json={"state": "cancelled"}, headers=seen).status_code == 412
    assert program.patch(path, json={}).get_json()["state"] == "confirmed"


def test_readers_and_strangers_move_nothing(
    reader: Program, stranger: Program, haircut: Service, visit: Booking
) -> None:
    path = f"/bookings/{visit.id}"

    assert reader.get(path).status_code == 200
    assert reader.patch(path, json={"state": "cancelled"}).status_code == 403
    assert reader.post("/bookings", json=body(haircut)).status_code == 403
    assert stranger.get(path).status_code == 404
    assert stranger.patch(path, json={"state": "cancelled"}).status_code == 404
    assert stranger.get("/bookings").get_json()["items"] == []


def test_another_business_cannot_move_into_our_calendar(
    app: Flask, amina: Calendar, stranger: Program
) -> None:
    there = stranger.post("/services", json={"name": "Cut", "duration_minutes": 30}).get_json()

    sent = body(db.session.get_one(Service, there["id"]), calendar_id=amina.id)

    assert pointers(stranger.post("/bookings", json=sent)) == ["/calendar_id"]
