"""The database itself refuses an overlap, whoever writes to it and however, on both engines."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from cardshop.booking.models import Appointment, Calendar, Seat
from cardshop.booking.models.appointments import LONGEST, OVERLAP_GUARD
from cardshop.db import db, transaction
from tests.support import factories, salons

TEN = 1_764_655_200
HOUR = 3_600


@pytest.fixture
def chair(each_engine: Flask) -> Calendar:
    return salons.calendar(factories.owner().business)


def held(chair: Calendar, since: int = TEN, until: int = TEN + HOUR, **columns: Any) -> int:
    """A row of the table, with nothing of ours between it and the database."""
    values = {
        "calendar_id": chair.id,
        "visit_from": since,
        "visit_until": until,
        "blocked_from": since,
        "blocked_until": until,
        "capacity": 1,
        "active": True,
    }
    with transaction() as session:
        statement = insert(Appointment).values(values | columns).returning(Appointment.id)
        key: int = session.scalars(statement).one()
    return key


def change(key: int, **columns: Any) -> None:
    with transaction() as session:
        session.execute(update(Appointment).where(Appointment.id == key).values(columns))


def shifted(by: int) -> dict[str, Any]:
    names = ("visit_from", "visit_until", "blocked_from", "blocked_until")
    return {name: getattr(Appointment, name) + by for name in names}


def times() -> list[tuple[int, bool]]:
    rows = db.session.execute(
        select(Appointment.blocked_from, Appointment.active).order_by(Appointment.id)
    )
    return [(since, active) for since, active in rows]


def refused(write: Any, *arguments: Any, by: str = OVERLAP_GUARD, **columns: Any) -> None:
    with pytest.raises(IntegrityError) as caught:
        write(*arguments, **columns)
    assert by in str(caught.value.orig)


MEETING = [
    (TEN, TEN + HOUR),
    (TEN + 1_800, TEN + 2_700),
    (TEN - HOUR, TEN + 2 * HOUR),
    (TEN - HOUR, TEN + 1),
    (TEN + HOUR - 1, TEN + 2 * HOUR),
    (TEN + HOUR - LONGEST, TEN + HOUR),
    (TEN, TEN + LONGEST),
    (TEN - LONGEST + 1, TEN + 1),
]


def test_no_two_meet_in_one_calendar(chair: Calendar) -> None:
    held(chair)

    for since, until in MEETING:
        refused(held, chair, since, until)

    assert times() == [(TEN, True)]


def test_neighbours_and_other_calendars_are_taken(each_engine: Flask, chair: Calendar) -> None:
    other = salons.calendar(factories.owner().business)
    held(chair)

    held(chair, TEN - HOUR, TEN)
    held(chair, TEN + HOUR, TEN + HOUR + LONGEST)
    held(chair, TEN - HOUR - LONGEST, TEN - HOUR)
    held(other)

    assert len(times()) == 5


def test_buffers_are_part_of_what_is_taken(chair: Calendar) -> None:
    held(chair, blocked_until=TEN + HOUR + 600)

    refused(held, chair, TEN + HOUR, TEN + 2 * HOUR)
    refused(held, chair, TEN + 2 * HOUR, TEN + 3 * HOUR, blocked_from=TEN + HOUR + 599)

    held(chair, TEN + HOUR + 600, TEN + 2 * HOUR)


def test_what_was_given_up_holds_nothing(chair: Calendar) -> None:
    held(chair, active=False)

    held(chair)
    held(chair, active=False)

    assert times() == [(TEN, False), (TEN, True), (TEN, False)]


def test_what_was_given_up_is_not_taken_back_over_another(chair: Calendar) -> None:
    given_up = held(chair, active=False)
    held(chair, TEN + 1_800, TEN + 2_700)

    refused(change, given_up, active=True)

    assert times() == [(TEN, False), (TEN + 1_800, True)]


def test_nothing_moves_onto_another(chair: Calendar) -> None:
    moved = held(chair)
    held(chair, TEN + HOUR, TEN + 2 * HOUR)

    for by in (HOUR, 1, 2 * HOUR - 1):
        refused(change, moved, **shifted(by))

    assert times() == [(TEN, True), (TEN + HOUR, True)]


def test_it_moves_over_its_own_place_and_past_others(chair: Calendar) -> None:
    moved = held(chair)
    held(chair, TEN + 2 * HOUR, TEN + 3 * HOUR)

    change(moved, **shifted(1_800))
    change(moved, **shifted(3 * HOUR))

    assert times()[0] == (TEN + 3 * HOUR + 1_800, True)


def test_nothing_goes_to_a_calendar_where_another_is(each_engine: Flask, chair: Calendar) -> None:
    other = salons.calendar(factories.owner().business)
    held(other, TEN - 1_800, TEN + 1)
    moved = held(chair)

    refused(change, moved, calendar_id=other.id)
    refused(change, moved, blocked_from=TEN - 1_800, calendar_id=other.id)


def test_all_of_a_statement_is_refused_with_one_of_its_rows(chair: Calendar) -> None:
    held(chair)
    row = {"calendar_id": chair.id, "capacity": 1, "active": True}
    rows = [
        row
        | dict.fromkeys(("visit_from", "blocked_from"), TEN + HOUR * n)
        | dict.fromkeys(("visit_until", "blocked_until"), TEN + HOUR * (n + 1))
        for n in (2, 1, 0)
    ]

    with pytest.raises(IntegrityError), transaction() as session:
        session.execute(insert(Appointment).values(rows))

    assert times() == [(TEN, True)]


IMPOSSIBLE = [
    ("at_most_a_day", {"blocked_until": TEN + LONGEST + 1}),
    ("at_most_a_day", {"blocked_from": TEN - LONGEST}),
    ("order", {"visit_until": TEN}),
    ("order", {"blocked_from": TEN + 1}),
    ("order", {"blocked_until": TEN + HOUR - 1}),
    ("capacity", {"capacity": 0}),
]


def test_a_row_that_cannot_be_is_refused(chair: Calendar) -> None:
    for by, columns in IMPOSSIBLE:
        refused(held, chair, by=f"ck_appointments_{by}", **columns)

    assert times() == []


def seat(appointment: int, lane: int, capacity: int = 2, *, booking: int) -> None:
    with transaction() as session:
        values = {"appointment_id": appointment, "lane": lane, "capacity": capacity}
        session.execute(insert(Seat).values(values | {"booking_id": booking}))


def test_seats_never_exceed_the_capacity(chair: Calendar) -> None:
    booking = salons.booking(factories.owner().business).id
    course = held(chair, capacity=2)

    seat(course, 0, booking=booking)
    seat(course, 1, booking=booking)

    refused(seat, course, 2, by="seats_lane", booking=booking)
    refused(seat, course, -1, by="seats_lane", booking=booking)
    refused(seat, course, 1, by="", booking=booking)
    refused(seat, course, 2, 3, by="", booking=booking)


def test_a_capacity_cannot_sink_below_the_seats(chair: Calendar) -> None:
    booking = salons.booking(factories.owner().business).id
    course = held(chair, capacity=2)
    seat(course, 1, booking=booking)

    refused(change, course, capacity=1, by="seats_lane")

    change(course, capacity=3)
    seat(course, 2, 3, booking=booking)


def test_a_seat_is_held_by_one_alone(chair: Calendar) -> None:
    course = held(chair)
    nobody = {"appointment_id": course, "lane": 0, "capacity": 1}

    with pytest.raises(IntegrityError, match="holder"), transaction() as session:
        session.execute(insert(Seat).values(nobody))
