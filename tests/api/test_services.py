"""`/services`."""

from __future__ import annotations

from typing import Any

import pytest

from cardshop.booking.models import Service
from cardshop.db import db
from tests.api.conftest import Program, pointers
from tests.support import factories, salons

pytestmark = pytest.mark.usefixtures("standing_clock")
SERVICE = (
    "id slug name description duration_minutes price slot_interval_minutes buffer_before_minutes"
    " buffer_after_minutes minimum_notice_minutes horizon_days capacity daily_limit"
    " requires_approval slot_alignment place cancel_cutoff_minutes questions calendar_ids active"
)
CUT = {"name": "Hair cut & wash", "duration_minutes": 45}


def test_a_service_needs_a_name_and_a_duration(program: Program, owner: factories.Owner) -> None:
    chair = salons.calendar(owner.business)

    made = program.post("/services", json=CUT)

    told = made.get_json()
    assert made.status_code == 201
    assert set(told) >= set(SERVICE.split())
    assert (told["slug"], told["duration_minutes"]) == ("hair-cut-wash", 45)
    assert (told["capacity"], told["slot_alignment"], told["active"]) == (1, "opening", True)
    assert told["calendar_ids"] == [chair.id]
    there = program.get(made.headers["Location"].partition("/api/v1")[2])
    assert (there.get_json(), there.headers["ETag"]) == (told, made.headers["ETag"])


def test_the_first_service_brings_its_calendar(program: Program) -> None:
    told = program.post("/services", json=CUT).get_json()

    [calendar] = program.get("/calendars").get_json()["items"]
    assert told["calendar_ids"] == [calendar["id"]]
    assert calendar["service_ids"] == [told["id"]]


def test_everything_of_a_service_can_be_said(program: Program, owner: factories.Owner) -> None:
    given = [salons.calendar(owner.business).id for _ in range(2)]
    whole = CUT | {
        "slug": "cut",
        "description": "With *care*.",
        "price": 250000,
        "slot_interval_minutes": 15,
        "buffer_before_minutes": 5,
        "buffer_after_minutes": 10,
        "minimum_notice_minutes": 120,
        "horizon_days": 30,
        "capacity": 3,
        "daily_limit": 9,
        "requires_approval": True,
        "slot_alignment": "tight",
        "place": "video",
        "place_details": "https://meet.example/amina",
        "cancel_cutoff_minutes": 240,
        "calendar_ids": given,
        "active": False,
    }

    told = program.post("/services", json=whole).get_json()

    assert {name: told[name] for name in whole} == whole
    assert program.get(f"/services/{told['id']}").get_json() == told


def test_questions_keep_their_ids(program: Program, owner: factories.Owner) -> None:
    service = salons.service(owner.business)
    kept = salons.question(service)
    gone = salons.question(service, "Which colour?")
    wanted = [
        {"label": "How long?", "kind": "choice", "choices": ["Short", "Long"], "required": True},
        {"id": kept.id, "label": "First visit?", "kind": "checkbox"},
    ]

    told = program.patch(f"/services/{service.id}", json={"questions": wanted}).get_json()

    labels = [(one["label"], one["kind"], one["required"]) for one in told["questions"]]
    assert labels == [("How long?", "choice", True), ("First visit?", "checkbox", False)]
    assert told["questions"][0]["choices"] == ["Short", "Long"]
    assert told["questions"][1]["id"] == kept.id
    again = program.patch(f"/services/{service.id}", json={"questions": [{"id": gone.id} | CUT]})
    assert pointers(again)


UNUSABLE: list[tuple[dict[str, Any], str]] = [
    ({"name": ""}, "/name"),
    ({"duration_minutes": 4}, "/duration_minutes"),
    ({"duration_minutes": 1440, "buffer_after_minutes": 1}, "/duration_minutes"),
    ({"price": -1}, "/price"),
    ({"price": 1.5}, "/price"),
    ({"capacity": 0}, "/capacity"),
    ({"horizon_days": 731}, "/horizon_days"),
    ({"slot_interval_minutes": 0}, "/slot_interval_minutes"),
    ({"slot_alignment": "loose"}, "/slot_alignment"),
    ({"place": "moon"}, "/place"),
    ({"slug": "a--b"}, "/slug"),
    ({"calendar_ids": [2**31 - 1]}, "/calendar_ids/0"),
    ({"questions": [{"label": "?"}] * 11}, "/questions"),
    ({"questions": [{"label": "Size?", "kind": "choice"}]}, "/questions/0/choices"),
    ({"questions": [{"label": " "}]}, "/questions/0/label"),
    ({"id": 7}, "/id"),
]


def test_what_cannot_be_used_is_pointed_at(program: Program, owner: factories.Owner) -> None:
    service = salons.service(owner.business)

    for sent, pointer in UNUSABLE:
        assert pointers(program.post("/services", json=CUT | sent)) == [pointer], sent
        assert pointers(program.patch(f"/services/{service.id}", json=sent)) == [pointer], sent
    db.session.rollback()
    assert db.session.query(Service).count() == 1


def test_two_services_have_two_addresses(program: Program) -> None:
    first, second = (program.post("/services", json=CUT).get_json() for _ in range(2))

    assert (first["slug"], second["slug"]) == ("hair-cut-wash", "hair-cut-wash-2")
    taken = program.patch(f"/services/{second['id']}", json={"slug": first["slug"]})
    assert pointers(taken) == ["/slug"]


def test_a_service_goes_once_nothing_is_ahead(program: Program, owner: factories.Owner) -> None:
    booked = salons.booking(owner.business).service_id

    refused = program.delete(f"/services/{booked}")
    assert (refused.status_code, refused.get_json()["code"]) == (409, "service_booked")
    assert program.delete(f"/services/{salons.service(owner.business).id}").status_code == 204


def test_a_change_is_made_to_what_was_seen(program: Program, owner: factories.Owner) -> None:
    path = f"/services/{salons.service(owner.business).id}"
    seen = {"If-Match": program.get(path).headers["ETag"]}

    assert program.patch(path, json={"price": 1}, headers=seen).status_code == 200
    assert program.patch(path, json={"price": 2}, headers=seen).status_code == 412
    assert program.delete(path, headers=seen).status_code == 412


def test_a_list_comes_in_pages(program: Program, owner: factories.Owner) -> None:
    keys = [salons.service(owner.business).id for _ in range(3)]
    first = program.get("/services?limit=2").get_json()
    second = program.get(f"/services?limit=2&after={first['next']}").get_json()

    assert [one["id"] for one in first["items"] + second["items"]] == keys
    assert second["next"] is None


def test_readers_and_strangers_change_nothing(
    owner: factories.Owner, reader: Program, stranger: Program
) -> None:
    path = f"/services/{salons.service(owner.business).id}"

    assert reader.get(path).status_code == 200
    assert reader.patch(path, json={"price": 1}).status_code == 403
    assert reader.delete(path).status_code == 403
    assert stranger.get("/services").get_json()["items"] == []
    for answer in (stranger.get(path), stranger.patch(path, json={}), stranger.delete(path)):
        assert answer.status_code == 404
