"""`/calendars`."""

from __future__ import annotations

from typing import Any

import pytest

from cardshop.accounts.models import Business
from cardshop.booking.models import Booking
from cardshop.db import db
from tests.api.conftest import Program, pointers
from tests.orders.looking import statements
from tests.support import factories, salons

pytestmark = pytest.mark.usefixtures("standing_clock")
CALENDAR = "id name timezone hours service_ids feed_url color daily_limit active"
LUNCH = {
    "weekly": {"mon": [["09:00", "13:00"], ["16:00", "24:00"]]},
    "overrides": {"2028-02-29": [], "2027-01-06": [["22:00", "02:00"]]},
}


def test_a_calendar_has_hours_services_and_a_feed(program: Program, owner: factories.Owner) -> None:
    haircut = salons.service(owner.business)

    made = program.post(
        "/calendars",
        json={"name": "Otieno", "hours": LUNCH, "service_ids": [haircut.id], "color": "#4682b5"},
    )

    told = made.get_json()
    assert made.status_code == 201
    assert set(told) == set(CALENDAR.split())
    assert (told["timezone"], told["color"]) == ("Africa/Nairobi", "steelblue")
    assert told["hours"]["weekly"]["mon"] == LUNCH["weekly"]["mon"]
    assert told["hours"]["weekly"]["tue"] == []
    assert told["hours"]["overrides"] == LUNCH["overrides"]
    assert told["service_ids"] == [haircut.id]
    assert program.app.test_client().get(told["feed_url"]).status_code == 200
    there = program.get(made.headers["Location"].partition("/api/v1")[2])
    assert (there.get_json(), there.headers["ETag"]) == (told, made.headers["ETag"])


def test_without_hours_of_its_own_it_has_the_businesss(
    program: Program, owner: factories.Owner
) -> None:
    calendar = salons.calendar(owner.business)
    version = owner.business.content_version

    told = program.patch(f"/calendars/{calendar.id}", json={"hours": None}).get_json()

    assert told["hours"] is None
    db.session.rollback()
    assert db.session.get_one(Business, owner.business.id).content_version > version


UNUSABLE: list[tuple[dict[str, Any], str]] = [
    ({"name": " "}, "/name"),
    ({"name": None}, "/name"),
    ({"timezone": "Mars/Olympus"}, "/timezone"),
    ({"color": "mauveish"}, "/color"),
    ({"daily_limit": 0}, "/daily_limit"),
    ({"service_ids": [2**31 - 1]}, "/service_ids/0"),
    ({"service_ids": "all"}, "/service_ids"),
    ({"hours": {"weekly": {"mon": [["09:00", "13:00"], ["12:00", "14:00"]]}}}, "/hours/"),
    ({"hours": {"weekly": {"moon": []}}}, "/hours/"),
    ({"hours": {"weekly": {}, "overrides": {"2027-02-29": []}}}, "/hours/"),
    ({"feed_url": "x"}, "/feed_url"),
]


def test_what_cannot_be_used_is_pointed_at(program: Program, owner: factories.Owner) -> None:
    calendar = salons.calendar(owner.business)

    for sent, pointer in UNUSABLE:
        for answer in (
            program.post("/calendars", json={"name": "Otieno"} | sent),
            program.patch(f"/calendars/{calendar.id}", json=sent),
        ):
            assert [found.startswith(pointer) for found in pointers(answer)] == [True], sent
    assert len(program.get("/calendars").get_json()["items"]) == 1


def test_another_zone_moves_no_booking(program: Program, owner: factories.Owner) -> None:
    booking = salons.booking(owner.business)

    moved = program.patch(f"/calendars/{booking.calendar_id}", json={"timezone": "Europe/Berlin"})

    assert moved.get_json()["timezone"] == "Europe/Berlin"
    db.session.rollback()
    kept = db.session.get_one(Booking, booking.id)
    assert (kept.starts_at, kept.timezone) == (salons.SOON, "Africa/Nairobi")


def test_a_calendar_goes_once_nothing_is_ahead(program: Program, owner: factories.Owner) -> None:
    booked = salons.booking(owner.business).calendar_id
    free = salons.calendar(owner.business).id

    refused = program.delete(f"/calendars/{booked}")
    assert (refused.status_code, refused.get_json()["code"]) == (409, "calendar_booked")
    assert program.delete(f"/calendars/{free}").status_code == 204
    assert program.get(f"/calendars/{free}").status_code == 404


def test_a_change_is_made_to_what_was_seen(program: Program, owner: factories.Owner) -> None:
    path = f"/calendars/{salons.calendar(owner.business).id}"
    seen = {"If-Match": program.get(path).headers["ETag"]}

    assert program.patch(path, json={"name": "Njeri"}, headers=seen).status_code == 200
    assert program.patch(path, json={"name": "Akinyi"}, headers=seen).status_code == 412
    assert program.delete(path, headers=seen).status_code == 412
    assert program.get(path).get_json()["name"] == "Njeri"


def test_a_repeat_makes_no_second_one(program: Program) -> None:
    first, again = (
        program.post("/calendars", json={"name": "Otieno"}, headers={"Idempotency-Key": "a"})
        for _ in range(2)
    )

    assert first.data == again.data
    assert again.headers["Idempotent-Replayed"] == "true"
    assert len(program.get("/calendars").get_json()["items"]) == 1


def test_a_list_takes_the_same_statements_for_one_and_for_many(
    program: Program, owner: factories.Owner
) -> None:
    counts = []
    program.get("/calendars")  # The token's first use is noted.
    for many in (1, 20):
        for _ in range(many):
            salons.calendar(owner.business, salons.service(owner.business))
        with statements() as asked:
            assert program.get("/calendars?limit=100").status_code == 200
            assert program.get("/services?limit=100").status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_readers_and_strangers_change_nothing(
    owner: factories.Owner, reader: Program, stranger: Program
) -> None:
    calendar = salons.calendar(owner.business)
    theirs = salons.service(owner.business)
    path = f"/calendars/{calendar.id}"

    assert reader.get(path).status_code == 200
    assert reader.patch(path, json={"name": "x"}).status_code == 403
    assert reader.post("/calendars", json={"name": "x"}).status_code == 403
    assert stranger.get("/calendars").get_json()["items"] == []
    for answer in (stranger.get(path), stranger.patch(path, json={}), stranger.delete(path)):
        assert answer.status_code == 404
    made = stranger.post("/calendars", json={"name": "x", "service_ids": [theirs.id]})
    assert pointers(made) == ["/service_ids/0"]
