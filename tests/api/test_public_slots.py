"""When a service can be booked, as customers' programs read it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from cardshop.booking.models import Calendar, Service, SlotAlignment
from cardshop.db import db
from cardshop.lib import clock
from tests.api.conftest import pointers
from tests.api.desk import Desk
from tests.orders.looking import statements
from tests.support import factories, salons
from tests.support.factories import NOW
from tests.support.salons import SOON

pytestmark = pytest.mark.usefixtures("standing_clock")


@pytest.fixture
def haircut(owner: factories.Owner) -> Service:
    """An hour, on the hour."""
    return salons.service(owner.business, duration_minutes=60)


@pytest.fixture
def amina(owner: factories.Owner, haircut: Service) -> Calendar:
    """From 9 to 12 in Nairobi."""
    return salons.calendar(owner.business, haircut, hours=salons.hours("09:00-12:00"))


def test_open_times_are_utc_with_seats_and_calendars(
    desk: Desk, haircut: Service, amina: Calendar
) -> None:
    answer = desk.slots(haircut.id)

    told = answer.get_json()
    assert answer.headers["Cache-Control"] == "no-store"
    assert told["timezone"] == "Africa/Nairobi"
    assert told["slots"][0] == {
        "start": "2026-12-02T06:00:00Z",
        "end": "2026-12-02T07:00:00Z",
        "seats": 1,
        "calendar_ids": [amina.id],
    }
    assert [slot["start"][11:16] for slot in told["slots"]] == ["06:00", "07:00", "08:00"]


def test_what_is_taken_is_not_open(
    desk: Desk, owner: factories.Owner, haircut: Service, amina: Calendar
) -> None:
    salons.booking(owner.business, haircut, amina, starts_at=SOON)
    salons.busy_source(amina, (SOON + timedelta(hours=1), SOON + timedelta(hours=2)))

    assert [slot["start"][11:16] for slot in desk.slots(haircut.id).get_json()["slots"]] == [
        "06:00"
    ]


def test_dates_are_those_of_the_zone_that_is_asked(
    desk: Desk, owner: factories.Owner, haircut: Service
) -> None:
    salons.calendar(owner.business, haircut, hours=salons.hours("00:00-24:00"))

    told = desk.slots(haircut.id, timezone="Pacific/Apia").get_json()

    starts = [slot["start"] for slot in told["slots"]]
    assert (told["timezone"], len(starts)) == ("Pacific/Apia", 24)
    # Samoa is thirteen hours ahead of UTC.
    assert (starts[0], starts[-1]) == ("2026-12-01T11:00:00Z", "2026-12-02T10:00:00Z")


def test_anyone_or_one_of_them(
    desk: Desk, owner: factories.Owner, haircut: Service, amina: Calendar
) -> None:
    otieno = salons.calendar(owner.business, haircut, hours=salons.hours("11:00-13:00"))

    anyone = desk.slots(haircut.id).get_json()["slots"]
    alone = desk.slots(haircut.id, calendar_id=otieno.id).get_json()["slots"]

    assert [slot["calendar_ids"] for slot in anyone] == [
        *([[amina.id]] * 2),
        [amina.id, otieno.id],
        [otieno.id],
    ]
    assert [slot["start"][11:16] for slot in alone] == ["08:00", "09:00"]


def test_seats_are_those_that_are_left(desk: Desk, owner: factories.Owner) -> None:
    yoga = salons.service(owner.business, "Yoga", duration_minutes=60, capacity=8)
    hall = salons.calendar(owner.business, yoga, hours=salons.hours("10:00-12:00"))
    salons.booking(owner.business, yoga, hall, starts_at=SOON, seats=3)

    assert [slot["seats"] for slot in desk.slots(yoga.id).get_json()["slots"]] == [5, 8]


UNUSABLE: list[tuple[dict[str, str], list[str]]] = [
    ({"from": "2026-12-03"}, ["/to"]),
    ({"to": "2027-02-02"}, ["/to"]),
    ({"to": "9999-12-31"}, ["/to"]),
    ({"from": "0001-01-01"}, ["/from"]),
    ({"from": "2026-02-30", "to": "tomorrow"}, ["/from", "/to"]),
    ({"from": ""}, ["/from"]),
    ({"from": "20261202"}, ["/from"]),
    ({"from": "2026-12-02T00:00:00Z"}, ["/from"]),
    ({"timezone": "Mars/Olympus"}, ["/timezone"]),
    ({"timezone": ""}, ["/timezone"]),
    ({"timezone": "../../etc/passwd"}, ["/timezone"]),
    ({"calendar_id": "0"}, ["/calendar_id"]),
    ({"calendar_id": "2147483647"}, ["/calendar_id"]),
    ({"calendar_id": "anyone"}, ["/calendar_id"]),
    ({"seats": "2"}, ["/seats"]),
]


def test_what_cannot_be_asked_is_pointed_at(desk: Desk, haircut: Service, amina: Calendar) -> None:
    for asked, where in UNUSABLE:
        assert pointers(desk.slots(haircut.id, **asked)) == where, asked


def test_dates_must_be_named(desk: Desk, haircut: Service) -> None:
    answer = desk.client.get(f"{desk.path}/services/{haircut.id}/slots")

    assert pointers(answer) == ["/from", "/to"]


def test_sixty_two_days_are_answered_up_to_the_horizon(desk: Desk, owner: factories.Owner) -> None:
    dates = {(NOW + timedelta(days=day)).date().isoformat() for day in range(11)}
    for alignment in SlotAlignment:
        cut = salons.service(owner.business, horizon_days=10, slot_alignment=alignment)
        salons.calendar(owner.business, cut)

        told = desk.slots(cut.id, **{"from": "2026-11-24", "to": "2027-01-24"}).get_json()

        assert {slot["start"][:10] for slot in told["slots"]} == dates
        for far in ("1970-01-01", "2199-12-31"):
            assert desk.slots(cut.id, **{"from": far, "to": far}).get_json()["slots"] == []


def test_nothing_is_open_where_nothing_is_offered(
    app: Flask, desk: Desk, owner: factories.Owner, haircut: Service, amina: Calendar
) -> None:
    salons.settings(owner.business, is_taking_bookings=False)
    off = salons.service(owner.business, is_active=False)
    theirs = salons.service(factories.owner().business)

    assert desk.slots(haircut.id).get_json()["slots"] == []
    assert desk.slots(off.id).status_code == 404
    assert desk.slots(theirs.id).status_code == 404
    assert desk.slots(2**31 - 1).status_code == 404
    elsewhere = salons.calendar(owner.business)
    assert pointers(desk.slots(haircut.id, calendar_id=elsewhere.id)) == ["/calendar_id"]


def test_a_grid_that_begins_with_the_present_is_taken_at_its_word(
    desk: Desk, owner: factories.Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = salons.service(owner.business, slot_alignment=SlotAlignment.TIGHT)
    salons.calendar(owner.business, cut)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(seconds=5))
    told = desk.slots(cut.id, **{"from": "2026-11-24", "to": "2026-11-24"}).get_json()
    chosen = datetime.fromisoformat(told["slots"][3]["start"])
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=7))

    assert desk.book(cut, chosen).status_code == 409
    assert desk.book(cut, chosen, as_of=told["as_of"]).status_code == 201


def test_many_bookings_take_as_many_statements_as_none(
    desk: Desk, owner: factories.Owner, haircut: Service, amina: Calendar
) -> None:
    counts = []
    desk.slots(haircut.id)
    for hours in ((), range(3)):
        for hour in hours:
            start = SOON + timedelta(hours=hour - 1)
            salons.booking(owner.business, haircut, amina, starts_at=start)
            salons.calendar(owner.business, haircut)
        db.session.expire_all()
        with statements() as asked:
            assert desk.slots(haircut.id).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]
