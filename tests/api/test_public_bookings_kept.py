"""Customers' programs look at what was booked, move it and cancel it."""

from __future__ import annotations

from typing import Any

import pytest

from cardshop.booking.models import Booking, Calendar, Service
from cardshop.db import db, transaction
from tests.api.conftest import Program
from tests.api.desk import Desk
from tests.support import factories, salons

pytestmark = pytest.mark.usefixtures("standing_clock")


def test_the_customer_moves_and_cancels(desk: Desk, haircut: Service, amina: Calendar) -> None:
    token = desk.book(haircut).get_json()["token"]

    moved = desk.at(token, "reschedule", {"start": "2026-12-03T07:00:00Z"}).get_json()

    assert (moved["starts_at"], moved["ics_sequence"]) == ("2026-12-03T07:00:00Z", 1)
    assert desk.book(haircut, name="Achieng").status_code == 201
    taken = desk.at(token, "reschedule", {"start": "2026-12-02T07:00:00Z"})
    assert (taken.status_code, taken.get_json()["code"]) == (409, "slot_taken")
    assert taken.get_json()["nearest"]
    assert desk.at(token).get_json() == moved
    gone = desk.at(token, "cancel").get_json()
    assert (gone["state"], gone["ics_sequence"]) == ("cancelled", 2)
    assert desk.at(token, "cancel").get_json() == gone
    over = desk.at(token, "reschedule", {"start": "2026-12-03T07:00:00Z"})
    assert (over.status_code, over.get_json()["code"]) == (409, "booking_over")


def test_a_move_says_when_to(
    desk: Desk, owner: factories.Owner, haircut: Service, amina: Calendar
) -> None:
    token = salons.booking(owner.business, haircut, amina).token

    assert desk.at(token, "reschedule").status_code == 415
    unusable: list[Any] = [{}, [], {"start": "soon"}, {"start": None}, {"begin": "x"}]
    for sent in unusable:
        assert desk.at(token, "reschedule", sent).status_code == 422, sent
    assert desk.at(token).get_json()["starts_at"] == "2026-12-02T07:00:00Z"


def test_past_the_cut_off_the_business_is_asked(desk: Desk, owner: factories.Owner) -> None:
    strict = salons.service(
        owner.business, cancel_cutoff_minutes=15 * 1440, reschedule_cutoff_minutes=15 * 1440
    )
    token = salons.booking(owner.business, strict).token

    for answer in (
        desk.at(token, "cancel"),
        desk.at(token, "reschedule", {"start": "2026-12-03T07:00:00Z"}),
    ):
        assert (answer.status_code, answer.get_json()["code"]) == (409, "too_late")


def test_nobodys_links_lead_nowhere(desk: Desk) -> None:
    for token in ("nobody", "%00", "a%20b", "x" * 400):
        assert desk.at(token).status_code == 404
        assert desk.at(token, "cancel").status_code == 404
        sent = {"start": "2026-12-03T07:00:00Z"}
        assert desk.at(token, "reschedule", sent).status_code == 404


def test_what_the_owner_notes_of_a_visit_is_not_told(
    desk: Desk, program: Program, owner: factories.Owner
) -> None:
    missed, called_off = (salons.booking(owner.business) for _ in range(2))
    for booking, state in ((missed, "no_show"), (called_off, "cancelled")):
        sent = {"state": state, "note": "Never on time"}
        assert program.patch(f"/bookings/{booking.id}", json=sent).status_code == 200

    assert desk.at(missed.token).get_json()["history"][-1]["note"] == ""
    assert desk.at(called_off.token).get_json()["history"][-1]["note"] == "Never on time"


def test_the_owners_address_is_nobodys_business(desk: Desk, owner: factories.Owner) -> None:
    booking = salons.booking(owner.business, owner_note="Never pays")
    with transaction():
        held = db.session.get_one(Booking, booking.id)
        db.session.refresh(held, ["events"])
        held.events[0].actor = owner.account.email

    answer = desk.at(booking.token)

    assert answer.get_json()["history"][0]["actor"] == "business"
    assert owner.account.email not in answer.text
    assert "Never pays" not in answer.text
    assert answer.headers["Cache-Control"] == "private, no-cache"
